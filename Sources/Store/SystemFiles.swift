import Glibc

/// The few file operations SQLite does not do for us. With `PlainFile` and `FileLock` every
/// `unsafe` of the module.
enum SystemFiles {
    enum Kind {
        case missing
        case directory
        case other
        case hidden
    }

    static func kind(of path: String) -> Kind {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            return errno == EACCES ? .hidden : .missing
        }
        return status.st_mode & S_IFMT == S_IFDIR ? .directory : .other
    }

    /// An ordinary file, and not a link to one, a pipe or a device.
    static func isPlain(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The first bytes of an ordinary file; `nil` when there is none.
    static func start(of path: String, bytes: Int) -> [UInt8]? {
        guard isPlain(path) else { return nil }
        return try? PlainFile.reading(path).read(bytes)
    }

    static func size(of path: String) -> Int64 {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// The numbers of a block device, such as `8:1`; `nil` when the path is none.
    static func deviceNumbers(_ path: String) -> String? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFBLK else {
            return nil
        }
        // As gnu_dev_major and gnu_dev_minor take them apart.
        let device = UInt64(status.st_rdev)
        let major = device >> 8 & 0xFFF | device >> 32 & 0xFFFF_F000
        let minor = device & 0xFF | device >> 12 & 0xFFFF_FF00
        return "\(major):\(minor)"
    }

    static func modifiedSeconds(_ path: String) -> Int64 {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int64(status.st_mtim.tv_sec) : 0
    }

    /// Makes a directory that only its owner may enter; false when the system refuses.
    static func makePrivateDirectory(_ path: String) -> Bool { unsafe mkdir(path, 0o700) == 0 }

    static func makePrivate(directory path: String) { _ = unsafe chmod(path, 0o700) }

    static func mayWrite(_ path: String) -> Bool { unsafe access(path, R_OK | W_OK | X_OK) == 0 }

    static func mayRead(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

    @discardableResult
    static func remove(_ path: String) -> Bool { unsafe unlink(path) == 0 }

    /// The names in a directory, without `.` and `..`.
    static func names(in directory: String) -> [String] {
        guard let stream = unsafe opendir(directory) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Bytes that an ordinary user may still write on the disk that holds `path`.
    static func freeBytes(at path: String) -> Int64 {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return 0 }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }

    /// The file's bytes; `nil` when it cannot be read or is longer than `longest`.
    static func read(_ path: String, longest: Int) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: longest + 1)
        var filled = 0
        while filled < bytes.count {
            let room = bytes.count - filled
            let count = unsafe bytes.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), room)
            }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            filled += count
        }
        return filled <= longest ? Array(bytes.prefix(filled)) : nil
    }

    /// Writes a file only its owner may read and waits until it is on the disk.
    static func writePrivate(_ bytes: [UInt8], to path: String) -> Bool {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe write(
                    descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            guard count > 0 else { return false }
            written += count
        }
        return fsync(descriptor) == 0
    }

    /// Puts bytes in a file's place, whole or not at all, so that a power cut leaves the old ones or
    /// the new ones. Its times say 1970.
    static func replaceTimeless(_ bytes: [UInt8], at path: String, in directory: String) -> Bool {
        let fresh = path + ".new"
        guard writePrivate(bytes, to: fresh), clearTimes(fresh), rename(fresh, to: path) else {
            remove(fresh)
            return false
        }
        return settle(directory: directory)
    }

    /// As `replaceTimeless`, with its own times.
    static func replace(_ bytes: [UInt8], at path: String, in directory: String) -> Bool {
        let fresh = path + ".new"
        guard writePrivate(bytes, to: fresh), rename(fresh, to: path) else {
            remove(fresh)
            return false
        }
        return settle(directory: directory)
    }

    /// Waits until the names in a directory are on the disk.
    static func settle(directory: String) -> Bool {
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    /// A path without links and dots; `nil` when there is nothing there.
    static func trueName(_ path: String) -> String? {
        guard let name = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(name) }
        return unsafe String(cString: name)
    }

    /// Writes zeros over a file and removes it: a copy of the ledger must not outlive an erasure in
    /// freed blocks. What the disk keeps behind the file system's back is beyond reach.
    static func shred(_ path: String) {
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor >= 0 {
            var left = size(of: path)
            let zeros = [UInt8](repeating: 0, count: 1 << 16)
            while left > 0 {
                let count = unsafe Glibc.write(descriptor, zeros, min(zeros.count, Int(left)))
                if count <= 0 { break }
                left -= Int64(count)
            }
            fsync(descriptor)
            close(descriptor)
        }
        remove(path)
    }

    static func removeDirectory(_ path: String) { _ = unsafe rmdir(path) }

    /// Sets a file's times of reading and writing to 1970. The time of its last change of state
    /// becomes now; no system lets a program choose that one.
    @discardableResult
    static func clearTimes(_ path: String) -> Bool {
        let times = [timespec(), timespec()]
        return unsafe utimensat(AT_FDCWD, path, times, 0) == 0
    }

    /// Makes an empty file only its owner may read, unless it is there already.
    static func touchPrivate(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }

    static func rename(_ path: String, to other: String) -> Bool {
        unsafe Glibc.rename(path, other) == 0
    }

    /// Minutes that local time is ahead of UTC at a moment.
    static func utcOffsetMinutes(unixSeconds: Int64) -> Int {
        var seconds = time_t(unixSeconds)
        var local = unsafe tm()
        guard unsafe localtime_r(&seconds, &local) != nil else { return 0 }
        return unsafe local.tm_gmtoff / 60
    }

    static func unixMilliseconds() -> Int64 {
        var spec = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &spec)
        return Int64(spec.tv_sec) * 1_000 + Int64(spec.tv_nsec) / 1_000_000
    }
}
