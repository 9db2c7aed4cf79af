public import Ledger

/// What an alert turned out to be. A false one is kept with its reason, never deleted.
public struct AlertJudgement: Equatable, Sendable {
    /// The watch.
    public var watch: EntryID
    /// The condition, as the alert table names it.
    public var alertKind: String
    /// Why it was false, as `RecordField.falseAlarmReason` names it; `nil` when it was right.
    public var falseReason: String?

    /// Makes the fact.
    public init(watch: EntryID, alertKind: String, falseReason: String?) throws(FactError) {
        if let falseReason {
            _ = try RecordField.falseAlarmReason.fitting(.given(.codes([falseReason])))
        }
        self.watch = watch
        self.alertKind = alertKind
        self.falseReason = falseReason
    }

    static let kind = "alert.judged"

    var payload: CanonicalValue {
        .object([
            "watch": .id(watch), "alertKind": .string(alertKind),
            "falseReason": .optional(falseReason),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        try self.init(
            watch: try reader.id("watch"), alertKind: try reader.text("alertKind"),
            falseReason: try reader.optionalText("falseReason"))
    }

    var words: String {
        let what = PlainWords.of(alertKind)
        guard let falseReason else { return "Alert was right: \(what)" }
        return "False alert: \(what), \(RecordField.falseAlarmReason.words(of: falseReason))"
    }
}
