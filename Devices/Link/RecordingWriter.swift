public import SignalCore

/// Writes a recording, read by read. One owner; the end of the value closes the file.
///
/// A read is one write to the file. Nothing is allocated for it once the longest read has come.
public struct RecordingWriter: ~Copyable {
    /// Bytes a chunk takes besides its own.
    public static let headLength = Recording.headLength

    private var file: ByteFile
    private var beganAt: BootTime?
    private var chunk: [UInt8] = []

    /// Makes a new file, private to its owner. An existing one is never written over.
    public init(path: String) throws(ByteFileError) {
        var file = try ByteFile(creating: path)
        try file.write(Recording.magic)
        self.file = file
        chunk.reserveCapacity(Self.headLength + 4096)
    }

    /// Writes down the bytes of one read and when it was, counted from the first.
    public mutating func write(_ bytes: Span<UInt8>, at now: BootTime) throws(ByteFileError) {
        let began = beganAt ?? now
        beganAt = began
        chunk.removeAll(keepingCapacity: true)
        let time = UInt64(bitPattern: now.nanoseconds - began.nanoseconds)
        for place in 0..<8 { chunk.append(UInt8(truncatingIfNeeded: time >> UInt64(place * 8))) }
        for place in 0..<4 { chunk.append(UInt8(truncatingIfNeeded: bytes.count >> (place * 8))) }
        for place in bytes.indices { chunk.append(bytes[place]) }
        try file.write(chunk)
    }
}
