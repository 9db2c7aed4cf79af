import Glibc

/// Standard output and standard error, written at once: a script waits for each line.
enum Terminal {
    static func writeLine(_ line: String) { _ = write(Array((line + "\n").utf8)) }

    static func writeError(_ line: String) {
        _ = write(Array((line + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes all bytes; false when the reader has gone.
    static func write(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}

/// A text file read whole.
enum TextFile {
    /// More than this is no scenario.
    private static let limit = 1_000_000

    /// The text, or `nil` when the file cannot be read or is no UTF-8.
    static func read(_ path: String) -> String? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                count = max(0, unsafe Glibc.read(file, buffer.baseAddress, buffer.count))
            }
            if chunk.isEmpty { return String(validating: bytes, as: UTF8.self) }
            bytes += chunk
        }
        return nil
    }
}

/// SIGINT and SIGTERM, taken by waiting and never by a handler. Make it before any thread starts:
/// threads inherit that the signals are held back.
struct StopSignals {
    private var set = sigset_t()

    init() {
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGINT)
        unsafe sigaddset(&set, SIGTERM)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Sleeps until one of them comes.
    func wait() {
        var number: Int32 = 0
        _ = unsafe withUnsafePointer(to: set) { unsafe sigwait($0, &number) }
    }
}
