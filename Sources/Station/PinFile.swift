import Glibc

/// The pins of a data directory on the disk. Written whole under another name and then renamed, so
/// that a reader sees the old pins or the new ones and a power cut leaves one of them.
public struct PinFile: Sendable {
    /// Where it is.
    public let path: String

    /// The pins of this data directory.
    public init(dataDirectory: String) { path = dataDirectory + "/pins" }

    /// The pins; none when there is no file. Throws `PinError`, which names the file.
    public func read() throws(PinError) -> Pins {
        guard let stream = unsafe fopen(path, "re") else {
            if errno == ENOENT { return Pins() }
            throw PinError("\(path) cannot be read; check who owns it.")
        }
        defer { unsafe fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: Self.limit)
        let count = unsafe fread(&bytes, 1, bytes.count, stream)
        guard count < Self.limit else { throw PinError("\(path) is too long to be pins.") }
        do throws(PinError) {
            return try Pins(text: String(decoding: bytes.prefix(count), as: UTF8.self))
        } catch {
            throw PinError("\(path), \(error.description)")
        }
    }

    /// Writes the pins. Throws `PinError`.
    public func write(_ pins: Pins) throws(PinError) {
        let fresh = path + ".new"
        guard let stream = unsafe fopen(fresh, "we") else {
            throw PinError("\(path) cannot be written; name the station's data directory.")
        }
        let bytes = Array(pins.text.utf8)
        let written = unsafe fwrite(bytes, 1, bytes.count, stream) == bytes.count
        let flushed = unsafe fflush(stream) == 0 && fsync(fileno(stream)) == 0
        let closed = unsafe fclose(stream) == 0
        guard written, flushed, closed, unsafe rename(fresh, path) == 0 else {
            unsafe unlink(fresh)
            throw PinError("\(path) cannot be written; is the disk full?")
        }
    }

    /// Something that changes whenever the file does; cheap enough to ask each second.
    var mark: Mark {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return Mark() }
        return Mark(
            inode: UInt64(facts.st_ino), seconds: Int64(facts.st_mtim.tv_sec),
            nanoseconds: Int64(facts.st_mtim.tv_nsec))
    }

    struct Mark: Equatable, Sendable {
        var inode: UInt64 = 0
        var seconds: Int64 = 0
        var nanoseconds: Int64 = 0
    }

    private static let limit = 65_536
}
