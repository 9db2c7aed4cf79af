public import Ledger

/// How an earlier entry is to be read from now on.
public struct Correction: Equatable, Sendable {
    /// What was wrong.
    public enum Change: Equatable, Sendable {
        /// It did not happen: struck through, never gone.
        case withdrawn
        /// It happened at another time, in milliseconds since 1970 UTC.
        case moved(toUnixMilliseconds: Int64)
        /// Another entry says it right: this one is struck through.
        case replaced(by: EntryID)
        /// It is the same thing as another entry, written twice: struck through.
        case duplicate(of: EntryID)
        /// It looked like another entry written twice, and is not: both happened.
        case distinct(from: EntryID)
    }

    /// Why it was wrong.
    public enum Reason: String, CaseIterable, Sendable {
        case wrongButton = "wrong-button"
        case wrongPerson = "wrong-person"
        case wrongTime = "wrong-time"
        case wrongAmount = "wrong-amount"
        case writtenTwice = "written-twice"
        case other
        case notRecorded = "not-recorded"
    }

    /// The entry that was wrong.
    public var entry: EntryID
    /// The person's watch, so that the correction is found with it.
    public var watch: EntryID
    /// The response the entry belongs to.
    public var incident: EntryID?
    /// What was wrong.
    public var change: Change
    /// Why.
    public var reason: Reason

    /// Makes the fact.
    public init(
        entry: EntryID, watch: EntryID, incident: EntryID?, change: Change,
        reason: Reason = .notRecorded
    ) {
        self.entry = entry
        self.watch = watch
        self.incident = incident
        self.change = change
        self.reason = reason
    }

    var payload: CanonicalValue {
        var fields: [String: CanonicalValue] = [
            "corrects": .id(entry), "watch": .id(watch), "incident": .id(incident),
            "reason": .choice(reason),
        ]
        switch change {
        case .withdrawn: fields["change"] = .string("withdrawn")
        case .moved(let time):
            fields["change"] = .string("moved")
            fields["toUnixMilliseconds"] = .integer(time)
        case .replaced(let by):
            fields["change"] = .string("replaced")
            fields["other"] = .id(by)
        case .duplicate(let of):
            fields["change"] = .string("duplicate")
            fields["other"] = .id(of)
        case .distinct(let from):
            fields["change"] = .string("distinct")
            fields["other"] = .id(from)
        }
        return .object(fields)
    }

    init(_ reader: PayloadReader) throws(FactError) {
        let change: Change
        switch try reader.text("change") {
        case "withdrawn": change = .withdrawn
        case "moved":
            change = .moved(toUnixMilliseconds: try reader.integer("toUnixMilliseconds"))
        case "replaced": change = .replaced(by: try reader.id("other"))
        case "duplicate": change = .duplicate(of: try reader.id("other"))
        case "distinct": change = .distinct(from: try reader.id("other"))
        case let other: throw FactError(field: "change", problem: "has no value named \(other)")
        }
        self.init(
            entry: try reader.id("corrects"), watch: try reader.id("watch"),
            incident: try reader.optionalID("incident"), change: change,
            reason: try reader.choice("reason", or: .notRecorded))
    }
}
