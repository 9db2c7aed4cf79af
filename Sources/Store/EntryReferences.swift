import GRDB
import Ledger

/// Which entries belong to a stream, a watch or an incident.
enum EntryReferences: LedgerView {
    static let name = "entryRef"
    static let version = 1
    static let tables = ["entryRef"]
    private static let payloadKeys = ["watch", "incident"]

    static func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE entryRef (
                  ref TEXT NOT NULL,
                  entryIndex INTEGER NOT NULL,
                  PRIMARY KEY (ref, entryIndex)
                ) STRICT, WITHOUT ROWID
                """)
    }

    static func apply(_ entry: StoredEntry, _ db: Database) throws {
        let named = payloadKeys.compactMap { entry.payload?[$0]?.text }
        let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO entryRef VALUES (?, ?)")
        for reference in Set(named + [entry.header.stream]) {
            try statement.execute(arguments: [reference, entry.header.index])
        }
    }
}
