import GRDB
import Ledger

/// A table folded from the ledger: it can be dropped at any time and built again, and comes out
/// the same.
///
/// `apply` sees each entry once, in order, inside the transaction that appends it. It reads and
/// writes its own tables only, and passes over payloads it does not understand: a strange entry
/// must not keep the ledger from growing. An erased entry comes with `payload` nil. A change to
/// the tables or to the fold raises `version`, and the next start builds the view again.
protocol LedgerView: Sendable {
    static var name: String { get }
    static var version: Int { get }
    /// Every table it makes; each can be read in the order of its first two columns.
    static var tables: [String] { get }
    static func createTables(_ db: Database) throws
    static func apply(_ entry: StoredEntry, _ db: Database) throws
}

extension LedgerView {
    static func drop(_ db: Database) throws {
        for table in tables { try db.execute(sql: "DROP TABLE IF EXISTS \(table)") }
    }
}

/// All views, in the order they are fed.
enum LedgerViews {
    static let all: [any LedgerView.Type] = [
        EntryReferences.self, NewestView.self, WatchView.self, IncidentView.self, PinnedView.self,
        ActionView.self,
    ]

    static func create(in db: Database) throws {
        for view in all {
            try view.createTables(db)
            try db.execute(
                sql: "INSERT OR REPLACE INTO viewVersion VALUES (?, ?)",
                arguments: [view.name, view.version])
        }
    }

    static func apply(_ entry: StoredEntry, _ db: Database) throws {
        for view in all { try view.apply(entry, db) }
    }

    /// Drops every view and folds all entries again, in the caller's transaction.
    static func rebuild(_ db: Database) throws {
        for view in all { try view.drop(db) }
        try db.execute(sql: "DELETE FROM viewVersion")
        try create(in: db)
        let rows = try Row.fetchCursor(db, sql: EntryRow.selectAll + #" ORDER BY "index""#)
        while let row = try rows.next() { try apply(EntryRow.entry(row), db) }
    }

    /// Whether this release's views stand as it would make them.
    static func areCurrent(_ db: Database) throws -> Bool {
        let rows = try Row.fetchAll(db, sql: "SELECT name, version FROM viewVersion")
        let found = Set(rows.map { "\($0.text("name") ?? "") \($0.number("version") ?? 0)" })
        return found == Set(all.map { "\($0.name) \($0.version)" })
    }

    /// Takes erased entries out of every view, as a rebuild would, without folding the whole ledger
    /// while people's entries wait.
    static func forget(_ erased: [StoredEntry], _ db: Database) throws {
        if erased.isEmpty { return }
        var watches: Set<String> = []
        var incidents: Set<String> = []
        for entry in erased {
            try EntryReferences.forget(entry, db)
            if let incident = entry.payload?["incident"]?.text { incidents.insert(incident) }
            if entry.header.kind.hasPrefix("watch."), let watch = entry.payload?["watch"]?.text {
                watches.insert(watch)
            }
        }
        for watch in watches.sorted() {
            incidents.formUnion(try IncidentView.incidents(of: watch, db))
            try WatchView.foldAgain(watch, db)
        }
        for incident in incidents.sorted() {
            try IncidentView.foldAgain(incident, db)
            try PinnedView.foldAgain(incident, db)
            try ActionView.foldAgain(incident, db)
        }
        try SearchTables.rewrite(db)
    }

    /// Hands over the entries that name something in their payload, oldest first.
    static func eachEntry(
        ref: String, _ db: Database, _ body: (StoredEntry) throws -> Void
    ) throws {
        let rows = try Row.fetchAll(
            db,
            sql: EntryRow.selectAll + """
                 JOIN entryRef ON entryIndex = entry."index" WHERE ref = ? ORDER BY entryIndex
                """, arguments: [ref])
        for row in rows { try body(EntryRow.entry(row)) }
    }
}
