extension CanonicalParser {
    /// Reads a string with its quotes. Raw control characters, broken escapes, lone surrogates and
    /// bytes that are no UTF-8 are refused.
    mutating func string() throws(CanonicalError) -> String {
        guard next == UInt8(ascii: "\"") else { throw .malformed(offset: offset) }
        let start = offset
        offset += 1
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw .malformed(offset: offset) }
            offset += 1
            if byte == UInt8(ascii: "\\") {
                text += Array(String(Character(try escape())).utf8)
            } else {
                text.append(byte)
            }
        }
        guard next != nil else { throw .malformed(offset: offset) }
        offset += 1
        guard let string = String(validating: text, as: UTF8.self) else {
            throw .notUTF8(offset: start)
        }
        return string
    }

    private mutating func escape() throws(CanonicalError) -> Unicode.Scalar {
        guard let letter = next else { throw .malformed(offset: offset) }
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw .malformed(offset: offset - 1)
        }
    }

    private mutating func unicodeEscape() throws(CanonicalError) -> Unicode.Scalar {
        let start = offset
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), next == UInt8(ascii: "\\") else {
            throw .malformed(offset: start)
        }
        offset += 1
        guard next == UInt8(ascii: "u") else { throw .malformed(offset: start) }
        offset += 1
        let second = try codeUnit()
        let pair = 0x10000 + (first - 0xD800) << 10 + (second &- 0xDC00)
        guard (0xDC00..<0xE000).contains(second), let scalar = Unicode.Scalar(pair) else {
            throw .malformed(offset: start)
        }
        return scalar
    }

    private mutating func codeUnit() throws(CanonicalError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let character = next, let digit = Hex.value(character | 0x20),
                character < 0x80, character >= 0x30
            else { throw .malformed(offset: offset) }
            unit = unit << 4 | UInt32(digit)
            offset += 1
        }
        return unit
    }
}
