import GRDB
import Ledger

/// Which entries belong to a stream, a watch or an incident, and when they happened: a response
/// reads what surrounds it from a watch of any length through the key alone.
enum EntryReferences: LedgerView {
    static let name = "entryRef"
    static let version = 2
    static let tables = ["entryRef"]
    private static let payloadKeys = ["watch", "incident"]

    static func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE entryRef (
                  ref TEXT NOT NULL,
                  entryIndex INTEGER NOT NULL,
                  occurredUnixMilliseconds INTEGER NOT NULL,
                  timed INTEGER NOT NULL,
                  PRIMARY KEY (ref, entryIndex)
                ) STRICT, WITHOUT ROWID
                """)
    }

    /// Kinds a watch may have thousands of, read only for the time asked about. All others (edges,
    /// corrections, what later releases add) are few and always read.
    private static let timedKinds = ["alert.", "care.", "recording."]

    static func apply(_ entry: StoredEntry, _ db: Database) throws {
        let header = entry.header
        let timed = timedKinds.contains { header.kind.hasPrefix($0) }
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO entryRef VALUES (?, ?, ?, ?)")
        for reference in Set(named(by: entry) + [header.stream]) {
            try statement.execute(arguments: [
                reference, header.index, header.occurredUnixMilliseconds, timed,
            ])
        }
    }

    /// Drops what an erased entry's payload named; its stream stands in the header and stays.
    static func forget(_ erased: StoredEntry, _ db: Database) throws {
        for reference in named(by: erased) where reference != erased.header.stream {
            try db.execute(
                sql: "DELETE FROM entryRef WHERE ref = ? AND entryIndex = ?",
                arguments: [reference, erased.header.index])
        }
    }

    private static func named(by entry: StoredEntry) -> [String] {
        payloadKeys.compactMap { entry.payload?[$0]?.text }
    }
}
