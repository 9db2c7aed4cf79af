import Link

/// The bytes of a file, whatever form they are kept in: raw, hexadecimal text, or a recording.
struct ByteSource {
    private enum Form {
        case raw
        case text([UInt8])
        case recording
    }

    private let path: String
    private let form: Form

    /// Opens a file. Hexadecimal text is read whole: it is small.
    init(_ path: String, hex: Bool) throws {
        self.path = path
        if hex {
            form = .text(try HexText.bytes(of: path))
        } else {
            form = try RecordingReader.isRecording(path) ? .recording : .raw
            // A file that cannot be read is said before anything is printed.
            if case .raw = form { _ = try ByteFile(reading: path) }
        }
    }

    /// True when the file says when its bytes came.
    var isTimed: Bool {
        if case .recording = form { return true }
        return false
    }

    /// Gives the bytes in order, in chunks, with milliseconds from the start (0 when untimed).
    func forEachChunk(_ body: (Span<UInt8>, Int64) throws -> Void) throws {
        switch form {
        case .text(let bytes): try body(bytes.span, 0)
        case .raw: try Self.forEachBlock(of: path) { try body($0, 0) }
        case .recording:
            var reader = try RecordingReader(path: path)
            while let chunk = try reader.next() {
                try body(chunk.bytes.span, chunk.nanoseconds / 1_000_000)
            }
        }
    }

    /// Gives a file's bytes in blocks.
    static func forEachBlock(of path: String, _ body: (Span<UInt8>) throws -> Void) throws {
        var file = try ByteFile(reading: path)
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = try file.read(into: &block)
            if count == 0 { return }
            try body(block.span.extracting(0..<count))
        }
    }
}

/// Bytes as people write them down: pairs of hexadecimal digits, with or without spaces.
enum HexText {
    /// The largest text read, in bytes.
    private static let limit = 64 << 20

    /// The bytes of a text file. Throws a sentence that names the line when something is no byte.
    static func bytes(of path: String) throws -> [UInt8] {
        var text: [UInt8] = []
        try ByteSource.forEachBlock(of: path) { block in
            for place in block.indices { text.append(block[place]) }
            if text.count > limit { throw Refusal("\(path) is too large for hexadecimal text.") }
        }
        var bytes: [UInt8] = []
        for (number, line) in String(decoding: text, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        {
            try take(line.prefix { $0 != "#" }, into: &bytes, place: "\(path), line \(number + 1)")
        }
        return bytes
    }

    private static func take(
        _ line: Substring, into bytes: inout [UInt8], place: String
    ) throws {
        for word in line.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            let digits = word.hasPrefix("0x") ? word.dropFirst(2) : word
            guard digits.count.isMultiple(of: 2) else {
                throw Refusal("\(place): \"\(word.prefix(20))\" is half a byte.")
            }
            var rest = digits
            while !rest.isEmpty {
                guard let byte = UInt8(rest.prefix(2), radix: 16) else {
                    throw Refusal("\(place): \"\(word.prefix(20))\" is not hexadecimal.")
                }
                bytes.append(byte)
                rest = rest.dropFirst(2)
            }
        }
    }
}
