import GRDB
package import Ledger

/// Writes an old ledger at one go, for measuring: the same append as the station's, but thousands of
/// entries a transaction and each with the moment it is told. Takes the directory's lock.
package final class LedgerBulk {
    private let database: LedgerDatabase

    /// Entries written together by one station, and what its clocks said then.
    package struct Group {
        package var stamp: LogStamp
        package var drafts: [EntryDraft]

        package init(stamp: LogStamp, drafts: [EntryDraft]) {
            self.stamp = stamp
            self.drafts = drafts
        }
    }

    /// Opens the ledger in a directory, which is made when missing.
    package init(directory path: String) throws(StoreError) {
        let directory = try DataDirectory.open(path, mode: .serve)
        database = try LedgerDatabase.open(directory, reserveBytes: 0).database
        do {
            // 512 MiB, so that random ids find their page in memory.
            try database.queue.inDatabase { db in try db.execute(sql: "PRAGMA cache_size = -524288")
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Appends the groups in order and the readings beside them, in one durable transaction, and
    /// signs a checkpoint.
    package func write(
        _ groups: [Group], readings: [SeatReading], people: [String: String]
    ) throws {
        try database.queue.write { db in
            if let first = groups.first {
                var append = try LedgerAppend(stamp: first.stamp, db)
                for group in groups {
                    append.stamp = group.stamp
                    _ = try append.append(group.drafts, db)
                }
            }
            try ReadingBlock.write(readings, db)
            for (id, label) in people.sorted(by: { $0.key < $1.key }) {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO person VALUES (?, ?)", arguments: [id, label])
            }
        }
        try database.signCheckpoint()
        try database.foldLog()
    }

    /// Empties the write-ahead log and gives the lock back.
    package func close() throws {
        try database.emptyLog()
        try database.queue.close()
        database.directory.release()
    }
}
