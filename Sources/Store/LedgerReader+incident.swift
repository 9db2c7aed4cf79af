public import Ledger
public import ResponseLog

extension LedgerReader {
    /// A response's entries with those of its people's watches, each once, as the folds take them.
    public func incidentEntries(_ incident: EntryID) async throws(StoreError) -> [LogEntry] {
        var entries = try await entries(ref: incident.text).map(LogEntry.init)
        for watch in Set(entries.compactMap { $0.fact?.watch }) {
            entries += try await self.entries(ref: watch.text).map(LogEntry.init)
        }
        var seen: Set<EntryID> = []
        return entries.filter { seen.insert($0.entry).inserted }
    }
}
