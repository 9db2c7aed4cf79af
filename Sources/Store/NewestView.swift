import GRDB
import Ledger

/// The newest entry of each kind about the station itself: what a start asks for.
enum NewestView: LedgerView {
    static let name = "newestView"
    static let version = 1
    static let tables = ["newestView"]
    static let stream = "station"

    static func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE newestView (
                  kind TEXT PRIMARY KEY NOT NULL,
                  entryIndex INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """)
    }

    static func apply(_ entry: StoredEntry, _ db: Database) throws {
        guard entry.header.stream == stream else { return }
        let statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO newestView VALUES (?, ?)")
        try statement.execute(arguments: [entry.header.kind, entry.header.index])
    }
}
