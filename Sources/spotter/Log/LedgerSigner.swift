import Link
import Store

/// Opens the ledger for writing, for the moment a command needs it.
enum LedgerSigner {
    /// Opens it when it is there with its key. Opening a directory without either would make them:
    /// a command that checks something must not start a new ledger, or give a copy a new name.
    static func open(_ path: String) throws -> LedgerStore {
        // Says what is wrong when there is no ledger.
        try LedgerReader(directory: path).close()
        do {
            _ = try ByteFile(reading: path + "/key")
        } catch {
            throw Refusal(
                "\(path)/key cannot be read; only the station's own directory can be written to.")
        }
        return try LedgerStore(directory: path, options: StoreOptions())
    }
}
