import GRDB
import Ledger

extension ErasureList {
    /// Applies to a restored ledger what it does not know yet. Each is an entry again, with the id
    /// it had, so that doing it twice does it once. How many were applied.
    func applyAgain(to store: LedgerStore) async throws -> Int {
        var applied = 0
        for item in items where try await store.reader.entry(id: item.erasure) == nil {
            let numbers = try await store.reader.numbers(of: item.entries)
            let draft = EntryDraft(
                id: item.erasure, stream: "station", kind: Erasure.kind,
                occurred: .boottime(milliseconds: BootMoment.now()),
                payload: .object([
                    "entries": .array(numbers.map { .integer($0) }),
                    "watches": .array(item.watches.map { .string($0) }),
                    "people": .array(item.people.map { .string($0) }),
                    "reason": .string("erased after the backup was made; erased again"),
                ]))
            _ = try await store.append([draft])
            applied += 1
        }
        for person in people { try await store.forgetLabel(of: person) }
        return applied
    }
}

extension LedgerReader {
    /// The numbers of those entries that are here and still have their payload, in order.
    func numbers(of entries: [EntryID]) async throws(StoreError) -> [Int64] {
        try await read { db in
            try entries.compactMap { id in
                try Int64.fetchOne(
                    db,
                    sql: #"SELECT "index" FROM entry WHERE uuid = ? AND payload IS NOT NULL"#,
                    arguments: [Blob(id.bytes)])
            }.sorted()
        }
    }
}

extension LedgerStore {
    /// Forgets the label of an id that has one.
    func forgetLabel(of person: String) async throws(StoreError) {
        try await perform { db in
            try db.execute(
                sql: "UPDATE person SET label = NULL WHERE id = ?", arguments: [person])
        }
    }
}
