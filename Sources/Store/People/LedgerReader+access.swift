import GRDB
public import Ledger

extension LedgerReader {
    /// The newest entries about rights, sign-ins and reads, newest first.
    public func accessEntries(_ count: Int) async throws(StoreError) -> [StoredEntry] {
        try await entries(
            """
            JOIN entryRef ON entryIndex = entry."index"
            WHERE ref = 'access' ORDER BY entryIndex DESC LIMIT ?
            """, [count])
    }
}
