import Glibc

/// A file of bytes, read or written from its start to its end. One owner; the end of the value
/// closes it.
public struct ByteFile: ~Copyable {
    /// The file's path.
    public let path: String
    private let descriptor: Int32

    /// Opens a file to read it.
    public init(reading path: String) throws(ByteFileError) {
        descriptor = try Self.opened(
            path, flags: O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, mode: 0)
        self.path = path
    }

    /// Makes a new file, private to its owner. An existing one is never written over.
    public init(creating path: String) throws(ByteFileError) {
        descriptor = try Self.opened(
            path, flags: O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode: 0o600)
        self.path = path
    }

    private static func opened(
        _ path: String, flags: Int32, mode: mode_t
    ) throws(ByteFileError) -> Int32 {
        let descriptor = unsafe open(path, flags, mode)
        guard descriptor >= 0 else { throw ByteFileError(path: path, errno: errno) }
        var facts = stat()
        if unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw ByteFileError(path: path, problem: "this is a directory; name a file.")
        }
        return descriptor
    }

    deinit { close(descriptor) }

    /// True when a plain file is at the path: no port, directory or pipe.
    public static func isPlain(_ path: String) -> Bool {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    }

    /// Reads the next bytes into the start of a buffer; 0 at the end.
    public mutating func read(into bytes: inout [UInt8]) throws(ByteFileError) -> Int {
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 { return count }
            if errno != EINTR { throw ByteFileError(path: path, errno: errno) }
        }
    }

    /// Writes all of the bytes.
    public mutating func write(_ bytes: [UInt8]) throws(ByteFileError) {
        try write(bytes.span)
    }

    /// Writes all of the bytes.
    public mutating func write(_ bytes: Span<UInt8>) throws(ByteFileError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.extracting(done..<bytes.count).withUnsafeBufferPointer {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                throw ByteFileError(path: path, errno: errno)
            }
        }
    }
}

/// Why a file cannot be used, as one sentence.
public struct ByteFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong and what to do.
    public let problem: String

    /// Makes an error with its own words.
    public init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    init(path: String, errno number: Int32) {
        self.path = path
        problem =
            switch number {
            case ENOENT: "there is no such file or directory; check the name."
            case EACCES, EPERM: "permission denied; check who owns it."
            case EEXIST: "the file exists already; name another one."
            case ENOSPC: "the disk is full; make room on it."
            default: "the system says: \(unsafe String(cString: strerror(number)))."
            }
    }

    /// One plain sentence.
    public var description: String { "\(path): \(problem)" }
}
