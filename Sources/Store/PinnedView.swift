import GRDB
import Ledger
import ResponseLog

/// The stretches of readings that responses pin: of each of its people from five minutes before the
/// response to its end, without end while it is open. What is pinned outlives any retention of
/// plain readings. Folded after `IncidentView`, whose rows it turns into stretches.
enum PinnedView: LedgerView {
    static let name = "pinnedView"
    static let version = 1
    static let tables = ["pinnedStretch"]

    static func createTables(_ db: Database) throws {
        // By watch: what may go is asked of readings, which know only their watch.
        try db.execute(
            sql: """
                CREATE TABLE pinnedStretch (
                  watch TEXT NOT NULL,
                  incident TEXT NOT NULL,
                  fromUnixMilliseconds INTEGER NOT NULL,
                  untilUnixMilliseconds INTEGER,
                  PRIMARY KEY (watch, incident)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX pinnedStretchOfIncident ON pinnedStretch (incident)
                """)
    }

    static func apply(_ entry: StoredEntry, _ db: Database) throws {
        guard let change = IncidentChange(entry) else { return }
        switch change.what {
        case .opened, .closed: try pin(change.incident, again: true, db)
        case .act, .withdrew, .other:
            if change.watch != nil { try pin(change.incident, again: false, db) }
        }
    }

    /// A response that nobody has opened yet has no start: all of its people's readings stay. One
    /// that closed before it opened, because the clock was set back, is over at its opening.
    private static func pin(_ incident: String, again: Bool, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR \(again ? "REPLACE" : "IGNORE") INTO pinnedStretch
                SELECT watch, incident, coalesce(openedUnixMilliseconds - ?, ?),
                  max(closedUnixMilliseconds, openedUnixMilliseconds)
                FROM incidentView JOIN incidentPerson USING (number) WHERE incident = ?
                """)
        try statement.execute(
            arguments: [IncidentRecord.leadMilliseconds, Int64.min, incident])
    }

    /// Takes one incident's stretches anew from `IncidentView`, after some of its entries were
    /// erased.
    static func foldAgain(_ incident: String, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM pinnedStretch WHERE incident = ?", arguments: [incident])
        try pin(incident, again: true, db)
    }
}
