import GRDB

/// A watch as the view has it.
public struct WatchSummary: Equatable, Sendable {
    /// The watch's id.
    public let watch: String
    /// Its seat; `nil` when it has none.
    public let seat: String?
    /// The number of its `watch.started`.
    public let startedIndex: Int64
    /// The number of its `watch.ended`; `nil` while it is open.
    public let endedIndex: Int64?
    /// Whether it is on simulated devices.
    public let drill: Bool
}

/// An incident as the view has it.
public struct IncidentSummary: Equatable, Sendable {
    /// The incident's id.
    public let incident: String
    /// The number of its `incident.opened`.
    public let openedIndex: Int64
    /// The number of its `incident.closed`; `nil` while it is open.
    public let closedIndex: Int64?
    /// Whether it is on simulated devices.
    public let drill: Bool
}

extension LedgerReader {
    /// Watches without an end, oldest first.
    public func openWatches() async throws(StoreError) -> [WatchSummary] {
        try await watches("WHERE endedIndex IS NULL ORDER BY startedIndex", [])
    }

    /// The newest watches, newest first.
    public func watches(limit: Int) async throws(StoreError) -> [WatchSummary] {
        try await watches("ORDER BY startedIndex DESC LIMIT ?", [limit])
    }

    /// The newest incidents, newest first.
    public func incidents(limit: Int) async throws(StoreError) -> [IncidentSummary] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM incidentView ORDER BY openedIndex DESC LIMIT ?",
                arguments: [limit]
            ).compactMap { row in
                guard let incident = row.text("incident"), let opened = row.number("openedIndex")
                else { return nil }
                return IncidentSummary(
                    incident: incident, openedIndex: opened, closedIndex: row.number("closedIndex"),
                    drill: row.number("drill") != 0)
            }
        }
    }

    private func watches(
        _ rest: String, _ arguments: StatementArguments
    ) async throws(StoreError) -> [WatchSummary] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM watchView " + rest, arguments: arguments)
                .compactMap { row in
                    guard let watch = row.text("watch"), let started = row.number("startedIndex")
                    else { return nil }
                    return WatchSummary(
                        watch: watch, seat: row.text("seat"), startedIndex: started,
                        endedIndex: row.number("endedIndex"), drill: row.number("drill") != 0)
                }
        }
    }
}
