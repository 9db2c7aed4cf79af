import Ledger
import Testing

@Suite("Canonical JSON")
struct CanonicalValueTests {
    @Test(
        "has one spelling",
        arguments: [
            (CanonicalValue.null, "null"),
            (.bool(true), "true"),
            (.integer(-9_007_199_254_740_991), "-9007199254740991"),
            (.integer(0), "0"),
            (.array([]), "[]"),
            (.object([:]), "{}"),
            (.object(["b": 1, "a": 2, "B": 3, "": 4]), #"{"":4,"B":3,"a":2,"b":1}"#),
            (.array([.string("x"), .null, .array([.bool(false)])]), #"["x",null,[false]]"#),
            (
                .string("\u{8}\t\n\u{C}\r\"\\\u{1}\u{1F}\u{7F}/"),
                #""\b\t\n\f\r\"\\\u0001\u001f"#
                    + "\u{7F}/\""
            ),
            (.string("€é e\u{301} 😀\u{2028}"), "\"€é e\u{301} 😀\u{2028}\""),
        ])
    func spelling(value: CanonicalValue, text: String) throws {
        let bytes = try value.encoded()
        #expect(bytes == Array(text.utf8))
        #expect(try CanonicalValue(parsing: bytes) == value)
    }

    @Test(
        "numbers beyond 2^53 - 1 and keys outside ASCII are not written",
        arguments: [
            (CanonicalValue.integer(1 << 53), CanonicalError.integerOutOfRange),
            (.integer(-(1 << 53)), .integerOutOfRange),
            (.integer(.min), .integerOutOfRange),
            (.array([.object(["é": .null])]), .keyNotASCII("é")),
        ])
    func refusedToWrite(value: CanonicalValue, error: CanonicalError) {
        #expect(throws: error) { try value.encoded() }
    }

    @Test("32 levels can be written and read, 33 cannot")
    func depth() throws {
        let deep = (0..<32).reduce(CanonicalValue.null) { inner, _ in .array([inner]) }
        #expect(try CanonicalValue(parsing: deep.encoded()) == deep)
        #expect(throws: CanonicalError.tooDeep) { try CanonicalValue.array([deep]).encoded() }
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: CanonicalError.tooDeep) { try CanonicalValue(parsing: Array(text.utf8)) }
    }

    @Test(
        "what is no JSON of ours is refused in either form",
        arguments: [
            ("", CanonicalError.malformed(offset: 0)),
            ("1.5", .notWhole(offset: 0)), ("1e3", .notWhole(offset: 0)),
            ("[0E1]", .notWhole(offset: 1)),
            ("01", .malformed(offset: 0)), ("-0", .malformed(offset: 0)),
            ("-", .malformed(offset: 0)), ("+1", .malformed(offset: 0)),
            ("9007199254740992", .integerOutOfRange),
            ("99999999999999999999999999", .integerOutOfRange),
            (#"{"a":1,"a":1}"#, .duplicateKey("a")), (#"{"a":1,"\u0061":1}"#, .duplicateKey("a")),
            (#"{"é":1}"#, .keyNotASCII("é")),
            ("{} ", .notCanonical), ("{}x", .trailing(offset: 2)), ("[1,]", .malformed(offset: 3)),
            (#"{"a"}"#, .malformed(offset: 4)), ("[1", .malformed(offset: 2)),
            ("\"a\nb\"", .malformed(offset: 2)), (#""\x""#, .malformed(offset: 2)),
            (#""\ud83d""#, .malformed(offset: 3)), (#""\ude00\ud83d""#, .malformed(offset: 3)),
            ("\"abc", .malformed(offset: 4)), ("nul", .malformed(offset: 0)),
            ("truefalse", .trailing(offset: 4)), ("NaN", .malformed(offset: 0)),
        ])
    func refusedToRead(text: String, error: CanonicalError) {
        let form: CanonicalValue.Form = error == .notCanonical ? .canonical : .anyJSON
        #expect(throws: error) { try CanonicalValue(parsing: Array(text.utf8), form: form) }
        #expect(throws: (any Error).self) { try CanonicalValue(parsing: Array(text.utf8)) }
    }

    @Test(
        "bytes that are no UTF-8 are refused",
        arguments: [
            [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82],
        ]
    )
    func notUTF8(middle: [UInt8]) {
        #expect(throws: CanonicalError.notUTF8(offset: 0)) {
            try CanonicalValue(parsing: [0x22] + middle + [0x22], form: .anyJSON)
        }
    }

    @Test(
        "loose spelling is read only when asked for",
        arguments: [
            (#" { "b" : 1 , "a" : [ ] } "#, CanonicalValue.object(["a": .array([]), "b": 1])),
            (#""\u0041\ud83d\uDE00\/""#, .string("A😀/")),
            ("\t\r\n7", .integer(7)),
        ])
    func looseForm(text: String, value: CanonicalValue) throws {
        #expect(try CanonicalValue(parsing: Array(text.utf8), form: .anyJSON) == value)
        #expect(throws: CanonicalError.notCanonical) {
            try CanonicalValue(parsing: Array(text.utf8))
        }
    }

    @Test("any value comes back byte for byte", arguments: 1...40 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let value = CanonicalValue.random(depth: 5, using: &generator)
            let bytes = try value.encoded()
            let back = try CanonicalValue(parsing: bytes)
            #expect(back == value, "seed \(seed)")
            #expect(try back.encoded() == bytes, "seed \(seed)")
        }
    }

    @Test("damaged bytes never crash the reader", arguments: 1...40 as ClosedRange<UInt64>)
    func damage(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            var bytes = try CanonicalValue.random(depth: 4, using: &generator).encoded()
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            if let value = try? CanonicalValue(parsing: bytes) {
                #expect(try value.encoded() == bytes, "seed \(seed): two spellings accepted")
            }
        }
    }
}

extension CanonicalValue: ExpressibleByIntegerLiteral {
    /// Lets the tables of examples read like JSON.
    public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension CanonicalValue {
    static func random(depth: Int, using generator: inout SeededGenerator) -> CanonicalValue {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2:
            return .integer(
                Int64.random(in: -(integerBound - 1)..<integerBound, using: &generator))
        case 3: return .string(randomText(using: &generator))
        case 4:
            let count = Int.random(in: 0..<5, using: &generator)
            return .array((0..<count).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            var members: [String: CanonicalValue] = [:]
            for _ in 0..<Int.random(in: 0..<5, using: &generator) {
                let key = Unicode.Scalar(UInt8.random(in: 0..<128, using: &generator))
                members["k\(Character(key))"] = random(depth: depth - 1, using: &generator)
            }
            return .object(members)
        }
    }

    private static func randomText(using generator: inout SeededGenerator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<12, using: &generator) {
            let highest: UInt32 = Bool.random(using: &generator) ? 0x80 : 0x110000
            let scalar = Unicode.Scalar(UInt32.random(in: 0..<highest, using: &generator))
            text.append(scalar ?? "\u{FFFD}")
        }
        return String(text)
    }
}
