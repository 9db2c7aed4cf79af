import GRDB
import Ledger
import People

extension LedgerStore {
    /// Runs something on the writing connection, in a transaction of its own and after everything
    /// that was handed over before.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await work { database in try database.queue.write(body) }
    }

    private func work<Value: Sendable>(
        erases: Bool = false, _ body: @escaping @Sendable (LedgerDatabase) throws -> Value
    ) async throws(StoreError) -> Value {
        let reply = Reply<Value>()
        try send(
            .work(erases: erases) { database in
                do {
                    reply.finish(.success(try body(database)))
                } catch {
                    let path = database.directory.ledgerPath
                    reply.finish(.failure(StoreError(error, path: path)))
                }
            })
        return try await reply.value()
    }

    /// Signs what the ledger is now and gives the note's text.
    public func signCheckpoint() async throws(StoreError) -> String {
        try await work { database in try database.signCheckpoint() }
    }

    /// Drops every view and folds all entries again, in one transaction.
    public func rebuildViews() async throws(StoreError) {
        try await perform { db in try LedgerViews.rebuild(db) }
    }

    /// Remembers who a random id stands for; `nil` forgets the label. Labels are never in the
    /// ledger itself.
    public func setPerson(_ id: String, label: String?) async throws(StoreError) {
        try await work(erases: label == nil) { database in
            try database.queue.write { db in
                try db.execute(
                    sql: "INSERT OR REPLACE INTO person VALUES (?, ?)", arguments: [id, label])
            }
        }
    }

    /// Forgets a handle wherever it is a label, in whatever letters, and without an entry: one that
    /// named the ids would say that they are one person.
    public func forget(handle: String) async throws(StoreError) {
        let key = HandleText.key(handle)
        try await work(erases: true) { database in
            try database.queue.write { db in
                let labels = try String.fetchAll(
                    db, sql: "SELECT DISTINCT label FROM person WHERE label IS NOT NULL")
                for label in labels where HandleText.key(label) == key {
                    try db.execute(
                        sql: "UPDATE person SET label = NULL WHERE label = ?", arguments: [label])
                }
            }
        }
    }

    /// Keeps a small fact about the station that is no entry; `nil` forgets it.
    public func setState(_ key: String, to value: String?) async throws(StoreError) {
        try await perform { db in
            if let value {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO stationState VALUES (?, ?)",
                    arguments: [key, value])
            } else {
                try db.execute(sql: "DELETE FROM stationState WHERE key = ?", arguments: [key])
            }
        }
    }

    /// Notes that the station is alive at this moment; after a crash the gap is known.
    public func setAlive() async throws(StoreError) {
        let stamp = clock.now()
        try await setState(
            LedgerReader.aliveKey,
            to: "\(stamp.recordedUnixMilliseconds) \(stamp.boottimeMilliseconds) \(stamp.boot)")
    }

    /// Destroys the payloads of some entries, a watch's readings and recordings, and people's
    /// labels. This is itself an entry; all proofs stay valid. When it returns, the write-ahead
    /// log is empty too, unless a reader still needs it; then it is emptied as soon as possible.
    public func erase(
        entries: [Int64], watches: [String] = [], people: [String] = [], reason: String,
        by wroteBy: String?
    ) async throws(StoreError) -> Receipt {
        let draft = EntryDraft(
            stream: "station", kind: Erasure.kind,
            occurred: .boottime(milliseconds: BootMoment.now()), wroteBy: wroteBy,
            payload: .object([
                "entries": .array(entries.map { .integer($0) }),
                "watches": .array(watches.map { .string($0) }),
                "people": .array(people.map { .string($0) }), "reason": .string(reason),
            ]))
        guard let receipt = try await append([draft]).first else { throw .storageFailing }
        try await perform { _ in }
        return receipt
    }
}
