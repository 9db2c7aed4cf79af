public import Ledger

/// One field of a response's record, answered. A later answer to the same field holds; the earlier
/// one stays in the timeline.
public struct FieldAnswer: Equatable, Sendable {
    /// The response.
    public var incident: EntryID?
    /// The person's watch; `nil` for what is about the response as a whole.
    public var watch: EntryID?
    /// What is answered.
    public var field: RecordField
    /// What is known.
    public var answer: Answer

    /// Makes an answer, or says what does not fit the field.
    public init(
        incident: EntryID?, watch: EntryID?, field: RecordField, answer: Answer
    ) throws(FactError) {
        guard field.scope == .incident || watch != nil else {
            throw FactError(field: "watch", problem: "is missing")
        }
        guard field.scope == .person || incident != nil else {
            throw FactError(field: "incident", problem: "is missing")
        }
        self.incident = incident
        self.watch = field.scope == .person ? watch : nil
        self.field = field
        self.answer = try field.fitting(answer)
    }

    /// The answer in plain words, with the field's name before it.
    public var words: String { "\(field.words): \(field.words(of: answer))" }

    static let kind = "record.answered"

    var payload: CanonicalValue {
        var fields: [String: CanonicalValue] = [
            "incident": .id(incident), "watch": .id(watch), "field": .choice(field),
        ]
        switch answer {
        case .unknown: fields["answer"] = .string("unknown")
        case .declined: fields["answer"] = .string("declined")
        case .takenBack: fields["answer"] = .string("not-recorded")
        case .given(.codes(let codes)):
            fields["answer"] = .string("given")
            fields["codes"] = .array(codes.map(CanonicalValue.string))
        case .given(.words(let text)):
            fields["answer"] = .string("given")
            fields["text"] = .string(text)
        case .given(.moment(let time, let isEstimated)):
            fields["answer"] = .string("given")
            fields["atUnixMilliseconds"] = .integer(time)
            fields["isEstimated"] = .bool(isEstimated)
        }
        return .object(fields)
    }

    init(_ reader: PayloadReader) throws(FactError) {
        let field: RecordField = try reader.choice("field")
        let answer: Answer
        switch try reader.text("answer") {
        case "unknown": answer = .unknown
        case "declined": answer = .declined
        case "not-recorded": answer = .takenBack
        case "given":
            switch field.shape {
            case .one, .several: answer = .given(.codes(try reader.texts("codes")))
            case .words(let longest):
                answer = .given(.words(try reader.text("text", longest: longest)))
            case .moment:
                answer = .given(
                    .moment(
                        unixMilliseconds: try reader.integer("atUnixMilliseconds"),
                        isEstimated: try reader.flag("isEstimated")))
            }
        case let other: throw FactError(field: "answer", problem: "has no value named \(other)")
        }
        try self.init(
            incident: try reader.optionalID("incident"), watch: try reader.optionalID("watch"),
            field: field, answer: answer)
    }
}

extension RecordField {
    /// The answer as it is kept, or why it does not fit this field.
    func fitting(_ answer: Answer) throws(FactError) -> Answer {
        guard case .given(let value) = answer else { return answer }
        switch (shape, value) {
        case (.one(let list), .codes(let codes)):
            guard codes.count == 1 else {
                throw FactError(field: rawValue, problem: "takes one value")
            }
            return .given(.codes(try known(codes, in: list)))
        case (.several(let list), .codes(let codes)):
            guard !codes.isEmpty else {
                throw FactError(field: rawValue, problem: "takes at least one value")
            }
            return .given(.codes(try known(codes, in: list)))
        case (.words(let longest), .words(let text)):
            guard (1...longest).contains(text.unicodeScalars.count) else {
                throw FactError(field: rawValue, problem: "must be 1 to \(longest) characters")
            }
            return answer
        case (.moment, .moment(let time, _)):
            guard (0..<CanonicalValue.integerBound).contains(time) else {
                throw FactError(field: rawValue, problem: "is not a moment")
            }
            return answer
        default: throw FactError(field: rawValue, problem: "takes another kind of value")
        }
    }

    /// Codes in the order of the list, each once.
    private func known(_ codes: [String], in list: [Choice]) throws(FactError) -> [String] {
        for code in codes where !list.contains(where: { $0.code == code }) {
            throw FactError(field: rawValue, problem: "has no value named \(code)")
        }
        return list.map(\.code).filter(codes.contains)
    }

    /// The answer in plain words. Moments need a local clock and are left to the page.
    public func words(of answer: Answer) -> String {
        switch answer {
        case .unknown: "unknown"
        case .declined: "declined to say"
        case .takenBack: "not recorded"
        case .given(.codes(let codes)): codes.map { words(of: $0) }.joined(separator: ", ")
        case .given(.words(let text)): text
        case .given(.moment(_, let isEstimated)): isEstimated ? "about then" : "then"
        }
    }
}
