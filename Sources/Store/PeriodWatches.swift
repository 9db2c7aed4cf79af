import GRDB
import Ledger
import ResponseLog

/// The watches that began in a period, read without unpacking whole entries: a month of a busy site
/// is tens of thousands of them.
struct PeriodWatches {
    private(set) var watches: [WatchInPeriod] = []
    private(set) var erased: Int64 = 0

    /// How far around the period entries are looked for: clocks step, and what happened at its edge
    /// may be written after it.
    private static let marginMilliseconds: Int64 = 86_400_000

    init(_ period: Range<Int64>, _ db: Database) throws {
        let from = max(period.lowerBound, .min + Self.marginMilliseconds) - Self.marginMilliseconds
        let until = min(period.upperBound, .max - Self.marginMilliseconds) + Self.marginMilliseconds
        let low = try Self.firstIndex(writtenFrom: from, db)
        let high = try Self.firstIndex(writtenFrom: until, db)
        let started = try Row.fetchAll(
            db,
            sql: """
                SELECT stream, CAST(header AS TEXT) ->> '$.occurredUnixMilliseconds' AS occurred,
                  CAST(payload AS TEXT) ->> '$.hasOximeter' AS hasOximeter,
                  CAST(payload AS TEXT) ->> '$.drill' AS drill
                FROM entry
                WHERE "index" >= ? AND "index" < ? AND kind = 'watch.started'
                  AND occurred >= ? AND occurred < ?
                ORDER BY "index"
                """, arguments: [low, high, period.lowerBound, period.upperBound])
        for row in started {
            guard let stream = row.text("stream"), let began = row.number("occurred"),
                let watch = EntryID(text: String(stream.dropFirst("watch/".count)))
            else { continue }
            guard let hasOximeter = row.number("hasOximeter"), let drill = row.number("drill")
            else {
                erased += 1
                continue
            }
            watches.append(
                try Self.watch(
                    watch, began: began, hasOximeter: hasOximeter != 0, drill: drill != 0, db))
        }
    }

    /// The number of the first entry written at a moment or later, halving the ledger each time.
    static func firstIndex(writtenFrom moment: Int64, _ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: """
                SELECT CAST(header AS TEXT) ->> '$.recordedUnixMilliseconds' AS written
                FROM entry WHERE "index" = ?
                """)
        var (low, high) = (Int64(0), try EntryRow.size(db))
        while low < high {
            let middle = low + (high - low) / 2
            let written = try Row.fetchOne(statement, arguments: [middle])?.number("written") ?? 0
            if written < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func watch(
        _ watch: EntryID, began: Int64, hasOximeter: Bool, drill: Bool, _ db: Database
    ) throws -> WatchInPeriod {
        var found = WatchInPeriod(
            watch: watch, startedUnixMilliseconds: began, endedUnixMilliseconds: nil,
            hasOximeter: hasOximeter, drill: drill, moments: [], keptSeconds: 0, usableSeconds: 0)
        // A drill counts nowhere: nothing more of it is read.
        if drill { return found }
        try addMoments(to: &found, db)
        if hasOximeter { try ReadingBlock.count(&found, db) }
        return found
    }

    /// What a payload says that matters here: of an alert its condition and change, of a judgement its
    /// condition and reason, of a correction what it corrects and how. Other payloads are not opened.
    private static let momentsOfWatch = """
        SELECT kind, uuid, occurredUnixMilliseconds,
          CASE WHEN kind IN ('alert.changed', 'alert.judged')
            THEN CAST(payload AS TEXT) ->> '$.alertKind'
            WHEN kind = 'corrected' THEN CAST(payload AS TEXT) ->> '$.corrects' END,
          CASE WHEN kind IN ('alert.changed', 'corrected')
            THEN CAST(payload AS TEXT) ->> '$.change'
            WHEN kind = 'alert.judged' THEN CAST(payload AS TEXT) ->> '$.falseReason' END
        FROM entryRef JOIN entry ON entry."index" = entryIndex
        WHERE ref = ? ORDER BY entryIndex
        """

    private static func addMoments(to watch: inout WatchInPeriod, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: momentsOfWatch)
        let rows = try Row.fetchCursor(statement, arguments: [watch.watch.text])
        var events: [(entry: [UInt8], moment: WatchInPeriod.Moment)] = []
        var withdrawn: Set<[UInt8]> = []
        // By place: a column's name costs more to find than its value to read.
        while let row = try rows.next() {
            guard let kind = row.text(at: 0), let occurred = row.number(at: 2) else { continue }
            let (subject, change) = (row.text(at: 3), row.text(at: 4))
            if kind == "watch.ended" {
                watch.endedUnixMilliseconds = watch.endedUnixMilliseconds ?? occurred
            } else if kind == "corrected" {
                guard ["withdrawn", "replaced", "duplicate"].contains(change) else { continue }
                if let entry = subject.flatMap(EntryID.init(text:)) {
                    withdrawn.insert(entry.bytes)
                }
            } else if let event = event(kind, subject, change) {
                let isAct = kind.hasPrefix("care.")
                let entry = isAct ? Blob.fromDatabaseValue(row[1])?.bytes ?? [] : []
                events.append((entry, .init(unixMilliseconds: occurred, event: event)))
            }
        }
        watch.moments = events.filter { !withdrawn.contains($0.entry) }.map(\.moment)
    }

    private static func event(
        _ kind: String, _ subject: String?, _ change: String?
    ) -> WatchInPeriod.Moment.Event? {
        if kind.hasPrefix("care.") || kind == "incident.opened" || kind == "incident.joined" {
            return .help
        }
        guard let alert = subject else { return nil }
        switch kind {
        case "alert.changed": return change.map { .alert(kind: alert, change: $0) }
        case "alert.judged": return .judged(kind: alert, falseReason: change)
        default: return nil
        }
    }
}

extension Row {
    fileprivate func text(at place: Int) -> String? {
        let value: DatabaseValue = self[place]
        guard case .string(let text) = value.storage else { return nil }
        return text
    }

    fileprivate func number(at place: Int) -> Int64? {
        let value: DatabaseValue = self[place]
        guard case .int64(let number) = value.storage else { return nil }
        return number
    }
}

extension ReadingBlock {
    /// Adds a watch's kept seconds and those with a value on a usable signal.
    fileprivate static func count(_ watch: inout WatchInPeriod, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT bytes FROM readingBlock WHERE watch = ?")
        let rows = try Row.fetchCursor(statement, arguments: [watch.watch.text])
        while let row = try rows.next() {
            guard let bytes = row.bytes("bytes") else { continue }
            var place = 0
            while place + ReadingRecord.length <= bytes.count {
                let state = bytes[place + 2] >> 2 & 3
                if state < 3 { watch.keptSeconds += 1 }
                // Raw value 0 is SignalCore's "measured".
                if state == 0 && bytes[place] > 0 { watch.usableSeconds += 1 }
                place += ReadingRecord.length
            }
        }
    }
}
