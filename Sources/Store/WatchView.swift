import GRDB
import Ledger

/// Every watch, from its `watch.started` to its `watch.ended`.
enum WatchView: LedgerView {
    static let name = "watchView"
    static let version = 2
    static let tables = ["watchView", "watchHandle"]

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
        // Kept in the order of the ledger: no page of it is ever split, so a row that goes leaves
        // no copy behind.
        try db.execute(
            sql: """
                CREATE TABLE watchHandle (
                  startedIndex INTEGER PRIMARY KEY,
                  handle TEXT NOT NULL
                ) STRICT
                """)
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
            guard db.changesCount > 0, let handle = payload["handle"]?.text else { return }
            try db.execute(
                sql: "INSERT INTO watchHandle VALUES (?, ?)",
                arguments: [entry.header.index, handle])
        case "watch.ended":
            let statement = try db.cachedStatement(
                sql: "UPDATE watchView SET endedIndex = ? WHERE watch = ? AND endedIndex IS NULL")
            try statement.execute(arguments: [entry.header.index, watch])
        default: return
        }
    }

    /// Folds one watch again, after some of its entries were erased.
    static func foldAgain(_ watch: String, _ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM watchHandle
                WHERE startedIndex IN (SELECT startedIndex FROM watchView WHERE watch = ?)
                """, arguments: [watch])
        try db.execute(sql: "DELETE FROM watchView WHERE watch = ?", arguments: [watch])
        try LedgerViews.eachEntry(ref: watch, db) { entry in try apply(entry, db) }
    }
}
