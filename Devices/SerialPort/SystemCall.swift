import Glibc

/// The calls into the C library, each with its errno beside its result.
///
/// All of this module's unsafe code stands here and in no other file.
enum SystemCall {
    /// What a call gave: a count or descriptor when 0 or more, else the errno.
    enum Outcome {
        case value(Int)
        case failed(errno: Int32)

        init(_ result: Int) {
            self = result >= 0 ? .value(result) : .failed(errno: Glibc.errno)
        }
    }

    /// Whether a readiness is asked for, and what was found of it.
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

    /// Kind and device number of what is at the path, links followed.
    static func kind(of path: String) -> Result<(mode: mode_t, device: dev_t), Errno> {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return .failure(Errno(number: errno)) }
        return .success((status.st_mode, status.st_rdev))
    }

    static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Outcome {
        unsafe bytes.withUnsafeMutableBytes { room in
            Outcome(unsafe Glibc.read(descriptor, room.baseAddress, room.count))
        }
    }

    static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Outcome {
        unsafe bytes.withUnsafeBytes { part in
            Outcome(unsafe Glibc.write(descriptor, part.baseAddress, part.count))
        }
    }

    /// Waits for `events` on a port and for a wake on the pipe; a pipe of -1 is left out.
    static func poll(
        port: Int32, events: Int32, wake: Int32, milliseconds: Int32, found: inout Readiness
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

    /// Asks the kernel to refuse later opens, or no longer to refuse them. Root passes all the same.
    static func setExclusive(_ exclusive: Bool, on descriptor: Int32) -> Outcome {
        Outcome(Int(ioctl(descriptor, UInt(exclusive ? TIOCEXCL : TIOCNXCL), CInt(0))))
    }

    /// Whether someone asked the kernel to refuse later opens.
    static func isExclusive(_ descriptor: Int32) -> Bool {
        // TIOCGEXCL from asm-generic/ioctls.h; a macro that Swift does not import.
        let getExclusive: UInt = 0x8004_5440
        var answer: CInt = 0
        return unsafe ioctl(descriptor, getExclusive, &answer) == 0 && answer != 0
    }

    /// How many bytes wait to be read; 0 when the line is hung up.
    static func unread(_ descriptor: Int32) -> Int {
        var count: CInt = 0
        return unsafe ioctl(descriptor, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    static func attributes(of descriptor: Int32, into settings: inout termios) -> Outcome {
        Outcome(Int(unsafe tcgetattr(descriptor, &settings)))
    }

    static func setAttributes(_ settings: termios, of descriptor: Int32) -> Outcome {
        var settings = settings
        return Outcome(Int(unsafe tcsetattr(descriptor, TCSANOW, &settings)))
    }

    static func makeRaw(_ settings: inout termios) { unsafe cfmakeraw(&settings) }

    static func setSpeed(_ code: speed_t, in settings: inout termios) {
        unsafe cfsetspeed(&settings, code)
    }

    static func speed(in settings: termios) -> (input: speed_t, output: speed_t) {
        var settings = settings
        return unsafe (cfgetispeed(&settings), cfgetospeed(&settings))
    }

    /// Drops what came before the port was set, and what the kernel would still echo of it: a fresh
    /// port echoes, and nothing may be sent to a device unasked.
    static func discardStaleBytes(_ descriptor: Int32) { _ = tcflush(descriptor, TCIOFLUSH) }

    static func text(of number: Int32) -> String {
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}

/// An errno that can be thrown and compared.
struct Errno: Error, Equatable {
    let number: Int32
}
