import GRDB
public import Ledger

extension LedgerReader {
    /// The entries that belong to a watch or an incident, oldest first: of acts, alerts and
    /// recordings only those that happened in a range of milliseconds since 1970 UTC, of everything
    /// else all. Costs what the range holds, however long the watch.
    public func entries(
        ref reference: String, occurredIn range: ClosedRange<Int64>
    ) async throws(StoreError) -> [StoredEntry] {
        try await entries(
            """
            JOIN entryRef ON entryIndex = entry."index"
            WHERE ref = ? AND (timed = 0 OR occurredUnixMilliseconds BETWEEN ? AND ?)
            ORDER BY entryIndex
            """, [reference, range.lowerBound, range.upperBound])
    }

    /// The newest entry about the station itself, of one kind or of any but some.
    public func newestStationEntry(
        kind: String? = nil, except others: [String] = []
    ) async throws(StoreError) -> StoredEntry? {
        let kinds = try await read { db in
            try Row.fetchAll(db, sql: "SELECT kind, entryIndex FROM newestView")
                .compactMap { row -> (kind: String, index: Int64)? in
                    guard let kind = row.text("kind"), let index = row.number("entryIndex")
                    else { return nil }
                    return (kind, index)
                }
        }
        let newest = kinds.filter { found in
            kind.map { $0 == found.kind } ?? !others.contains(found.kind)
        }.map(\.index).max()
        guard let newest else { return nil }
        return try await entry(at: newest)
    }
}
