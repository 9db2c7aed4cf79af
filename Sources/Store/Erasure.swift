import GRDB
import Ledger

/// What an entry of kind `erasure` destroys.
///
/// Payload: `entries` (their numbers), `watches` and `people` (their ids), all optional. The
/// erased entries keep header, leaf and place, so every proof stays valid.
struct Erasure: Equatable, Sendable {
    static let kind = "erasure"

    let byIndex: Int64
    let entries: [Int64]
    let watches: [String]
    let people: [String]

    /// `nil` when the entry is no erasure.
    init?(_ entry: StoredEntry) {
        guard entry.header.kind == Self.kind, let payload = entry.payload else { return nil }
        byIndex = entry.header.index
        entries = (payload["entries"]?.elements ?? []).compactMap(\.number)
            .filter { $0 >= 0 && $0 < entry.header.index }
        watches = (payload["watches"]?.elements ?? []).compactMap(\.text)
        people = (payload["people"]?.elements ?? []).compactMap(\.text)
    }

    /// Destroys salts and payloads, labels and readings, in the transaction that appends the
    /// erasure itself. The views forget the entries, so nothing of the payloads stays in them.
    func apply(_ db: Database) throws {
        var erased: [StoredEntry] = []
        for index in entries where try isErasable(index, db) {
            let row = try Row.fetchOne(
                db, sql: EntryRow.selectAll + #" WHERE entry."index" = ?"#, arguments: [index])
            if let row { erased.append(try EntryRow.entry(row)) }
            try db.execute(
                sql: "INSERT INTO erasure VALUES (?, ?)", arguments: [index, byIndex])
            try db.execute(
                sql: #"UPDATE entry SET salt = NULL, payload = NULL WHERE "index" = ?"#,
                arguments: [index])
        }
        for watch in watches {
            try db.execute(sql: "DELETE FROM readingBlock WHERE watch = ?", arguments: [watch])
        }
        for person in people {
            try db.execute(sql: "UPDATE person SET label = NULL WHERE id = ?", arguments: [person])
        }
        try LedgerViews.forget(erased, db)
    }

    /// An erasure's own payload stays: it is what vouches for the gap.
    private func isErasable(_ index: Int64, _ db: Database) throws -> Bool {
        let kind = try String.fetchOne(
            db, sql: #"SELECT kind FROM entry WHERE "index" = ?"#, arguments: [index])
        let done = try Int64.fetchOne(
            db, sql: "SELECT byIndex FROM erasure WHERE entryIndex = ?", arguments: [index])
        return kind != nil && kind != Self.kind && done == nil
    }

    /// Deletes the recordings whose names begin with an erased watch's id. After the commit.
    func removeRecordings(in directory: DataDirectory) {
        let folder = directory.recordingsPath
        for name in SystemFiles.names(in: folder)
        where watches.contains(where: { !$0.isEmpty && name.hasPrefix($0) }) {
            SystemFiles.remove(folder + "/" + name)
        }
    }
}
