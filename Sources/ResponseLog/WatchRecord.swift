public import Ledger

/// A watch, folded from its entries: what the timers and lamps start from, also after a restart.
public struct WatchRecord: Equatable, Sendable {
    /// How it began.
    public var start: WatchStart
    /// The seat's number now; `nil` for someone away from every seat.
    public var seat: Int64?
    /// When it began, in milliseconds since 1970 UTC.
    public var startedUnixMilliseconds: Int64
    /// When it ended; `nil` while it runs.
    public var endedUnixMilliseconds: Int64?
    /// The response that is open for it; `nil` when there is none.
    public var openIncident: EntryID?
    /// When that response was opened.
    public var openIncidentUnixMilliseconds: Int64?
    /// The responses it was part of that have closed, in order.
    public var closedIncidents: [ClosedIncident]
    /// Everything that happened, in order.
    public var rows: [TimelineRow]
    /// Alerts that were not cleared, with their last change, in the order they were raised.
    public var openAlerts: [OpenAlert]

    /// A response that has closed, with the time the person was part of it.
    public struct ClosedIncident: Equatable, Sendable {
        /// The response.
        public var incident: EntryID
        /// From the person's coming to its close, in milliseconds since 1970 UTC.
        public var unixMilliseconds: ClosedRange<Int64>
    }

    /// The response, closed since, that ran at a moment; `nil` when none did.
    public func closedIncident(at unixMilliseconds: Int64) -> EntryID? {
        closedIncidents.last { $0.unixMilliseconds.contains(unixMilliseconds) }?.incident
    }

    /// An alert that was not cleared.
    public struct OpenAlert: Equatable, Sendable {
        /// The last change that was logged.
        public var last: AlertEntry
        /// When it was raised, in milliseconds since 1970 UTC.
        public var raisedUnixMilliseconds: Int64
        /// True when it was escalated since it was raised.
        public var escalated: Bool
    }

    /// Folds a watch from entries that name it. `nil` when its start is not among them.
    public init?(watch: EntryID, entries: [LogEntry]) {
        let beginning = entries.first {
            if case .watchStarted(let start) = $0.fact { return start.watch == watch }
            return false
        }
        guard let beginning, case .watchStarted(let start) = beginning.fact else { return nil }
        self.start = start
        seat = start.seat
        startedUnixMilliseconds = beginning.occurredUnixMilliseconds
        openAlerts = []
        closedIncidents = []
        rows = []
        let ordered = entries.sorted { $0.index < $1.index }
        for entry in ordered { follow(entry) }
        rows = Timeline.rows(of: entries).filter { $0.watch == watch }
    }

    private mutating func follow(_ entry: LogEntry) {
        switch entry.fact {
        case .watchEnded(start.watch, _): endedUnixMilliseconds = entry.occurredUnixMilliseconds
        case .incidentOpened(let opened) where opened.watch == start.watch:
            openIncident = opened.incident
            openIncidentUnixMilliseconds = entry.occurredUnixMilliseconds
        case .incidentJoined(let incident, start.watch):
            openIncident = incident
            openIncidentUnixMilliseconds = entry.occurredUnixMilliseconds
        case .watchMoved(start.watch, let seat): self.seat = seat
        case .incidentClosed(let closed, _) where closed == openIncident:
            let from = openIncidentUnixMilliseconds ?? startedUnixMilliseconds
            closedIncidents.append(
                ClosedIncident(
                    incident: closed,
                    unixMilliseconds: from...max(from, entry.occurredUnixMilliseconds)))
            openIncident = nil
            openIncidentUnixMilliseconds = nil
        case .alertChanged(let change) where change.watch == start.watch:
            follow(change, at: entry.occurredUnixMilliseconds)
        default: break
        }
    }

    private mutating func follow(_ change: AlertEntry, at time: Int64) {
        let place = openAlerts.firstIndex { $0.last.alertKind == change.alertKind }
        if change.change == "cleared" {
            if let place { openAlerts.remove(at: place) }
        } else if change.change == "seen" {
            // Someone saw that it had ended: it is not open again.
        } else if let place {
            openAlerts[place].last = change
            if change.change == "escalated" { openAlerts[place].escalated = true }
        } else {
            openAlerts.append(
                OpenAlert(last: change, raisedUnixMilliseconds: time, escalated: false))
        }
    }
}
