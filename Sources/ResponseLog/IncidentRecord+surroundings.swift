public import Ledger

extension IncidentRecord {
    /// The stretch of time whose entries a response's account needs besides those that name it, in
    /// milliseconds since 1970 UTC: its context and its own acts, with half a minute before them, so
    /// that a dose written twice is known as such. Without end while it is open, and all of time
    /// while its opening is not among the entries.
    public static func surroundings(
        of incident: EntryID, in entries: [LogEntry]
    ) -> ClosedRange<Int64> {
        var opened: Int64?
        var closed: Int64?
        for entry in entries {
            switch entry.fact {
            case .incidentOpened(let start) where start.incident == incident && opened == nil:
                opened = entry.occurredUnixMilliseconds
            case .incidentClosed(incident, _): closed = entry.occurredUnixMilliseconds
            default: break
            }
        }
        guard let opened else { return .min ... .max }
        // Acts told from memory, or moved, may lie outside the response they belong to.
        let own = Timeline.rows(of: entries).map(\.occurredUnixMilliseconds)
        let first = min(opened - leadMilliseconds, own.min() ?? opened)
        let last = closed.map { max($0, own.max() ?? $0) } ?? .max
        let from = first - Timeline.duplicateMilliseconds
        return from...max(from, last)
    }
}
