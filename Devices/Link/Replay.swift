public import SerialPort
public import SignalCore
public import Threads

/// A transport that plays a recording at the pace it was made, or faster.
public struct Replay: Transport, ~Copyable {
    /// Opened again it would play from the start.
    public static var opensOnce: Bool { true }

    private var reader: RecordingReader
    private var next: Recording.Chunk?
    private var beganAt: BootTime?
    private let speed: Double

    /// Plays the recording at `path`; `speed` is recorded seconds a second.
    public init(path: String, speed: Double) throws(ByteFileError) {
        reader = try RecordingReader(path: path)
        self.speed = speed
    }

    /// Reads the first chunk before anything else is asked.
    private mutating func begin() {
        guard beganAt == nil else { return }
        beganAt = BootClock.now()
        next = try? reader.next()
    }

    private var due: BootTime? {
        next.map { chunk in
            let began = beganAt ?? BootClock.now()
            return BootTime(
                nanoseconds: began.nanoseconds + Int64(Double(chunk.nanoseconds) / speed))
        }
    }

    /// Sleeps until the next chunk is due; its end is the end of the port.
    public mutating func wait(until deadline: BootTime, wake: WakePipe?) -> PortWait {
        begin()
        guard let due else { return .gone }
        let until = min(deadline, due)
        let pipe = wake ?? WakePipe()
        while BootClock.now() < until { if pipe.wait(until: until) { return .woken } }
        return BootClock.now() >= due ? .readable : .timedOut
    }

    /// Gives the chunk that is due.
    public mutating func read(into bytes: inout [UInt8]) throws(SerialPortError) -> Int {
        begin()
        guard let due, BootClock.now() >= due, let chunk = next else { return 0 }
        let count = min(chunk.bytes.count, bytes.count)
        for place in 0..<count { bytes[place] = chunk.bytes[place] }
        if count < chunk.bytes.count {
            next?.bytes.removeFirst(count)
            return count
        }
        do throws(ByteFileError) {
            next = try reader.next()
        } catch {
            next = nil
        }
        return count
    }

    /// A recording does not answer: commands go nowhere.
    public mutating func write(
        _ bytes: [UInt8], until deadline: BootTime
    ) throws(SerialPortError) {}
}
