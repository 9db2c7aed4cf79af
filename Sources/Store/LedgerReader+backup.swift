import GRDB

extension LedgerReader {
    /// Copies the ledger, as it is at one moment, into an empty or missing directory and audits
    /// the copy. The signing key stays behind: a restored copy starts a new origin that cites the
    /// old head. Blocks while it copies.
    public func backup(to destination: String) throws(StoreError) -> AuditResult {
        let directory = try DataDirectory.open(destination, mode: .serve)
        do {
            guard SystemFiles.size(of: directory.ledgerPath) == 0 else {
                throw StoreError.refused("\(destination) already holds a ledger")
            }
            let copy = try DatabaseQueue(path: directory.ledgerPath)
            try backup(to: copy)
            try copy.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
            }
            try copy.close()
        } catch {
            throw StoreError(error, path: destination)
        }
        directory.release()
        return try LedgerAudit.verify(directory: destination)
    }

    private func backup(to copy: DatabaseQueue) throws { try anyConnection.backup(to: copy) }
}
