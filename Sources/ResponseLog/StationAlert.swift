import Ledger

/// A change of one alert of the station itself: clock, storage, history, sound.
public struct StationAlert: Equatable, Sendable {
    /// The condition, as the alert table names it.
    public var alertKind: String
    /// high, medium or low.
    public var priority: String
    /// raised, escalated, eased, acknowledged, silenced, broken, cleared or seen.
    public var change: String
    /// What the kind's words leave open, such as a reason; `nil` when they say it all.
    public var note: String?
    /// How long an acknowledgement or a silence holds at most, from this entry's occurred time, in
    /// milliseconds; `nil` for other changes and in entries from before it was kept.
    public var hushMilliseconds: Int64?

    /// Makes the fact.
    public init(
        alertKind: String, priority: String, change: String, note: String?,
        hushMilliseconds: Int64? = nil
    ) {
        self.alertKind = alertKind
        self.priority = priority
        self.change = change
        self.note = note
        self.hushMilliseconds = hushMilliseconds
    }

    var payload: CanonicalValue {
        .object([
            "alertKind": .string(alertKind), "priority": .string(priority),
            "change": .string(change), "note": .optional(note),
            "hushMilliseconds": .optional(hushMilliseconds),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            alertKind: try reader.text("alertKind"), priority: try reader.text("priority"),
            change: try reader.text("change"), note: try reader.optionalText("note"),
            hushMilliseconds: try reader.optionalInteger("hushMilliseconds"))
    }

    var words: String {
        let words = PlainWords.of(alertKind) + " " + change
        let hush = hushMilliseconds.map { " for \($0 / 1000) s" } ?? ""
        return words.prefix(1).uppercased() + words.dropFirst() + hush
            + (note.map { ": " + $0 } ?? "")
    }
}
