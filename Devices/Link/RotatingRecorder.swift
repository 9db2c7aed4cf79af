public import SerialPort
public import SignalCore
public import Threads

/// A transport that writes down what comes through it, in a series of files of which the newest are
/// kept.
///
/// Trouble with the disk never disturbs the reading: `onTrouble` is told once, the recording rests for
/// a minute, and then a new file is tried. A read is one write to the file; a new file costs a look
/// at the directory and the removal of old ones.
public struct RotatingRecorder<Base: Transport & ~Copyable>: Transport, ~Copyable {
    /// As the transport behind it: each opening begins a new file.
    public static var opensOnce: Bool { Base.opensOnce }

    private var base: Base
    private var reel: RecordingReel

    /// Records `base` into the series from its first byte on.
    public init(
        _ base: consuming Base, series: RecordingSeries,
        onTrouble: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.base = base
        reel = RecordingReel(series, onTrouble: onTrouble)
    }

    /// Waits on the transport behind it.
    public mutating func wait(until deadline: BootTime, wake: WakePipe?) -> PortWait {
        base.wait(until: deadline, wake: wake)
    }

    /// Reads from the transport behind it and writes down what came.
    public mutating func read(into bytes: inout [UInt8]) throws(SerialPortError) -> Int {
        let count = try base.read(into: &bytes)
        if count > 0 { reel.write(bytes.span.extracting(0..<count), at: BootClock.now()) }
        return count
    }

    /// Writes to the transport behind it.
    public mutating func write(
        _ bytes: [UInt8], until deadline: BootTime
    ) throws(SerialPortError) {
        try base.write(bytes, until: deadline)
    }
}

/// The present file of a series, and when the next one is due. Time is handed in.
struct RecordingReel: ~Copyable {
    private let series: RecordingSeries
    private let onTrouble: @Sendable (String) -> Void
    private var writer: RecordingWriter?
    private var bytesLeft = 0
    private var endsAt = BootTime(nanoseconds: .min)
    private var restsUntil: BootTime?

    /// After trouble with the disk nothing is tried for so long, in milliseconds.
    static let restMilliseconds: Int64 = 60_000

    init(_ series: RecordingSeries, onTrouble: @escaping @Sendable (String) -> Void) {
        self.series = series
        self.onTrouble = onTrouble
    }

    /// Writes down one read.
    mutating func write(_ bytes: Span<UInt8>, at now: BootTime) {
        if let restsUntil, now < restsUntil { return }
        let length = bytes.count + RecordingWriter.headLength
        do throws(ByteFileError) {
            if writer == nil || bytesLeft < length || now >= endsAt { try begin(at: now) }
            bytesLeft -= length
            try writer?.write(bytes, at: now)
            restsUntil = nil
        } catch {
            writer = nil
            // Told when it begins, not again at each vain try.
            if restsUntil == nil { onTrouble(error.description) }
            restsUntil = now.adding(milliseconds: Self.restMilliseconds)
        }
    }

    private mutating func begin(at now: BootTime) throws(ByteFileError) {
        writer = nil
        let number = series.makeRoom()
        writer = try RecordingWriter(path: series.path(number: number, at: now))
        bytesLeft = series.fileBytes - Recording.magic.count
        endsAt = now.adding(milliseconds: series.fileMilliseconds)
    }
}
