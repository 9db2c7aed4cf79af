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
        var digits = HexDigits()
        for (number, line) in String(decoding: text, as: UTF8.self)
            .split(whereSeparator: \.isNewline).enumerated()
        {
            try digits.take(line, place: "\(path), line \(number + 1)")
        }
        guard digits.isWhole else { throw Refusal("\(path) ends with half a byte.") }
        return digits.bytes
    }
}

/// Bytes out of lines as people and tools write them: plain pairs with or without spaces, `0x`, `\\x`,
/// colons, prompts, comments, a time at the start of a line, `xxd` and `hexdump -C`. A byte may be cut by
/// the end of a line.
private struct HexDigits {
    private(set) var bytes: [UInt8] = []
    private var half: UInt8?

    var isWhole: Bool { half == nil }

    mutating func take(_ line: Substring, place: String) throws {
        for (number, word) in Self.words(of: line).enumerated() {
            // Only a line's end may cut a byte: anywhere else a digit is missing.
            guard number == 0 || half == nil else {
                throw Refusal("\(place): there is half a byte before \"\(word.prefix(20))\".")
            }
            for digit in word {
                guard let value = digit.hexDigitValue else {
                    throw Refusal("\(place): \"\(word.prefix(20))\" is not hexadecimal.")
                }
                if let first = half {
                    bytes.append(first << 4 | UInt8(value))
                    half = nil
                } else {
                    half = UInt8(value)
                }
            }
        }
    }

    /// The words of a line that stand for bytes.
    private static func words(of line: Substring) -> [Substring] {
        var rest = line.drop { "\u{FEFF}<> \t".contains($0) }
        // What follows is a comment, or the text that `hexdump -C` shows beside the bytes.
        for mark in ["#", "//", ";", "|"] {
            if let found = rest.firstRange(of: mark) { rest = rest[..<found.lowerBound] }
        }
        var words = rest.split { $0.isWhitespace || $0 == "," }
        guard let first = words.first else { return [] }
        if first.hasSuffix(":"), first.dropLast().count >= 4 {
            // `xxd`: an offset, sixteen bytes at most, two blanks, the text.
            if let text = rest.firstRange(of: "  ") { rest = rest[..<text.lowerBound] }
            words = rest.split { $0.isWhitespace }.dropFirst().map { $0 }
        } else if first.count == 8, rest.dropFirst(8).hasPrefix("  ") {
            words.removeFirst()
        } else if first.contains(":"),
            first.contains(".") || first.split(separator: ":").count == 3,
            first.split(separator: ":").allSatisfy({ Double($0) != nil }), words.count > 1
        {
            words.removeFirst()
        }
        return words.flatMap { word in
            word.replacing("\\x", with: " ").split { $0 == ":" || $0 == " " }.map { part in
                part.lowercased().hasPrefix("0x") ? part.dropFirst(2) : part[...]
            }
        }
    }
}
