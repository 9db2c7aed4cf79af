import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import ResponseLog

/// The fields of a form, as a browser without a script sends them.
struct Form: Sendable {
    private let fields: [String: String]

    /// Reads a request's form.
    init(_ request: Request) async throws {
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw ConsoleError(.unsupportedMediaType, Words.english.notAForm)
        }
        if let length = request.headers[.contentLength].flatMap(Int.init),
            length > RequestLimits.bodyBytes
        {
            throw ErrorPages.tooLarge
        }
        let body = try await request.body.collect(upTo: RequestLimits.bodyBytes)
        try self.init(encoded: String(buffer: body))
    }

    /// Reads `a=1&b=two+words`.
    init(encoded text: String) throws {
        var fields: [String: String] = [:]
        let pairs = text.split(separator: "&")
        guard pairs.count <= RequestLimits.formFields else {
            throw ConsoleError.malformed(Words.english.tooManyFields)
        }
        for pair in pairs {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(halves[0])
            guard fields[name] == nil else {
                throw ConsoleError.malformed(Words.english.fieldTwice(name))
            }
            fields[name] = halves.count > 1 ? try Self.decode(halves[1]) : ""
        }
        self.fields = fields
    }

    /// A field's text; `nil` when it is missing or empty.
    func text(_ name: String) -> String? {
        fields[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A field's text, no longer than so many characters.
    func text(_ name: String, longest: Int) throws -> String {
        guard let text = text(name) else {
            throw ConsoleError.malformed(Words.english.fieldMissing(name))
        }
        guard text.unicodeScalars.count <= longest else {
            throw ConsoleError.malformed(Words.english.fieldTooLong(name, longest: longest))
        }
        return text
    }

    /// A whole number within a range; `nil` when the field is missing or empty.
    func number(_ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
        guard let text = text(name) else { return nil }
        guard let number = Int64(text), range.contains(number) else {
            throw ConsoleError.malformed(Words.english.fieldOutside(name, range))
        }
        return number
    }

    /// One of a set of named values.
    func choice<Value: RawRepresentable>(_ name: String, or missing: Value? = nil) throws -> Value
    where Value.RawValue == String {
        guard let text = text(name) else {
            if let missing { return missing }
            throw ConsoleError.malformed(Words.english.fieldMissing(name))
        }
        guard let value = Value(rawValue: text) else {
            throw ConsoleError.malformed(Words.english.fieldUnknown(name))
        }
        return value
    }

    /// The role somebody helps in; `nil` when none was chosen.
    func role(_ name: String) throws -> Responder.Role? {
        guard text(name) != nil else { return nil }
        let role: Responder.Role = try choice(name)
        return role == .notRecorded ? nil : role
    }

    /// What follows `prefix` in the names of fields that are not empty: boxes that were ticked.
    func ticked(_ prefix: String) -> [String] {
        fields.filter { $0.key.hasPrefix(prefix) && !$0.value.isEmpty }
            .map { String($0.key.dropFirst(prefix.count)) }.sorted()
    }

    /// Whether a box was ticked.
    func isTicked(_ name: String) -> Bool { text(name) != nil }

    /// Free words of at most so many characters; `nil` when the field is missing or empty.
    func words(_ name: String, longest: Int) throws -> String? {
        try self.text(name) == nil ? nil : text(name, longest: longest)
    }

    /// An entry's or another thing's name; `nil` when the field is missing or empty.
    func id(_ name: String) throws -> EntryID? {
        guard let text = text(name) else { return nil }
        guard let id = EntryID(text: text) else {
            throw ConsoleError.malformed(Words.english.fieldNotID(name))
        }
        return id
    }

    /// `+` is a space, `%41` is a byte; the whole must be UTF-8 without control characters.
    private static func decode(_ text: Substring) throws -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"): bytes.append(try hexByte(&rest))
            default: bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self),
            decoded.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" || $0 == "\r" })
        else { throw ConsoleError.malformed(Words.english.notText) }
        return decoded
    }

    private static func hexByte(_ rest: inout Substring.UTF8View.SubSequence) throws -> UInt8 {
        let digits = Substring(rest.prefix(2))
        guard digits.utf8.count == 2, !digits.hasPrefix("+"), !digits.hasPrefix("-"),
            let byte = UInt8(digits, radix: 16)
        else { throw ConsoleError.malformed(Words.english.notText) }
        rest = rest.dropFirst(2)
        return byte
    }
}
