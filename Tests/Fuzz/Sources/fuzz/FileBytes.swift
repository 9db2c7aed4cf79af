import Glibc

/// A whole small file.
enum FileBytes {
    static func read(_ path: String) -> [UInt8]? {
        guard let stream = unsafe fopen(path, "re") else { return nil }
        defer { unsafe fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe fread(&bytes, 1, bytes.count, stream)
        return Array(bytes.prefix(count))
    }
}
