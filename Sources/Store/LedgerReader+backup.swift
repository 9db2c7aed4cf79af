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
            try copyLedger(to: directory.ledgerPath)
        } catch {
            throw StoreError(error, path: destination)
        }
        directory.release()
        return try LedgerAudit.verify(directory: destination)
    }

    /// Copies the ledger, as it is at one moment, into an empty or missing file. The connection it
    /// reads through is read-only, so nothing is folded behind the writer's back (decision 0003).
    func copyLedger(to path: String) throws { try DatabaseCopy.copy(anyConnection, to: path) }
}
