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

extension LedgerReader {
    /// Watches without an end, oldest first.
    public func openWatches() async throws(StoreError) -> [WatchSummary] {
        try await watches("WHERE endedIndex IS NULL ORDER BY startedIndex", [])
    }

    /// The newest watches, newest first.
    public func watches(limit: Int) async throws(StoreError) -> [WatchSummary] {
        try await watches("ORDER BY startedIndex DESC LIMIT ?", [limit])
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
