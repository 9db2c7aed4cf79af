import Glibc
public import SerialPort
public import SignalCore
public import Threads

/// The reports of a USB human-interface device (`/dev/hidraw0`), owned by one value on one thread.
///
/// Opening it takes it for this program alone among those that respect an advisory lock (flock); the
/// end of the value closes it. Reading and waiting never allocate.
public struct HidPort: ~Copyable {
    /// The longest message that fits a report, in bytes.
    public static let longestMessage = 64

    /// The path it was opened by.
    public let path: String
    private let descriptor: Int32

    /// Opens and claims the device. `ids`, when given, are the vendor and product it must have: the
    /// number of a hidraw node is used again for another device as soon as one is unplugged.
    public init(path: String, ids: HidIdentity? = nil) throws(SerialPortError) {
        descriptor = try Self.openedDescriptor(path: path, ids: ids)
        self.path = path
    }

    /// For tests: a descriptor that behaves like a device's.
    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { HidCall.close(descriptor) }

    /// Closes the device. Letting the value go does the same.
    public consuming func close() {}

    /// The device's name as it gives it; `nil` when it gives none.
    public var name: String? { HidCall.name(of: descriptor) }

    /// Sleeps until a report comes, the pipe is woken, the device goes, or `deadline` comes.
    ///
    /// A wake is told first and the pipe emptied; reports still unread are told before the end.
    public mutating func wait(until deadline: BootTime, wake: WakePipe?) -> PortWait {
        while true {
            var found = HidCall.Readiness()
            let outcome = HidCall.poll(
                descriptor, events: POLLIN, wake: wake?.readDescriptor ?? -1,
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
                return found.port & POLLIN != 0 ? .readable : .gone
            }
        }
    }

    /// Reads one report, without an id, into the array's start; 0 when there is none. What of a
    /// report does not fit is lost.
    public mutating func read(into bytes: inout [UInt8]) throws(SerialPortError) -> Int {
        while true {
            switch HidCall.read(descriptor, into: &bytes) {
            case .failed(EINTR): continue
            case .failed(EAGAIN): return 0
            case .failed(let number): throw Self.lost(number, call: "read", path: path)
            // A report has at least one byte: nothing at all is the end.
            case .value(0): throw .gone(path: path)
            case .value(let count): return count
            }
        }
    }

    /// Writes one message as a report: the id 0, then the message, at most `longestMessage` bytes of
    /// it. A longer one is refused and nothing is sent. A deadline missed is `write` with ETIMEDOUT.
    public mutating func write(
        _ bytes: [UInt8], until deadline: BootTime
    ) throws(SerialPortError) {
        guard bytes.count <= Self.longestMessage else {
            throw .system(call: "write", errno: EMSGSIZE, path: path)
        }
        let report = [0] + bytes
        while true {
            switch HidCall.write(descriptor, report) {
            case .failed(EINTR): continue
            case .failed(EAGAIN): try waitForRoom(until: deadline)
            case .failed(let number): throw Self.lost(number, call: "write", path: path)
            case .value(report.count): return
            // Half a message is none.
            case .value: throw .system(call: "write", errno: EIO, path: path)
            }
        }
    }

    private func waitForRoom(until deadline: BootTime) throws(SerialPortError) {
        while true {
            var found = HidCall.Readiness()
            let outcome = HidCall.poll(
                descriptor, events: POLLOUT, wake: -1,
                milliseconds: WakePipe.pollMilliseconds(until: deadline), found: &found)
            switch outcome {
            case .failed(EINTR): continue
            case .failed(let number): throw .system(call: "poll", errno: number, path: path)
            case .value(0):
                guard BootClock.now() < deadline else {
                    throw .system(call: "write", errno: ETIMEDOUT, path: path)
                }
            case .value:
                if found.port & (POLLHUP | POLLERR | POLLNVAL) != 0 { throw .gone(path: path) }
                return
            }
        }
    }

    /// The numbers by which the kernel says that the device is no more have their own case. A write
    /// that the unplugging interrupts ends with EPIPE, EPROTO, ESHUTDOWN or EILSEQ.
    private static func lost(_ number: Int32, call: String, path: String) -> SerialPortError {
        switch number {
        case EIO, ENODEV, ENXIO, EPIPE, EPROTO, ESHUTDOWN, EILSEQ: .gone(path: path)
        default: .system(call: call, errno: number, path: path)
        }
    }
}

/// A USB device's vendor and product.
public struct HidIdentity: Equatable, Hashable, Sendable {
    /// The vendor id.
    public var vendorID: UInt16
    /// The product id.
    public var productID: UInt16

    /// Names a device.
    public init(vendorID: UInt16, productID: UInt16) {
        self.vendorID = vendorID
        self.productID = productID
    }
}
