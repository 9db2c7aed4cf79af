import GRDB
import Ledger

/// One transaction's worth of appending. Place and Merkle frontier are read and advanced inside
/// it, so a rollback leaves nothing behind in memory.
struct LedgerAppend {
    private(set) var stored: [StoredEntry] = []
    private(set) var erasures: [Erasure] = []
    private var frontier: Frontier
    /// What the clocks said; a generator of old ledgers moves it on.
    var stamp: LogStamp

    init(stamp: LogStamp, _ db: Database) throws {
        self.stamp = stamp
        frontier = try NodeRow.frontier(size: EntryRow.size(db), db)
    }

    mutating func append(_ drafts: [EntryDraft], _ db: Database) throws -> [Receipt] {
        var receipts: [Receipt] = []
        for draft in drafts { receipts.append(try append(draft, db)) }
        return receipts
    }

    private mutating func append(_ draft: EntryDraft, _ db: Database) throws -> Receipt {
        if let first = try EntryRow.find(draft.id, db) { return Receipt(first, duplicate: true) }
        let entry = try draft.seal(
            index: frontier.size, salt: RandomBytes.make(StoredEntry.saltLength), stamp: stamp)
        let leaf = entry.leaf
        try EntryRow.insert(entry, leaf: leaf, db)
        for node in frontier.append(leaf) { try NodeRow.insert(node, db) }
        try LedgerViews.apply(entry, db)
        if let erasure = Erasure(entry) {
            try erasure.apply(db)
            erasures.append(erasure)
        }
        stored.append(entry)
        return Receipt(entry, duplicate: false)
    }
}
