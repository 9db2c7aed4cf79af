import GRDB
import Ledger

/// The layout of `people.sqlite`: what may be erased, and so is in no ledger. Migrations are named
/// and never edited.
enum PeopleSchema {
    /// "SPPE", so that `file` and we can tell it from others.
    static let applicationID: Int64 = 0x5350_5045
    static let version = 3

    static func migrate(_ queue: DatabaseQueue) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 people") { db in
            for table in tables { try db.execute(sql: table) }
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("2 check-ins and notes") { db in
            try db.execute(sql: checkIns)
            try db.execute(sql: "ALTER TABLE account ADD COLUMN noteSalt BLOB")
            // Every account gets one, whoever writes: that there is one says nothing.
            for id in try String.fetchAll(db, sql: "SELECT id FROM account") {
                try db.execute(
                    sql: "UPDATE account SET noteSalt = ? WHERE id = ?",
                    arguments: [Blob(RandomBytes.make(NoteKey.saltBytes)), id])
            }
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("3 in which role people help") { db in
            try db.execute(
                sql: "ALTER TABLE account ADD COLUMN helpsAs TEXT NOT NULL DEFAULT 'worker'")
            try db.execute(
                sql: """
                    UPDATE account SET helpsAs = 'supervisor'
                    WHERE ' ' || roles || ' ' LIKE '% supervisor %'
                    """)
            try db.execute(sql: "PRAGMA user_version = 3")
        }
        try migrator.migrate(queue)
    }

    static func check(_ db: Database, path: String) throws {
        let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if try application == 0 && found == 0 && Schema.isUnmade(db) { return }
        guard application == applicationID else {
            throw StoreError.damaged(path, "it is not Spotter's file of people")
        }
        guard found <= version else {
            throw StoreError.newerSchema(path, found: found, known: version)
        }
    }

    /// Who wants someone to check in, and the hour of asking: no response, no words. One a handle.
    private static let checkIns = """
        CREATE TABLE checkIn (
          handleKey TEXT PRIMARY KEY NOT NULL,
          id TEXT NOT NULL UNIQUE,
          handle TEXT NOT NULL,
          askedUnixMilliseconds INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """

    /// `slot` is counted up in `account` itself. The newest account's is given again when that account
    /// is deleted.
    private static let tables = [
        """
        CREATE TABLE account (
          id TEXT PRIMARY KEY NOT NULL,
          slot INTEGER NOT NULL UNIQUE CHECK (slot BETWEEN 0 AND 255),
          handle TEXT NOT NULL,
          handleKey TEXT NOT NULL UNIQUE,
          title TEXT NOT NULL,
          roles TEXT NOT NULL,
          isDisabled INTEGER NOT NULL DEFAULT 0,
          passphrase TEXT
        ) STRICT
        """,
        """
        CREATE TABLE session (
          tokenSha256 BLOB PRIMARY KEY NOT NULL CHECK (length(tokenSha256) = 32),
          id TEXT NOT NULL UNIQUE,
          account TEXT NOT NULL REFERENCES account (id),
          console TEXT,
          startedUnixMilliseconds INTEGER NOT NULL,
          lastUsedUnixMilliseconds INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE console (
          tokenSha256 BLOB PRIMARY KEY NOT NULL CHECK (length(tokenSha256) = 32),
          id TEXT NOT NULL UNIQUE,
          label TEXT NOT NULL,
          enrolledBy TEXT,
          enrolledUnixMilliseconds INTEGER NOT NULL,
          isRevoked INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE scope (
          title TEXT NOT NULL,
          kind TEXT NOT NULL,
          PRIMARY KEY (title, kind)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE pendingFact (
          entry TEXT PRIMARY KEY NOT NULL,
          didBy TEXT,
          occurredUnixMilliseconds INTEGER NOT NULL,
          kind TEXT NOT NULL,
          payload BLOB NOT NULL
        ) STRICT
        """,
    ]
}
