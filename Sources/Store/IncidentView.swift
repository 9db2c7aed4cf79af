import GRDB
import Ledger

/// Every incident with what the list shows, its people, its acts, and the words it is found by.
///
/// An incident's `number` is that of the first entry that names it: mostly its opening, but an act
/// from another tablet may be written first. Until it is opened it is in no list.
enum IncidentView: LedgerView {
    static let name = "incidentView"
    static let version = 3
    static let tables = ["incidentView", "incidentPerson", "incidentAct"] + SearchTables.names

    static func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE incidentView (
                  number INTEGER PRIMARY KEY,
                  incident TEXT NOT NULL UNIQUE,
                  openedIndex INTEGER,
                  openedUnixMilliseconds INTEGER,
                  utcOffsetMinutes INTEGER,
                  closedIndex INTEGER,
                  closedUnixMilliseconds INTEGER,
                  outcome TEXT,
                  drill INTEGER NOT NULL DEFAULT 0,
                  severity INTEGER NOT NULL DEFAULT 0,
                  doses INTEGER NOT NULL DEFAULT 0
                ) STRICT;
                CREATE INDEX incidentViewOpen ON incidentView (number) WHERE closedIndex IS NULL;
                CREATE TABLE incidentPerson (
                  number INTEGER NOT NULL,
                  watch TEXT NOT NULL,
                  joinedIndex INTEGER NOT NULL,
                  PRIMARY KEY (number, watch)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE incidentAct (
                  number INTEGER NOT NULL,
                  entry BLOB NOT NULL,
                  step INTEGER NOT NULL,
                  doses INTEGER NOT NULL,
                  withdrawn INTEGER NOT NULL,
                  PRIMARY KEY (number, entry)
                ) STRICT, WITHOUT ROWID
                """)
        for table in SearchTables.names { try SearchTables.create(table, db) }
    }

    static func apply(_ entry: StoredEntry, _ db: Database) throws {
        guard let change = IncidentChange(entry) else { return }
        let number = try number(of: change.incident, from: entry.header.index, db)
        switch change.what {
        case .opened(let drill): try open(number, entry.header, drill: drill, db)
        case .closed(let outcome): try close(number, entry.header, outcome, db)
        case .act(let step, let doses):
            try keep(number, entry.header.entry, step: step, doses: doses, db)
        case .withdrew(let act): try withdraw(number, act, db)
        case .other: break
        }
        if let watch = change.watch { try join(watch, number, entry.header.index, db) }
        try SearchTables.add(change.codedWords, to: SearchTables.coded, number, db)
        try SearchTables.add(change.freeWords, to: SearchTables.free, number, db)
    }

    private static func number(
        of incident: String, from index: Int64, _ db: Database
    ) throws -> Int64 {
        if let number = try known(incident, db) { return number }
        let statement = try db.cachedStatement(
            sql: "INSERT INTO incidentView (number, incident) VALUES (?, ?)")
        try statement.execute(arguments: [index, incident])
        return index
    }

    private static func known(_ incident: String, _ db: Database) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: "SELECT number FROM incidentView WHERE incident = ?")
        return try Int64.fetchOne(statement, arguments: [incident])
    }

    private static func open(
        _ number: Int64, _ header: EntryHeader, drill: Bool, _ db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE incidentView SET openedIndex = ?, openedUnixMilliseconds = ?,
                  utcOffsetMinutes = ?, drill = ?
                WHERE number = ? AND openedIndex IS NULL
                """)
        try statement.execute(arguments: [
            header.index, header.occurredUnixMilliseconds, header.utcOffsetMinutes, drill, number,
        ])
    }

    /// Two tablets may close a response; the later entry holds, as on its page.
    private static func close(
        _ number: Int64, _ header: EntryHeader, _ outcome: String?, _ db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE incidentView
                SET closedIndex = ?, closedUnixMilliseconds = ?, outcome = ? WHERE number = ?
                """)
        try statement.execute(arguments: [
            header.index, header.occurredUnixMilliseconds, outcome, number,
        ])
    }
}
