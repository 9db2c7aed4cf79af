public import Ledger

/// One line of a timeline: an entry with its corrections applied and still visible.
public struct TimelineRow: Equatable, Sendable {
    /// The entry as written.
    public var logged: LogEntry
    /// When it happened, after the last correction, in milliseconds since 1970 UTC.
    public var occurredUnixMilliseconds: Int64
    /// True when a correction says that it did not happen: struck through, never gone.
    public var withdrawn = false
    /// Where it stood before it was moved; `nil` when it never was.
    public var movedFromUnixMilliseconds: Int64?
    /// An earlier like dose within 30 s: both are kept, and people are asked.
    public var possibleDuplicateOf: EntryID?
    /// The entry that says it right, when this one was replaced.
    public var replacedBy: EntryID?
    /// The entry this one was found to repeat.
    public var duplicateOf: EntryID?
    /// Why it was struck through or moved, as last given.
    public var correctionReason: Correction.Reason?

    /// What happened, in plain words.
    public var words: String { logged.fact?.words ?? "\(logged.kind) (not readable here)" }

    /// "estimated" or "remembered"; empty for what was seen as it happened.
    public var doubt: String {
        logged.certainty == .seen ? "" : logged.certainty.rawValue
    }

    /// True when it was written down more than a minute after it happened.
    public var isLate: Bool {
        logged.recordedUnixMilliseconds - occurredUnixMilliseconds > 60_000
    }

    /// True for what people may withdraw or move: their own acts and observations.
    public var correctable: Bool {
        if case .care = logged.fact { return !withdrawn }
        return false
    }

    /// The act, unless it was withdrawn.
    public var standingAct: CareAct? {
        guard !withdrawn, case .care(let care) = logged.fact else { return nil }
        return care.act
    }

    /// The dose, unless it was withdrawn.
    public var standingDose: Dose? {
        guard case .dose(let dose)? = standingAct else { return nil }
        return dose
    }
}

/// Turns entries into a timeline, whatever order they come in.
public enum Timeline {
    /// Two like doses this close may be one dose written twice (alert table, rule 7).
    public static let duplicateMilliseconds: Int64 = 30_000

    /// The rows in the order things happened. Corrections are applied to the rows they correct and
    /// give no row of their own; one whose entry is not here changes nothing.
    public static func rows(of entries: [LogEntry]) -> [TimelineRow] {
        var corrections: [EntryID: [LogEntry]] = [:]
        var rows: [TimelineRow] = []
        for logged in entries {
            if case .corrected(let correction) = logged.fact {
                corrections[correction.entry, default: []].append(logged)
            } else {
                rows.append(
                    TimelineRow(
                        logged: logged, occurredUnixMilliseconds: logged.occurredUnixMilliseconds))
            }
        }
        for place in rows.indices {
            apply(corrections[rows[place].logged.entry] ?? [], to: &rows[place])
        }
        rows.sort {
            ($0.occurredUnixMilliseconds, $0.logged.index)
                < ($1.occurredUnixMilliseconds, $1.logged.index)
        }
        markDuplicates(in: &rows, told: corrections)
        return rows
    }

    /// The last move holds; a withdrawal is final.
    private static func apply(_ corrections: [LogEntry], to row: inout TimelineRow) {
        for logged in corrections.sorted(by: { $0.index < $1.index }) {
            guard case .corrected(let correction) = logged.fact else { continue }
            switch correction.change {
            case .withdrawn: row.withdrawn = true
            case .moved(let time):
                row.movedFromUnixMilliseconds = row.logged.occurredUnixMilliseconds
                row.occurredUnixMilliseconds = time
            case .replaced(let by):
                row.withdrawn = true
                row.replacedBy = by
            case .duplicate(let of):
                row.withdrawn = true
                row.duplicateOf = of
            case .distinct: break
            }
            if correction.reason != .notRecorded { row.correctionReason = correction.reason }
        }
    }

    /// A like dose close after another is a question, until someone says that both happened.
    private static func markDuplicates(
        in rows: inout [TimelineRow], told corrections: [EntryID: [LogEntry]]
    ) {
        for later in rows.indices {
            guard let dose = rows[later].standingDose else { continue }
            let twin = rows[..<later].last { earlier in
                earlier.standingDose?.route == dose.route
                    && earlier.standingDose?.beforeUs == dose.beforeUs
                    && earlier.watch == rows[later].watch
                    && rows[later].occurredUnixMilliseconds - earlier.occurredUnixMilliseconds
                        <= duplicateMilliseconds
            }
            guard let twin = twin?.logged.entry else { continue }
            let both = isDistinct(rows[later].logged.entry, twin, corrections)
            rows[later].possibleDuplicateOf = both ? nil : twin
        }
    }

    private static func isDistinct(
        _ one: EntryID, _ other: EntryID, _ corrections: [EntryID: [LogEntry]]
    ) -> Bool {
        func says(_ entry: EntryID, distinctFrom other: EntryID) -> Bool {
            (corrections[entry] ?? []).contains { logged in
                guard case .corrected(let correction) = logged.fact else { return false }
                return correction.change == .distinct(from: other)
            }
        }
        return says(one, distinctFrom: other) || says(other, distinctFrom: one)
    }
}

extension TimelineRow {
    /// The watch this row is about; `nil` for a response's end.
    public var watch: EntryID? { logged.fact?.watch }
}
