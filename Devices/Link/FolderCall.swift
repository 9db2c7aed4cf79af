import Glibc

/// The few calls that a series of recordings needs of a directory.
enum FolderCall {
    /// The names of what is in a directory; none when it cannot be read.
    static func names(in directory: String) -> [String] {
        guard let stream = unsafe opendir(directory) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }

    /// The size of a plain file, in bytes.
    static func size(of path: String) -> Int? {
        var facts = stat()
        guard unsafe lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(facts.st_size)
    }

    /// Makes a directory, private to its owner, unless there is one.
    static func make(_ directory: String) { _ = unsafe mkdir(directory, 0o700) }

    /// Removes a file; false when that failed.
    static func remove(_ path: String) -> Bool { unsafe unlink(path) == 0 }
}
