extension CanonicalValue {
    /// The one spelling of this value, in bytes.
    public func encoded() throws(CanonicalError) -> [UInt8] {
        var bytes: [UInt8] = []
        try write(to: &bytes, depth: 0)
        return bytes
    }

    private func write(to bytes: inout [UInt8], depth: Int) throws(CanonicalError) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .integer(let number): try Self.write(number, to: &bytes)
        case .string(let text): Self.write(text, to: &bytes)
        case .array(let elements): try Self.write(elements, to: &bytes, depth: depth + 1)
        case .object(let members): try Self.write(members, to: &bytes, depth: depth + 1)
        }
    }

    private static func write(_ number: Int64, to bytes: inout [UInt8]) throws(CanonicalError) {
        guard number.magnitude < UInt64(integerBound) else { throw .integerOutOfRange }
        bytes += String(number).utf8
    }

    private static func write(
        _ elements: [CanonicalValue], to bytes: inout [UInt8], depth: Int
    ) throws(CanonicalError) {
        guard depth <= deepest else { throw .tooDeep }
        bytes.append(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            try element.write(to: &bytes, depth: depth)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func write(
        _ members: [String: CanonicalValue], to bytes: inout [UInt8], depth: Int
    ) throws(CanonicalError) {
        guard depth <= deepest else { throw .tooDeep }
        for key in members.keys where !key.utf8.allSatisfy({ $0 < 0x80 }) {
            throw .keyNotASCII(key)
        }
        bytes.append(UInt8(ascii: "{"))
        // RFC 8785 sorts by UTF-16 code units; for ASCII keys that is the order of the bytes.
        let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (place, member) in sorted.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            write(member.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            try member.value.write(to: &bytes, depth: depth)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += "\\\"".utf8
            case UInt8(ascii: "\\"): bytes += "\\\\".utf8
            case 0x08: bytes += "\\b".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x0A: bytes += "\\n".utf8
            case 0x0C: bytes += "\\f".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0..<0x20: bytes += "\\u00\(Hex.encode([byte]))".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
