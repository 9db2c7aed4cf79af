public import SerialPort
public import SignalCore
public import Threads

/// A transport that writes down what comes through it, up to a limit.
///
/// Trouble with the file never disturbs the reading: recording ends, and `onEnd` is told why.
public struct Recorder<Base: Transport & ~Copyable>: Transport, ~Copyable {
    /// A second opening would need a second file.
    public static var opensOnce: Bool { true }

    private var base: Base
    private var writer: RecordingWriter?
    private var left: Int
    private let onEnd: @Sendable (String) -> Void

    /// Records `base` into a new file, at most `limitBytes` of it.
    public init(
        _ base: consuming Base, to path: String, limitBytes: Int,
        onEnd: @escaping @Sendable (String) -> Void
    ) throws(ByteFileError) {
        self.base = base
        left = limitBytes
        self.onEnd = onEnd
        writer = try RecordingWriter(path: path)
    }

    /// Waits on the transport behind it.
    public mutating func wait(until deadline: BootTime, wake: WakePipe?) -> PortWait {
        base.wait(until: deadline, wake: wake)
    }

    /// Reads from the transport behind it and writes down what came.
    public mutating func read(into bytes: inout [UInt8]) throws(SerialPortError) -> Int {
        let count = try base.read(into: &bytes)
        if count > 0, writer != nil { keep(bytes.span.extracting(0..<count), at: BootClock.now()) }
        return count
    }

    /// Writes to the transport behind it.
    public mutating func write(
        _ bytes: [UInt8], until deadline: BootTime
    ) throws(SerialPortError) {
        try base.write(bytes, until: deadline)
    }

    private mutating func keep(_ bytes: Span<UInt8>, at now: BootTime) {
        left -= bytes.count + RecordingWriter.headLength
        guard left >= 0 else { return end("the recording has reached its limit and ends here.") }
        do throws(ByteFileError) {
            try writer?.write(bytes, at: now)
        } catch {
            end(error.description)
        }
    }

    private mutating func end(_ why: String) {
        writer = nil
        onEnd(why)
    }
}
