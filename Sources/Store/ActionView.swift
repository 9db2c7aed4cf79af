import GRDB
public import Ledger

/// What teams agreed to change after responses, and whether it was done: only where the entries
/// are, none of their words.
enum ActionView: LedgerView {
    static let name = "actionView"
    static let version = 1
    static let tables = ["agreedAction"]

    static func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE agreedAction (
                  action TEXT PRIMARY KEY NOT NULL,
                  incident TEXT NOT NULL,
                  agreedIndex INTEGER,
                  doneIndex INTEGER
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX agreedActionOpen ON agreedAction (agreedIndex) WHERE doneIndex IS NULL;
                CREATE INDEX agreedActionOfIncident ON agreedAction (incident)
                """)
    }

    static func apply(_ entry: StoredEntry, _ db: Database) throws {
        guard let action = entry.payload?["action"]?.text,
            let incident = entry.payload?["incident"]?.text
        else { return }
        let column: String
        switch entry.header.kind {
        case "debrief.action": column = "agreedIndex"
        case "debrief.action-done": column = "doneIndex"
        default: return
        }
        // The first entry of each holds, whichever of the two comes first.
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO agreedAction (action, incident, \(column)) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET \(column) = coalesce(\(column), excluded.\(column))
                """)
        try statement.execute(arguments: [action, incident, entry.header.index])
    }

    /// Folds one incident's actions again, after some of its entries were erased.
    static func foldAgain(_ incident: String, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM agreedAction WHERE incident = ?", arguments: [incident])
        try LedgerViews.eachEntry(ref: incident, db) { entry in try apply(entry, db) }
    }
}

extension LedgerReader {
    /// The entries of agreed actions that nobody has said are done, oldest first, those of drills
    /// left out.
    public func openActions(limit: Int) async throws(StoreError) -> [StoredEntry] {
        try await entries(
            """
            JOIN agreedAction ON agreedIndex = entry."index"
            LEFT JOIN incidentView USING (incident)
            WHERE doneIndex IS NULL AND coalesce(drill, 0) = 0 ORDER BY agreedIndex LIMIT ?
            """, [limit])
    }

    /// The leaf hashes of some entries, by their numbers.
    public func leaves(_ indices: [Int64]) async throws(StoreError) -> [Int64: Digest] {
        try await read { db in
            let statement = try db.makeStatement(
                sql: #"SELECT leaf FROM entry WHERE "index" = ?"#)
            var leaves: [Int64: Digest] = [:]
            for index in Set(indices) {
                let row = try Row.fetchOne(statement, arguments: [index])
                leaves[index] = row?.bytes("leaf").flatMap { Digest(bytes: $0) }
            }
            return leaves
        }
    }
}
