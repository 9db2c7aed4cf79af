import Glibc

/// An open file that is read or written from front to back. Closed when it goes.
final class PlainFile {
    let path: String
    private let descriptor: Int32

    private init(_ descriptor: Int32, _ path: String) throws {
        guard descriptor >= 0 else { throw Self.failure(path) }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens a file to read; not through a symbolic link.
    static func reading(_ path: String) throws -> PlainFile {
        try PlainFile(unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW), path)
    }

    /// Makes a file that was not there, for its owner alone.
    static func making(_ path: String) throws -> PlainFile {
        try PlainFile(unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600), path)
    }

    /// What the system said last, as an error about a path.
    static func failure(_ path: String) -> BackupError {
        switch errno {
        case ENOSPC, EDQUOT, EFBIG: return .diskFull(path)
        default: return .system(path, unsafe String(cString: strerror(errno)).lowercased())
        }
    }

    var size: Int64 {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// So many bytes, fewer only at the end of the file.
    func read(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe bytes.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), count - filled)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw Self.failure(path) }
            if got == 0 { break }
            filled += got
        }
        return filled == count ? bytes : Array(bytes.prefix(filled))
    }

    func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(
                    descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            sent += count
        }
    }

    /// Waits until it is on the disk, and has the system forget it, so that who reads it next reads
    /// the disk and not the memory it was written from.
    func settle() throws {
        guard fsync(descriptor) == 0 else { throw Self.failure(path) }
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }
}
