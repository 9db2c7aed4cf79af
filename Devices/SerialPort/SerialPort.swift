import Glibc
public import SignalCore
public import Threads

/// A serial port, owned by one value on one thread.
///
/// Opening it sets it raw, takes it for this program alone and drops stale input; the end of the
/// value closes it. An advisory lock (flock) keeps out a second reader, even for root, whom the
/// kernel's own exclusive mark does not stop. Reading and waiting never allocate.
public struct SerialPort: ~Copyable {
    /// The path it was opened by.
    public let path: String
    private let descriptor: Int32

    /// Opens, claims and sets the port.
    public init(path: String, line: LineSettings) throws(SerialPortError) {
        self.descriptor = try Self.openedDescriptor(path: path, line: line)
        self.path = path
    }

    deinit {
        _ = SystemCall.setExclusive(false, on: descriptor)
        SystemCall.close(descriptor)
    }

    /// Closes the port. Letting the value go does the same.
    public consuming func close() {}

    /// Sleeps until bytes come, the pipe is woken, the device goes, or `deadline` comes.
    ///
    /// A wake is told first and the pipe emptied; bytes still unread are told before the end.
    public mutating func wait(until deadline: BootTime, wake: WakePipe?) -> PortWait {
        while true {
            var found = SystemCall.Readiness()
            let outcome = SystemCall.poll(
                port: descriptor, events: POLLIN, wake: wake?.readDescriptor ?? -1,
                milliseconds: WakePipe.pollMilliseconds(until: deadline), found: &found)
            switch outcome {
            case .failed(EINTR): continue
            case .failed: return .gone
            case .value(0):
                if BootClock.now() >= deadline { return .timedOut }
            case .value:
                if found.wake != 0 {
                    wake?.drain()
                    return .woken
                }
                return isOver(found.port) ? .gone : .readable
            }
        }
    }

    /// Reads what is there, at most the array's length, into the array's start; 0 when nothing is.
    public mutating func read(into bytes: inout [UInt8]) throws(SerialPortError) -> Int {
        while true {
            switch SystemCall.read(descriptor, into: &bytes) {
            case .failed(EINTR): continue
            case .failed(EAGAIN): return 0
            case .failed(let number):
                throw Self.isGone(number)
                    ? .gone(path: path) : .system(call: "read", errno: number, path: path)
            case .value(0):
                // With VMIN 0 "nothing now" and "hung up" both read as 0; poll tells them apart.
                if isHungUp { throw .gone(path: path) }
                return 0
            case .value(let count): return count
            }
        }
    }

    /// Writes all the bytes, waiting for room; a deadline missed is `write` with ETIMEDOUT, and some
    /// of the bytes may have gone out.
    public mutating func write(
        _ bytes: [UInt8], until deadline: BootTime
    ) throws(SerialPortError) {
        var left = bytes[...]
        while !left.isEmpty {
            switch SystemCall.write(descriptor, left) {
            case .failed(EINTR): continue
            case .failed(EAGAIN), .value(0): try waitForRoom(until: deadline)
            case .value(let count): left = left.dropFirst(count)
            case .failed(let number):
                throw Self.isGone(number)
                    ? .gone(path: path) : .system(call: "write", errno: number, path: path)
            }
        }
    }

    private func waitForRoom(until deadline: BootTime) throws(SerialPortError) {
        while true {
            var found = SystemCall.Readiness()
            let outcome = SystemCall.poll(
                port: descriptor, events: POLLOUT, wake: -1,
                milliseconds: WakePipe.pollMilliseconds(until: deadline), found: &found)
            switch outcome {
            case .failed(EINTR): continue
            case .failed(let number): throw .system(call: "poll", errno: number, path: path)
            case .value(0):
                guard BootClock.now() < deadline else {
                    throw .system(call: "write", errno: ETIMEDOUT, path: path)
                }
            case .value:
                if found.port & Self.ends != 0 { throw .gone(path: path) }
                return
            }
        }
    }

    private static let ends = POLLHUP | POLLERR | POLLNVAL

    /// The kernel calls a hung-up line readable too; only bytes still there put off the end.
    private func isOver(_ found: Int32) -> Bool {
        found & Self.ends != 0 && SystemCall.unread(descriptor) == 0
    }

    private var isHungUp: Bool {
        var found = SystemCall.Readiness()
        _ = SystemCall.poll(
            port: descriptor, events: POLLIN, wake: -1, milliseconds: 0, found: &found)
        return found.port & Self.ends != 0
    }
}
