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
        let first = min(opened - alertLeadMilliseconds, own.min() ?? opened)
        let last = closed.map { max($0, own.max() ?? $0) } ?? .max
        let from = first - Timeline.duplicateMilliseconds
        return from...max(from, last)
    }

    /// How long before a response an alert may have been raised that still stood when help came, in
    /// milliseconds: what was unanswered for longer is no delay of this response.
    static let alertLeadMilliseconds: Int64 = 2 * 3_600_000

    /// The changes of the alerts about a person that stood when somebody came to them, from their
    /// raising on, however long that was before: the response is counted from there.
    static func alertsStanding(
        for person: Person, openedAt opened: Int64, in rows: [TimelineRow]
    ) -> [EntryID] {
        let came = person.joinedUnixMilliseconds ?? opened
        var standing: [String: [EntryID]] = [:]
        for row in rows
        where row.watch == person.watch
            && (came - alertLeadMilliseconds...came).contains(row.occurredUnixMilliseconds)
        {
            guard case .alertChanged(let alert) = row.logged.fact, alert.isAboutThePerson else {
                continue
            }
            if alert.change == "cleared" {
                standing[alert.alertKind] = nil
            } else if alert.change == "raised" || standing[alert.alertKind] != nil {
                standing[alert.alertKind, default: []].append(row.logged.entry)
            }
        }
        return standing.values.flatMap(\.self)
    }
}
