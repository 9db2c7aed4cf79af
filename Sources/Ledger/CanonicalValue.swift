/// A value that has exactly one spelling in bytes: RFC 8785 JSON with ASCII keys and whole numbers.
///
/// Numbers are integers with |n| < 2⁵³, which every JSON reader keeps exact; the unit stands in the
/// key (`spo2Percent`, `amountMicrograms`).
public enum CanonicalValue: Equatable, Sendable {
    /// No value.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number, |n| < 2⁵³.
    case integer(Int64)
    /// Any Unicode text, kept scalar by scalar: nothing is normalised.
    case string(String)
    /// Values in order.
    case array([CanonicalValue])
    /// Values by ASCII key.
    case object([String: CanonicalValue])

    /// The first number that is too large to write: 2⁵³.
    public static let integerBound: Int64 = 1 << 53
    /// How deep arrays and objects may nest.
    public static let deepest = 32

    /// The member with this key; `nil` when this is no object or has no such member.
    public subscript(key: String) -> CanonicalValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The text, when this is one.
    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, when this is one.
    public var number: Int64? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// The truth value, when this is one.
    public var flag: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// The elements, when this is an array.
    public var elements: [CanonicalValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members, when this is an object.
    public var members: [String: CanonicalValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}

/// Why a value cannot be written, or bytes cannot be read, in canonical form.
public enum CanonicalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A number of 2⁵³ or more, either side of zero.
    case integerOutOfRange
    /// A key with a character outside ASCII.
    case keyNotASCII(String)
    /// More than 32 levels of arrays and objects.
    case tooDeep
    /// Text that is no JSON of our kind, from this byte on.
    case malformed(offset: Int)
    /// The same key twice in one object.
    case duplicateKey(String)
    /// A number with a fraction or an exponent.
    case notWhole(offset: Int)
    /// Bytes that are no UTF-8, from this byte on.
    case notUTF8(offset: Int)
    /// Bytes after the value.
    case trailing(offset: Int)
    /// Good JSON, but not in its one canonical spelling.
    case notCanonical

    /// One plain sentence.
    public var description: String {
        switch self {
        case .integerOutOfRange: "a number is too large: it must lie between -2^53 and 2^53"
        case .keyNotASCII(let key): "the key \"\(key)\" is not plain ASCII"
        case .tooDeep: "the value nests more than 32 levels deep"
        case .malformed(let offset): "not JSON at byte \(offset)"
        case .duplicateKey(let key): "the key \"\(key)\" stands twice in one object"
        case .notWhole(let offset): "a number at byte \(offset) is not whole"
        case .notUTF8(let offset): "not UTF-8 text at byte \(offset)"
        case .trailing(let offset): "something follows the value at byte \(offset)"
        case .notCanonical: "the JSON is not in canonical form"
        }
    }
}
