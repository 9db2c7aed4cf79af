import GRDB
import Ledger
public import ResponseLog

/// What a site's report of a period is made of, all read at one moment of the ledger.
public struct PeriodFacts: Sendable {
    /// Responses opened in the period, drills among them.
    public let records: [IncidentRecord]
    /// Watches that began in the period, drills among them.
    public let watches: [WatchInPeriod]
    /// Watches that began in the period and of which only that is left.
    public let erasedWatches: Int64
}

extension LedgerReader {
    /// Everything of a period in milliseconds since 1970 UTC. Its cost is that of the period, however
    /// long the ledger: watches are found by the numbers of entries written in the period and a day
    /// around it, so a clock that was wrong by more than a day may lose some.
    public func facts(
        openedIn period: Range<Int64>
    ) async throws(StoreError) -> PeriodFacts {
        try await read { db in
            let watches = try PeriodWatches(period, db)
            return PeriodFacts(
                records: try Self.records(openedIn: period, db), watches: watches.watches,
                erasedWatches: watches.erased)
        }
    }

    private static func records(
        openedIn period: Range<Int64>, _ db: Database
    ) throws -> [IncidentRecord] {
        // One row a response: a list of ten years is read through in milliseconds.
        let named = try Row.fetchAll(
            db,
            sql: """
                SELECT incident FROM incidentView
                WHERE openedUnixMilliseconds >= ? AND openedUnixMilliseconds < ? ORDER BY number
                """, arguments: [period.lowerBound, period.upperBound])
        return try named.compactMap { row in
            guard let text = row.text("incident"), let incident = EntryID(text: text) else {
                return nil
            }
            return IncidentRecord(incident: incident, entries: try entries(of: incident, db))
        }
    }

    /// A response's entries with those of its people's watches that surround it, each once.
    private static func entries(of incident: EntryID, _ db: Database) throws -> [LogEntry] {
        var known: Set<Int64> = []
        var found = try entries(ref: incident.text, in: .min ... .max, &known, db)
        let around = IncidentRecord.surroundings(of: incident, in: found)
        for watch in Set(found.compactMap { $0.fact?.watch }) {
            found += try entries(ref: watch.text, in: around, &known, db)
        }
        return found
    }

    /// Entries that are not known yet: an act is in the response's list and in the watch's, and
    /// unpacking it is most of the work.
    private static func entries(
        ref: String, in range: ClosedRange<Int64>, _ known: inout Set<Int64>, _ db: Database
    ) throws -> [LogEntry] {
        let statement = try db.cachedStatement(
            sql: EntryRow.selectAll + """
                 JOIN entryRef ON entryIndex = entry."index"
                WHERE ref = ? AND (timed = 0 OR occurredUnixMilliseconds BETWEEN ? AND ?)
                ORDER BY entryIndex
                """)
        let rows = try Row.fetchCursor(
            statement, arguments: [ref, range.lowerBound, range.upperBound])
        var found: [LogEntry] = []
        while let row = try rows.next() {
            guard let index = row.number("index"), known.insert(index).inserted else { continue }
            found.append(LogEntry(try EntryRow.entry(row)))
        }
        return found
    }
}

extension LedgerReader {
    /// The local clock's distance from UTC, in minutes, in the first entry written at a moment or
    /// later (milliseconds since 1970 UTC), or in the newest one; `nil` in an empty ledger.
    public func utcOffsetMinutes(writtenFrom moment: Int64) async throws(StoreError) -> Int? {
        try await read { db in
            let index = try PeriodWatches.firstIndex(writtenFrom: moment, db)
            let last = try EntryRow.size(db) - 1
            return try Row.fetchOne(
                db, sql: EntryRow.selectAll + #" WHERE "index" = ?"#,
                arguments: [min(index, last)]
            ).map { try EntryRow.entry($0).header.utcOffsetMinutes }
        }
    }
}
