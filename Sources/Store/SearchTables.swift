import GRDB

/// The two word tables of the search: which words lead to which incident.
///
/// Plain tables and no FTS5: a query has no grammar that a person's words could break, a rebuild
/// can be compared row by row, and a word that is deleted is gone. See
/// docs/decisions/0010-search-in-plain-tables.md.
enum SearchTables {
    /// Handles, seats, days, kinds, outcomes.
    static let coded = "codedWord"
    /// The words of notes.
    static let free = "freeWord"
    static let names = [coded, free]

    static func create(_ table: String, _ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE \(table) (
                  word TEXT NOT NULL,
                  number INTEGER NOT NULL,
                  PRIMARY KEY (word, number)
                ) STRICT, WITHOUT ROWID
                """)
    }

    static func add(
        _ words: Set<String>, to table: String, _ number: Int64, _ db: Database
    ) throws {
        if words.isEmpty { return }
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO \(table) VALUES (?, ?)")
        for word in words { try statement.execute(arguments: [word, number]) }
    }

    /// Writes both tables anew. When a page of a table that is not written in order was once split,
    /// SQLite leaves copies of rows in its unused part, `secure_delete` or not (seen in a trial with
    /// 3.40.1). A dropped table's pages are overwritten whole.
    static func rewrite(_ db: Database) throws {
        for table in names {
            try create("kept", db)
            try db.execute(sql: "INSERT INTO kept SELECT * FROM \(table) ORDER BY word, number")
            try db.execute(sql: "DROP TABLE \(table)")
            try create(table, db)
            try db.execute(sql: "INSERT INTO \(table) SELECT * FROM kept ORDER BY word, number")
            try db.execute(sql: "DROP TABLE kept")
        }
    }
}
