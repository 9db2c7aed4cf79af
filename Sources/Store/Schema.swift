import GRDB

/// The layout of `ledger.sqlite`. Migrations are named and never edited: a change is a new one.
enum Schema {
    /// "SPOT", so that `file` and we can tell our databases from others.
    static let applicationID: Int64 = 0x5350_4F54
    /// Grows with every migration; a file with a higher one was written by a newer release.
    static let version = 1

    static func migrate(_ queue: DatabaseQueue) throws { try migrator.migrate(queue) }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 ledger") { db in
            for statement in ledgerTables + appendOnlyTriggers + otherTables {
                try db.execute(sql: statement)
            }
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        return migrator
    }

    /// Refuses files that are not ours or are newer than this release. An empty file passes: it is
    /// about to become a ledger.
    static func check(_ db: Database, path: String, mayBeEmpty: Bool) throws {
        let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if try mayBeEmpty && application == 0 && found == 0 && isUnmade(db) { return }
        guard application == applicationID else { throw StoreError.notALedger(path) }
        guard found <= version else {
            throw StoreError.newerSchema(path, found: found, known: version)
        }
    }

    /// Whether the file holds nothing yet. The migrator makes its own empty list in a commit before
    /// the first migration: a power cut between the two leaves a file with that alone.
    static func isUnmade(_ db: Database) throws -> Bool {
        let names = try String.fetchSet(db, sql: "SELECT tbl_name FROM sqlite_master")
        if names.isEmpty { return true }
        guard names == ["grdb_migrations"] else { return false }
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM grdb_migrations") == 0
    }

    private static let ledgerTables = [
        """
        CREATE TABLE entry (
          "index" INTEGER PRIMARY KEY CHECK ("index" >= 0),
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          stream TEXT NOT NULL,
          kind TEXT NOT NULL,
          header BLOB NOT NULL,
          leaf BLOB NOT NULL CHECK (length(leaf) = 32),
          salt BLOB CHECK (length(salt) = 32),
          payload BLOB,
          CHECK ((salt IS NULL) = (payload IS NULL))
        ) STRICT
        """,
        """
        CREATE TABLE node (
          level INTEGER NOT NULL CHECK (level >= 1),
          position INTEGER NOT NULL CHECK (position >= 0),
          hash BLOB NOT NULL CHECK (length(hash) = 32),
          PRIMARY KEY (level, position)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE origin (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL,
          publicKey BLOB NOT NULL CHECK (length(publicKey) = 32)
        ) STRICT
        """,
        """
        CREATE TABLE checkpoint (
          id INTEGER PRIMARY KEY,
          size INTEGER NOT NULL CHECK (size >= 0),
          root BLOB NOT NULL CHECK (length(root) = 32),
          note BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE erasure (
          entryIndex INTEGER PRIMARY KEY,
          byIndex INTEGER NOT NULL
        ) STRICT
        """,
    ]

    private static let otherTables = [
        "CREATE TABLE person (id TEXT PRIMARY KEY NOT NULL, label TEXT) STRICT, WITHOUT ROWID",
        """
        CREATE TABLE readingBlock (
          watch TEXT NOT NULL,
          seat TEXT NOT NULL,
          startUnixMilliseconds INTEGER NOT NULL CHECK (startUnixMilliseconds % 60000 = 0),
          bytes BLOB NOT NULL CHECK (length(bytes) = 240),
          PRIMARY KEY (watch, seat, startUnixMilliseconds)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX readingBlockBySeat ON readingBlock (seat, startUnixMilliseconds)",
        "CREATE TABLE stationState (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)"
            + " STRICT, WITHOUT ROWID",
        "CREATE TABLE viewVersion (name TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL)"
            + " STRICT, WITHOUT ROWID",
    ]
}
