import GRDB
import Ledger

/// Entries about people and rights that wait for the station that holds the ledger.
extension PeopleChange where Value == [EntryDraft] {
    /// The oldest of them. They stay in line until `forget`, so a power cut between the two writes
    /// one twice, under one name, and the ledger keeps it once.
    static let pending = PeopleChange { db in
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM pendingFact ORDER BY rowid LIMIT 200")
        return rows.compactMap { row in
            guard let entry = row.text("entry").flatMap(EntryID.init(text:)),
                let kind = row.text("kind"), let bytes = row.bytes("payload"),
                let payload = try? CanonicalValue(parsing: bytes),
                let occurred = row.number("occurredUnixMilliseconds")
            else { return nil }
            let by = row.text("didBy")
            return EntryDraft(
                id: entry, stream: "access", kind: kind,
                occurred: .unix(milliseconds: occurred), didBy: by, wroteBy: by, payload: payload)
        }
    }
}

extension PeopleChange where Value == Void {
    /// Takes what the ledger has out of line.
    static func forget(_ entries: [EntryID]) -> PeopleChange {
        PeopleChange { db in
            for entry in entries {
                try db.execute(
                    sql: "DELETE FROM pendingFact WHERE entry = ?", arguments: [entry.text])
            }
        }
    }
}
