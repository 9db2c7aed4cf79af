extension CanonicalValue {
    /// How strictly bytes are read.
    public enum Form: Sendable {
        /// Exactly the bytes that `encoded()` would write.
        case canonical
        /// Any JSON with our kinds of values: spaces, member order and escapes are free.
        case anyJSON
    }

    /// Reads one value that fills the bytes.
    public init(parsing bytes: [UInt8], form: Form = .canonical) throws(CanonicalError) {
        var parser = CanonicalParser(bytes: bytes)
        self = try parser.document()
        guard form == .canonical else { return }
        let spelling = try encoded()
        guard spelling == bytes else { throw .notCanonical }
    }
}

/// A recursive-descent JSON reader, bounded in depth, that knows no fractions.
struct CanonicalParser {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func document() throws(CanonicalError) -> CanonicalValue {
        let value = try value(depth: 0)
        skipSpace()
        guard offset == bytes.count else { throw .trailing(offset: offset) }
        return value
    }

    private mutating func value(depth: Int) throws(CanonicalError) -> CanonicalValue {
        guard depth <= CanonicalValue.deepest else { throw .tooDeep }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .integer(try number())
        }
    }

    private mutating func object(depth: Int) throws(CanonicalError) -> CanonicalValue {
        guard depth <= CanonicalValue.deepest else { throw .tooDeep }
        var members: [String: CanonicalValue] = [:]
        offset += 1
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            let key = try string()
            guard key.utf8.allSatisfy({ $0 < 0x80 }) else { throw .keyNotASCII(key) }
            guard members[key] == nil else { throw .duplicateKey(key) }
            guard take(UInt8(ascii: ":")) else { throw .malformed(offset: offset) }
            members[key] = try value(depth: depth)
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw .malformed(offset: offset) }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(CanonicalError) -> CanonicalValue {
        guard depth <= CanonicalValue.deepest else { throw .tooDeep }
        var elements: [CanonicalValue] = []
        offset += 1
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw .malformed(offset: offset) }
        return .array(elements)
    }

    private mutating func word(
        _ word: String, _ value: CanonicalValue
    ) throws(CanonicalError) -> CanonicalValue {
        guard bytes[offset...].starts(with: word.utf8) else { throw .malformed(offset: offset) }
        offset += word.utf8.count
        return value
    }

    private mutating func number() throws(CanonicalError) -> Int64 {
        let start = offset
        let negative = next == UInt8(ascii: "-")
        if negative { offset += 1 }
        let first = offset
        var magnitude: Int64 = 0
        while let digit = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
            magnitude = magnitude * 10 + Int64(digit - UInt8(ascii: "0"))
            guard magnitude < CanonicalValue.integerBound else { throw .integerOutOfRange }
            offset += 1
        }
        let leadingZero = offset - first > 1 && bytes[first] == UInt8(ascii: "0")
        guard offset > first, !leadingZero, !(negative && magnitude == 0) else {
            throw .malformed(offset: start)
        }
        if let next, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(next) {
            throw .notWhole(offset: start)
        }
        return negative ? -magnitude : magnitude
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }
}
