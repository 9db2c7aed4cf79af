import GRDB
import Ledger

/// Drafts that one caller handed over together: they are committed together or not at all.
struct DraftGroup: Sendable {
    let drafts: [EntryDraft]
    let reply: Reply<[Receipt]>?
}

/// The writing connection and what is done with it, on the writer's thread only.
struct LedgerDatabase: Sendable {
    let directory: DataDirectory
    let queue: DatabaseQueue
    let signer: CheckpointSigner
    /// The copy that was made because this release changed the layout.
    var copyBeforeMigration: String?

    struct Commit {
        var receipts: [[Receipt]] = []
        var stored: [StoredEntry] = []
        var erasures: [Erasure] = []
    }

    /// Appends all groups in one transaction. When it returns they survive a power cut.
    func commit(_ groups: ArraySlice<DraftGroup>, stamp: LogStamp) throws -> Commit {
        try queue.write { db in
            var append = try LedgerAppend(stamp: stamp, db)
            var commit = Commit()
            for group in groups { commit.receipts.append(try append.append(group.drafts, db)) }
            commit.stored = append.stored
            commit.erasures = append.erasures
            return commit
        }
    }

    func write(_ readings: [SeatReading]) throws {
        try queue.write { db in try ReadingBlock.write(readings, db) }
    }

    @discardableResult
    func signCheckpoint() throws -> String {
        try queue.write { db in try signer.checkpoint(db) }
    }

    /// Keeps the list of what was erased beside the ledger; false when the disk does not take it.
    func noteErasures() -> Bool {
        guard let list = try? queue.read({ db in try ErasureList(db) }) else { return false }
        if list.items.isEmpty && list.people.isEmpty { return true }
        return list.write(in: directory)
    }

    var logBytes: Int64 { SystemFiles.size(of: directory.ledgerPath + "-wal") }

    /// Folds the write-ahead log into the file as far as readers allow.
    func foldLog() throws {
        _ = try queue.writeWithoutTransaction { db in try db.checkpoint(.passive) }
    }

    /// Folds the log and empties it; throws while a reader still needs it.
    func emptyLog() throws {
        _ = try queue.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
    }
}
