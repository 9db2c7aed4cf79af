import GRDB
import Ledger

/// The acts of an incident, so that one that is withdrawn no longer counts.
extension IncidentView {
    static func keep(
        _ number: Int64, _ entry: EntryID, step: Int, doses: Int, _ db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO incidentAct VALUES (?, ?, ?, ?, 0)
                ON CONFLICT DO UPDATE SET step = excluded.step, doses = excluded.doses
                """)
        try statement.execute(arguments: [number, Blob(entry.bytes), step, doses])
        try count(number, db)
    }

    /// A withdrawal is final, also when it is written before the act.
    static func withdraw(_ number: Int64, _ act: EntryID, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO incidentAct VALUES (?, ?, 0, 0, 1)
                ON CONFLICT DO UPDATE SET withdrawn = 1
                """)
        try statement.execute(arguments: [number, Blob(act.bytes)])
        try count(number, db)
    }

    private static func count(_ number: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE incidentView SET (severity, doses) = (
                  SELECT coalesce(max(step), 0), coalesce(sum(doses), 0) FROM incidentAct
                  WHERE number = ?1 AND withdrawn = 0)
                WHERE number = ?1
                """)
        try statement.execute(arguments: [number])
    }

    /// A person is found by the handle and seat their watch began with.
    static func join(_ watch: String, _ number: Int64, _ index: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO incidentPerson VALUES (?, ?, ?)")
        try statement.execute(arguments: [number, watch, index])
        guard db.changesCount > 0 else { return }
        let found = try db.cachedStatement(
            sql: """
                SELECT handle, seat FROM watchView LEFT JOIN watchHandle USING (startedIndex)
                WHERE watch = ? AND startedIndex < ?
                """)
        guard let row = try Row.fetchOne(found, arguments: [watch, index]) else { return }
        var words = row.text("handle").map(SearchText.handleWords) ?? []
        if let seat = row.text("seat") { words.insert(SearchText.joined(["seat", seat])) }
        try SearchTables.add(words, to: SearchTables.coded, number, db)
    }

    /// The incidents a watch's person is in.
    static func incidents(of watch: String, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT incident FROM incidentPerson JOIN incidentView USING (number)
                WHERE watch = ?
                """, arguments: [watch])
    }

    /// Folds one incident again, after some of its entries were erased.
    static func foldAgain(_ incident: String, _ db: Database) throws {
        let old = try Int64.fetchOne(
            db, sql: "SELECT number FROM incidentView WHERE incident = ?", arguments: [incident])
        if let old {
            for table in tables {
                try db.execute(sql: "DELETE FROM \(table) WHERE number = ?", arguments: [old])
            }
        }
        try LedgerViews.eachEntry(ref: incident, db) { entry in try apply(entry, db) }
    }
}
