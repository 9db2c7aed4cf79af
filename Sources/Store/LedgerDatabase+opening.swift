import GRDB
import Ledger

extension LedgerDatabase {
    /// Opens the ledger for writing: makes or migrates its tables, brings its views up to date,
    /// gives it a name and a key, signs a checkpoint.
    static func open(
        _ directory: DataDirectory, reserveBytes: Int
    ) throws(StoreError) -> (database: LedgerDatabase, firstEntries: [EntryDraft]) {
        DiskReserve(directory: directory, bytes: reserveBytes).releaseIfTight()
        let key = try directory.signingKey()
        do {
            WorkPlace.tidy(directory.path)
            let queue = try Connections.writer(path: directory.ledgerPath)
            let copy = try MigrationCopy.makeIfNeeded(queue, Schema.migrator, in: directory)
            try Schema.migrate(queue)
            try queue.write { db in
                if try !LedgerViews.areCurrent(db) { try LedgerViews.rebuild(db) }
            }
            let (verifier, change) = try queue.write { db in try settleOrigin(key, db) }
            let signer = CheckpointSigner(key: key, verifier: verifier)
            let database = LedgerDatabase(
                directory: directory, queue: queue, signer: signer, copyBeforeMigration: copy)
            // A full disk must not keep a station from starting; the upkeep signs later.
            _ = try? database.signCheckpoint()
            _ = database.noteErasures()
            return (database, change.map { [$0] } ?? [])
        } catch {
            throw StoreError(error, path: directory.ledgerPath)
        }
    }

    /// The ledger's name and key. With a key it has not seen (a restored copy, or the key file was
    /// lost) it starts a new origin, and an entry cites the old head.
    private static func settleOrigin(
        _ key: SigningKey, _ db: Database
    ) throws -> (VerifierKey, EntryDraft?) {
        let old = try OriginRow.newest(db)
        if let old, old.publicKey == key.publicKey { return (old, nil) }
        let name = "spotter/" + Hex.encode(RandomBytes.make(8))
        guard let new = VerifierKey(origin: name, publicKey: key.publicKey) else {
            throw StoreError.refused("a ledger cannot be named \(name)")
        }
        try OriginRow.insert(new, db)
        guard let old else { return (new, nil) }
        let size = try EntryRow.size(db)
        let root = try NodeRow.frontier(size: size, db).root
        let checkpoint = try CheckpointRow.newest(db)?.note
        let citation = EntryDraft(
            stream: "station", kind: "ledger.originChanged",
            occurred: .boottime(milliseconds: BootMoment.now()),
            payload: .object([
                "origin": .string(new.origin), "verifierKey": .string(new.text),
                "oldOrigin": .string(old.origin), "oldVerifierKey": .string(old.text),
                "oldSize": .integer(size), "oldRootSha256": .string(root.hex),
                "oldCheckpoint": checkpoint.map { .string($0) } ?? .null,
            ]))
        return (new, citation)
    }
}
