import GRDB

/// A minute of readings of one watch on one seat: 60 records of four bytes, the running minute
/// being written again until it is full. A second written twice keeps the later record.
enum ReadingBlock {
    private static let minute: Int64 = 60_000

    private struct Key: Hashable {
        let watch: String
        let seat: String
        let start: Int64
    }

    static func write(_ readings: [SeatReading], _ db: Database) throws {
        let blocks = Dictionary(grouping: readings) { reading in
            Key(
                watch: reading.watch ?? "", seat: reading.seat,
                start: start(of: reading.unixMilliseconds))
        }
        for (key, readings) in blocks {
            var bytes = try load(key, db)
            for reading in readings {
                let second = Int((reading.unixMilliseconds - key.start) / 1_000)
                let place = second * ReadingRecord.length
                bytes.replaceSubrange(
                    place..<place + ReadingRecord.length, with: reading.record.bytes)
            }
            let statement = try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO readingBlock VALUES (?, ?, ?, ?)")
            try statement.execute(arguments: [key.watch, key.seat, key.start, Blob(bytes)])
        }
    }

    private static func load(_ key: Key, _ db: Database) throws -> [UInt8] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT bytes FROM readingBlock
                WHERE watch = ? AND seat = ? AND startUnixMilliseconds = ?
                """)
        let row = try Row.fetchOne(statement, arguments: [key.watch, key.seat, key.start])
        return row?.bytes("bytes") ?? (0..<60).flatMap { _ in ReadingRecord.empty }
    }

    /// Readings whose second lies in the range, oldest first.
    static func read(
        where column: String, is value: String, in range: Range<Int64>, _ db: Database
    ) throws -> [SeatReading] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT watch, seat, startUnixMilliseconds, bytes FROM readingBlock
                WHERE \(column) = ? AND startUnixMilliseconds >= ? AND startUnixMilliseconds < ?
                ORDER BY startUnixMilliseconds, seat, watch
                """,
            arguments: [value, start(of: range.lowerBound), range.upperBound])
        return rows.flatMap(unpack).filter { range.contains($0.unixMilliseconds) }
    }

    private static func unpack(_ row: Row) -> [SeatReading] {
        guard let watch = row.text("watch"), let seat = row.text("seat"),
            let start = row.number("startUnixMilliseconds"), let bytes = row.bytes("bytes")
        else { return [] }
        return (0..<bytes.count / ReadingRecord.length).compactMap { second in
            let place = second * ReadingRecord.length
            guard let record = ReadingRecord(bytes: bytes[place..<place + ReadingRecord.length])
            else { return nil }
            return SeatReading(
                seat: seat, watch: watch.isEmpty ? nil : watch,
                unixMilliseconds: start + Int64(second) * 1_000, record: record)
        }
    }

    private static func start(of milliseconds: Int64) -> Int64 {
        let past = milliseconds % minute
        return milliseconds - (past < 0 ? past + minute : past)
    }
}
