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
            // What `spotter backup` tells is about the ledger, not about people.
            let stream = kind.hasPrefix("ledger.") ? "station" : "access"
            return EntryDraft(
                id: entry, stream: stream, kind: kind,
                occurred: .unix(milliseconds: occurred), didBy: by, wroteBy: by, payload: payload)
        }
    }
}

extension PeopleChange where Value == Void {
    /// Puts an entry about a backup in line for the station; a command cannot write to its ledger.
    static func tell(of backup: RecoveryNote) -> PeopleChange {
        PeopleChange { db in
            let payload = CanonicalValue.object([
                "takenUnixMilliseconds": .integer(backup.takenUnixMilliseconds),
                "entries": .integer(backup.entries), "rootSha256": .string(backup.rootSha256),
                "backupSha256": .string(backup.fileSha256),
            ])
            try db.execute(
                sql: "INSERT INTO pendingFact VALUES (?, NULL, ?, ?, ?)",
                arguments: [
                    EntryID.random().text, backup.doneUnixMilliseconds, Backup.kind,
                    Blob(try payload.encoded()),
                ])
        }
    }

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
