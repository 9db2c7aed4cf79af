import Glibc

/// The few looks at the file system that discovery takes, none of which opens a device.
enum SystemFiles {
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Whether this process's user may read and write the file.
    ///
    /// `access` and not `faccessat`, which umockdev's mock machines do not know; the two differ only
    /// in programs that change their user.
    static func canReadAndWrite(_ path: String) -> Bool {
        unsafe access(path, R_OK | W_OK) == 0
    }

    /// A directory's path with all links followed; nil when it leads nowhere.
    static func realDirectory(_ path: String) -> String? {
        guard let found = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    /// Whether there is a link at a path; nil when there is nothing.
    static func isLink(_ path: String) -> Bool? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status.st_mode & S_IFMT == S_IFLNK : nil
    }

    /// The number of the character device at a path.
    static func characterDevice(at path: String) -> dev_t? {
        guard let status = status(of: path), status.st_mode & S_IFMT == S_IFCHR else { return nil }
        return status.st_rdev
    }

    static func status(of path: String) -> stat? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status : nil
    }

    /// Whether two looks were at one file.
    static func same(_ one: stat, _ other: stat) -> Bool {
        one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }

    /// What follows the last slash.
    static func lastName(_ path: String) -> Substring {
        path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    }

    /// Where a link points.
    static func target(of link: String) -> String? {
        var room = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let length = unsafe room.withUnsafeMutableBytes { bytes -> Int in
            guard let start = bytes.baseAddress else { return -1 }
            return unsafe readlink(link, start, bytes.count)
        }
        return length > 0 ? String(decoding: room[..<length], as: UTF8.self) : nil
    }

    /// The names in a directory; none when it cannot be read.
    static func names(in directory: String) -> [String] {
        guard let stream = unsafe opendir(directory) else { return [] }
        defer { _ = unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            names.append(name)
        }
        return names
    }

    /// The whole of a small file, such as those of /proc.
    static func text(of path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe room.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else { break }
            bytes += room[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
