/// A recording: what came from a port and when, so that it can be played back as it was.
///
/// The line `SPOTTER-RECORDING 1`, then chunks: nanoseconds since the first byte (8 bytes, lowest
/// first), length (4 bytes, lowest first), the bytes of one read. A recording that was cut off ends
/// with its last whole chunk.
public enum Recording {
    /// What a recording begins with.
    public static let magic = Array("SPOTTER-RECORDING 1\n".utf8)
    static let headLength = 12
    /// The largest chunk in bytes: a port's read is never longer.
    static let longestChunk = 65_536

    /// One read of a port.
    public struct Chunk: Equatable, Sendable {
        /// Nanoseconds since the first byte of the recording.
        public var nanoseconds: Int64
        /// What was read.
        public var bytes: [UInt8]
    }
}

/// Reads a recording chunk by chunk.
public struct RecordingReader: ~Copyable {
    private var file: ByteFile
    private var held: [UInt8] = []
    private var place = 0
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private var isPastMagic = false

    /// Opens a recording.
    public init(path: String) throws(ByteFileError) {
        let found = try ByteFile(reading: path)
        guard try Self.isRecording(found.path) else {
            throw ByteFileError(
                path: path,
                problem: "this is not a recording of spotter record; use --hex for text.")
        }
        file = try ByteFile(reading: path)
    }

    /// True when there is a file at `path` that begins as a recording does. A port is never opened:
    /// reading it would take bytes from whoever listens there.
    public static func isRecording(_ path: String) throws(ByteFileError) -> Bool {
        guard ByteFile.isPlain(path) else { return false }
        var file = try ByteFile(reading: path)
        var start = [UInt8](repeating: 0, count: Recording.magic.count)
        return try file.read(into: &start) == start.count && start == Recording.magic
    }

    /// The next chunk; `nil` at the end.
    public mutating func next() throws(ByteFileError) -> Recording.Chunk? {
        if !isPastMagic { isPastMagic = try take(Recording.magic.count) != nil }
        guard let head = try take(Recording.headLength) else { return nil }
        let time = (0..<8).reduce(UInt64(0)) { $0 | UInt64(head[$1]) << UInt64($1 * 8) }
        let length = (0..<4).reduce(0) { $0 | Int(head[8 + $1]) << ($1 * 8) }
        guard length <= Recording.longestChunk else {
            throw ByteFileError(
                path: file.path, problem: "the recording is damaged: a chunk of \(length) bytes.")
        }
        guard let bytes = try take(length) else { return nil }
        return Recording.Chunk(nanoseconds: Int64(bitPattern: time), bytes: bytes)
    }

    /// So many bytes, or `nil` when the file ends before.
    private mutating func take(_ count: Int) throws(ByteFileError) -> [UInt8]? {
        while held.count - place < count {
            held.removeFirst(place)
            place = 0
            let read = try file.read(into: &buffer)
            guard read > 0 else { return nil }
            held += buffer[..<read]
        }
        defer { place += count }
        return Array(held[place..<(place + count)])
    }
}
