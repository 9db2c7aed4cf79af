import Glibc
public import SignalCore

/// Wakes a thread that sleeps in `poll`. Any thread may call `wake`; one thread waits.
public final class WakePipe: Sendable {
    /// The end to put into a `poll` set beside other descriptors.
    public let readDescriptor: Int32
    private let writeDescriptor: Int32

    /// Opens the pipe. Traps when the process is out of descriptors.
    public init() {
        var ends: [Int32] = [0, 0]
        let status = unsafe ends.withUnsafeMutableBufferPointer {
            unsafe pipe($0.baseAddress)
        }
        precondition(status == 0, "the system refused a pipe (errno \(errno))")
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        readDescriptor = ends[0]
        writeDescriptor = ends[1]
    }

    deinit {
        close(readDescriptor)
        close(writeDescriptor)
    }

    /// Ends the present or the next wait. A full pipe already wakes, so nothing can be lost.
    public func wake() {
        var byte: UInt8 = 1
        _ = unsafe write(writeDescriptor, &byte, 1)
    }

    /// Empties the pipe after a wake.
    public func drain() {
        var bytes = (UInt64(0), UInt64(0))
        while unsafe read(readDescriptor, &bytes, 16) > 0 {}
    }

    /// Sleeps until woken or until `deadline`; true when woken. The pipe is emptied.
    public func wait(until deadline: BootTime) -> Bool {
        var entry = pollfd(fd: readDescriptor, events: Int16(POLLIN), revents: 0)
        let ready = unsafe poll(&entry, 1, Self.pollMilliseconds(until: deadline))
        guard ready > 0 else { return false }
        drain()
        return true
    }

    /// The time-out that `poll` wants: rounded up, so that a deadline is never met early.
    public static func pollMilliseconds(until deadline: BootTime) -> Int32 {
        let left = deadline.nanoseconds - BootClock.now().nanoseconds
        guard left > 0 else { return 0 }
        return Int32(min((left + 999_999) / 1_000_000, 3_600_000))
    }
}
