import GRDB
public import Ledger
public import ResponseLog

/// The time for which a response pins a watch's readings.
public struct PinnedStretch: Equatable, Sendable {
    /// The watch's id.
    public let watch: String
    /// The response's id.
    public let incident: String
    /// From then on, in milliseconds since 1970 UTC.
    public let fromUnixMilliseconds: Int64
    /// Up to and with then; `nil` while the response is open.
    public let untilUnixMilliseconds: Int64?
}

/// A stored minute of readings.
public struct ReadingMinute: Hashable, Sendable {
    /// The watch's id; empty when nobody was watched.
    public let watch: String
    /// The seat.
    public let seat: String
    /// Its first second, in milliseconds since 1970 UTC.
    public let startUnixMilliseconds: Int64
}

extension LedgerReader {
    /// What a response pins, by watch.
    public func pinnedStretches(
        incident: EntryID
    ) async throws(StoreError) -> [PinnedStretch] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM pinnedStretch WHERE incident = ? ORDER BY watch",
                arguments: [incident.text]
            ).compactMap { row in
                guard let watch = row.text("watch"), let incident = row.text("incident"),
                    let from = row.number("fromUnixMilliseconds")
                else { return nil }
                return PinnedStretch(
                    watch: watch, incident: incident, fromUnixMilliseconds: from,
                    untilUnixMilliseconds: row.number("untilUnixMilliseconds"))
            }
        }
    }

    /// The readings a response pins, of all its people: by watch, and oldest first within each.
    public func pinnedReadings(incident: EntryID) async throws(StoreError) -> [SeatReading] {
        var readings: [SeatReading] = []
        for stretch in try await pinnedStretches(incident: incident) {
            // A whole day of margin at each end: minutes are reckoned around what is asked.
            let from = max(stretch.fromUnixMilliseconds, .min + 86_400_000)
            let until = min(stretch.untilUnixMilliseconds ?? .max, .max - 86_400_000)
            guard from <= until else { continue }
            readings += try await self.readings(watch: stretch.watch, in: from..<until + 1)
        }
        return readings
    }

    /// The raw recordings a response pins, oldest first: files it was open for, or that were marked
    /// when it began. Each by the name it has since then.
    public func pinnedRecordings(
        incident: EntryID
    ) async throws(StoreError) -> [KeptRecording] {
        try await entries(ref: incident.text).compactMap { entry in
            guard case .recordingKept(let kept)? = LogEntry(entry).fact, kept.incident == incident
            else { return nil }
            return kept
        }
    }

    /// The minutes that ended by a moment and that no response pins, oldest first: all that a
    /// retention of readings may ever take.
    public func unpinnedMinutes(
        endedBy moment: Int64, limit: Int
    ) async throws(StoreError) -> [ReadingMinute] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT watch, seat, startUnixMilliseconds FROM readingBlock AS minute
                    WHERE startUnixMilliseconds <= ?1 - 60000 AND NOT EXISTS (
                      SELECT 1 FROM pinnedStretch AS pinned WHERE pinned.watch = minute.watch
                        AND pinned.fromUnixMilliseconds < minute.startUnixMilliseconds + 60000
                        AND (pinned.untilUnixMilliseconds IS NULL
                          OR pinned.untilUnixMilliseconds >= minute.startUnixMilliseconds))
                    ORDER BY startUnixMilliseconds, watch, seat LIMIT ?2
                    """, arguments: [moment, limit]
            ).compactMap { row in
                guard let watch = row.text("watch"), let seat = row.text("seat"),
                    let start = row.number("startUnixMilliseconds")
                else { return nil }
                return ReadingMinute(watch: watch, seat: seat, startUnixMilliseconds: start)
            }
        }
    }
}
