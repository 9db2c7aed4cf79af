import Glibc

/// The calls into the C library, each with its errno beside its result.
///
/// All of this module's unsafe code stands here and in no other file.
enum HidCall {
    /// What a call gave: a count or descriptor when 0 or more, else the errno.
    enum Outcome {
        case value(Int)
        case failed(errno: Int32)

        init(_ result: Int) {
            self = result >= 0 ? .value(result) : .failed(errno: Glibc.errno)
        }
    }

    /// What was found of the readiness that was asked for.
    struct Readiness {
        var port: Int32 = 0
        var wake: Int32 = 0
    }

    static func open(_ path: String) -> Outcome {
        Outcome(Int(unsafe Glibc.open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)))
    }

    static func close(_ descriptor: Int32) {
        // Not repeated on EINTR: on Linux the descriptor is closed by then, and may be another's.
        _ = Glibc.close(descriptor)
    }

    /// The mode bits of what is at the path, links followed.
    static func kind(of path: String) -> Outcome {
        var status = stat()
        let outcome = Outcome(Int(unsafe stat(path, &status)))
        guard case .value = outcome else { return outcome }
        return .value(Int(status.st_mode))
    }

    static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Outcome {
        unsafe bytes.withUnsafeMutableBytes { room in
            Outcome(unsafe Glibc.read(descriptor, room.baseAddress, room.count))
        }
    }

    static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Outcome {
        unsafe bytes.withUnsafeBytes { all in
            Outcome(unsafe Glibc.write(descriptor, all.baseAddress, all.count))
        }
    }

    /// Waits for `events` on a port and for a wake on the pipe; a pipe of -1 is left out.
    static func poll(
        _ port: Int32, events: Int32, wake: Int32, milliseconds: Int32, found: inout Readiness
    ) -> Outcome {
        var entries: InlineArray<2, pollfd> = [
            pollfd(fd: port, events: Int16(events), revents: 0),
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        var span = entries.mutableSpan
        let count = unsafe span.withUnsafeMutableBufferPointer {
            unsafe Glibc.poll($0.baseAddress, 2, milliseconds)
        }
        let outcome = Outcome(Int(count))
        found = Readiness(port: Int32(entries[0].revents), wake: Int32(entries[1].revents))
        return outcome
    }

    /// Takes the advisory lock that other careful programs respect; it goes with the descriptor.
    static func lock(_ descriptor: Int32) -> Outcome {
        Outcome(Int(flock(descriptor, LOCK_EX | LOCK_NB)))
    }

    /// `struct hidraw_devinfo` of linux/hidraw.h: bus, vendor, product.
    private struct DeviceInfo {
        var bus: UInt32 = 0
        var vendor: UInt16 = 0
        var product: UInt16 = 0
    }

    /// Vendor and product; fails with ENOTTY on what is no hidraw device.
    static func identity(of descriptor: Int32, into found: inout HidIdentity) -> Outcome {
        var info = DeviceInfo()
        let outcome = Outcome(
            Int(unsafe ioctl(descriptor, request(3, size: MemoryLayout<DeviceInfo>.size), &info)))
        found = HidIdentity(vendorID: info.vendor, productID: info.product)
        return outcome
    }

    /// The device's name.
    static func name(of descriptor: Int32) -> String? {
        var letters = [UInt8](repeating: 0, count: 256)
        let outcome = unsafe letters.withUnsafeMutableBytes { room -> Outcome in
            guard let start = room.baseAddress else { return .failed(errno: EINVAL) }
            return unsafe Outcome(Int(ioctl(descriptor, request(4, size: room.count), start)))
        }
        guard case .value = outcome, letters[0] != 0 else { return nil }
        return String(decoding: letters.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// `HIDIOCGRAWINFO` (number 3) and `HIDIOCGRAWNAME` (4) are macros that Swift does not import:
    /// read, so many bytes, the letter H, the number (asm-generic/ioctl.h).
    static func request(_ number: UInt, size: Int) -> UInt {
        2 << 30 | UInt(size) << 16 | 0x48 << 8 | number
    }
}
