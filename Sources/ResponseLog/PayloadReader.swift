import Ledger

/// Takes typed fields out of a payload, with an error that names the field.
struct PayloadReader {
    private let fields: [String: CanonicalValue]

    init(_ payload: CanonicalValue) throws(FactError) {
        guard case .object(let fields) = payload else {
            throw FactError(field: "payload", problem: "must be an object")
        }
        self.fields = fields
    }

    func text(_ key: String, longest: Int = 200) throws(FactError) -> String {
        guard let text = try optionalText(key, longest: longest) else {
            throw FactError(field: key, problem: "is missing")
        }
        return text
    }

    func optionalText(_ key: String, longest: Int = 200) throws(FactError) -> String? {
        switch fields[key] {
        case nil, .null: return nil
        case .string(let text) where text.unicodeScalars.count <= longest: return text
        case .string: throw FactError(field: key, problem: "is longer than \(longest) characters")
        default: throw FactError(field: key, problem: "must be text")
        }
    }

    func integer(_ key: String) throws(FactError) -> Int64 {
        guard let number = try optionalInteger(key) else {
            throw FactError(field: key, problem: "is missing")
        }
        return number
    }

    func integer(_ key: String, in range: ClosedRange<Int64>) throws(FactError) -> Int64 {
        let number = try integer(key)
        guard range.contains(number) else {
            throw FactError(
                field: key, problem: "must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func optionalInteger(_ key: String) throws(FactError) -> Int64? {
        switch fields[key] {
        case nil, .null: return nil
        case .integer(let number): return number
        default: throw FactError(field: key, problem: "must be a whole number")
        }
    }

    func flag(_ key: String) throws(FactError) -> Bool {
        guard case .bool(let flag) = fields[key] else {
            throw FactError(field: key, problem: "must be true or false")
        }
        return flag
    }

    func id(_ key: String) throws(FactError) -> EntryID {
        guard let id = try optionalID(key) else {
            throw FactError(field: key, problem: "is missing")
        }
        return id
    }

    func optionalID(_ key: String) throws(FactError) -> EntryID? {
        guard let text = try optionalText(key) else { return nil }
        guard let id = EntryID(text: text) else {
            throw FactError(field: key, problem: "must be a UUID")
        }
        return id
    }

    func choice<Value: RawRepresentable>(
        _ key: String, _: Value.Type = Value.self
    ) throws(FactError) -> Value where Value.RawValue == String {
        let text = try text(key)
        guard let value = Value(rawValue: text) else {
            throw FactError(field: key, problem: "has no value named \(text)")
        }
        return value
    }

    /// A choice that older entries do not have.
    func choice<Value: RawRepresentable>(
        _ key: String, or missing: Value
    ) throws(FactError) -> Value where Value.RawValue == String {
        guard let text = try optionalText(key) else { return missing }
        guard let value = Value(rawValue: text) else {
            throw FactError(field: key, problem: "has no value named \(text)")
        }
        return value
    }

    /// A truth value that older entries do not have.
    func optionalFlag(_ key: String) throws(FactError) -> Bool? {
        switch fields[key] {
        case nil, .null: return nil
        case .bool(let flag): return flag
        default: throw FactError(field: key, problem: "must be true or false")
        }
    }

    /// At most 50 short texts.
    func texts(_ key: String) throws(FactError) -> [String] {
        guard case .array(let elements) = fields[key], elements.count <= 50 else {
            throw FactError(field: key, problem: "must be a list of at most 50 texts")
        }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element, text.unicodeScalars.count <= 200 else {
                throw FactError(field: key, problem: "must be a list of short texts")
            }
            texts.append(text)
        }
        return texts
    }

    func integers(_ key: String) throws(FactError) -> [String: Int64] {
        guard case .object(let object) = fields[key] else {
            throw FactError(field: key, problem: "must be an object of whole numbers")
        }
        var numbers: [String: Int64] = [:]
        for (name, value) in object {
            guard case .integer(let number) = value else {
                throw FactError(field: "\(key).\(name)", problem: "must be a whole number")
            }
            numbers[name] = number
        }
        return numbers
    }
}

extension CanonicalValue {
    static func id(_ id: EntryID?) -> CanonicalValue { id.map { .string($0.text) } ?? .null }

    static func optional(_ number: Int64?) -> CanonicalValue {
        number.map { .integer($0) } ?? .null
    }

    static func optional(_ text: String?) -> CanonicalValue {
        text.map { .string($0) } ?? .null
    }

    static func choice<Value: RawRepresentable>(_ value: Value) -> CanonicalValue
    where Value.RawValue == String { .string(value.rawValue) }
}
