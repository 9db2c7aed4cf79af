import GRDB
import Ledger

/// Every incident, from its `incident.opened` to its `incident.closed`.
enum IncidentView: LedgerView {
    static let name = "incidentView"
    static let version = 1
    static let tables = ["incidentView"]

    static func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE incidentView (
                  incident TEXT PRIMARY KEY NOT NULL,
                  openedIndex INTEGER NOT NULL,
                  closedIndex INTEGER,
                  drill INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """)
        try db.execute(
            sql: "CREATE INDEX incidentViewOpened ON incidentView (openedIndex)")
    }

    static func apply(_ entry: StoredEntry, _ db: Database) throws {
        guard let payload = entry.payload, let incident = payload["incident"]?.text else { return }
        switch entry.header.kind {
        case "incident.opened":
            let statement = try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO incidentView VALUES (?, ?, NULL, ?)")
            try statement.execute(arguments: [
                incident, entry.header.index, payload["drill"]?.flag ?? false,
            ])
        case "incident.closed":
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE incidentView SET closedIndex = ?
                    WHERE incident = ? AND closedIndex IS NULL
                    """)
            try statement.execute(arguments: [entry.header.index, incident])
        default: return
        }
    }
}
