public import Alerts
import Ledger
public import ResponseLog

extension WatchStart {
    /// The limits in force for this watch: those frozen at its start, with what was changed for it
    /// alone since. `entries` in the order they came.
    public func limitsInForce(_ entries: [LogEntry]) -> Limits {
        var start = self
        for case .limitsChanged(let change)? in entries.map(\.fact) where change.watch == watch {
            start.limits.merge(change.after) { $1 }
        }
        return start.frozenLimits()
    }
}

extension [LogEntry] {
    /// When limits were last changed for this watch alone, in milliseconds since 1970 UTC.
    var limitsChangedUnixMilliseconds: Int64? {
        last { if case .limitsChanged = $0.fact { true } else { false } }?.occurredUnixMilliseconds
    }
}

extension LimitsChange {
    /// The change as the ledger keeps it; the handle goes to the entry's header.
    init(_ changed: WatchLimits, watch: EntryID) {
        let changes = changed.changes.map { ($0.field.key, $0) }
        self.init(
            watch: watch,
            before: Dictionary(uniqueKeysWithValues: changes.map { ($0, Int64($1.before)) }),
            after: Dictionary(uniqueKeysWithValues: changes.map { ($0, Int64($1.after)) }),
            reason: changed.reason)
    }
}
