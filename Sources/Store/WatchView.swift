import GRDB
import Ledger

/// Every watch, from its `watch.started` to its `watch.ended`.
enum WatchView: LedgerView {
    static let name = "watchView"
    static let version = 1
    static let tables = ["watchView"]

    static func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE watchView (
                  watch TEXT PRIMARY KEY NOT NULL,
                  seat TEXT,
                  startedIndex INTEGER NOT NULL,
                  endedIndex INTEGER,
                  drill INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """)
        // Open watches are asked for at every start and on every page.
        try db.execute(
            sql: "CREATE INDEX watchViewOpen ON watchView (startedIndex) WHERE endedIndex IS NULL")
    }

    static func apply(_ entry: StoredEntry, _ db: Database) throws {
        guard let payload = entry.payload, let watch = payload["watch"]?.text else { return }
        switch entry.header.kind {
        case "watch.started":
            let seat = payload["seat"]
            let seatText = seat?.text ?? seat?.number.map { String($0) }
            let statement = try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO watchView VALUES (?, ?, ?, NULL, ?)")
            try statement.execute(arguments: [
                watch, seatText, entry.header.index, payload["drill"]?.flag ?? false,
            ])
        case "watch.ended":
            let statement = try db.cachedStatement(
                sql: "UPDATE watchView SET endedIndex = ? WHERE watch = ? AND endedIndex IS NULL")
            try statement.execute(arguments: [entry.header.index, watch])
        default: return
        }
    }
}
