import Hummingbird
import Ledger
import People
import Reports
import ResponseLog
import SignalCore
import Station
import Store

/// What is read afterwards: responses and watches.
extension Pages {
    func incident(_ request: Request, incident id: EntryID) async throws -> Response {
        guard let record = try await station.incident(id) else {
            throw ConsoleError.unknown(Words.english.noIncident)
        }
        note("incident", incident: id)
        let now = station.now()
        let head = try await station.ledgerHead()
        return page(
            "incident", title: Words.english.incidents, request: request,
            content: [
                "incident": IncidentPage(
                    record, rows: await RowView.list(record.rows, station: station),
                    strip: try await strip(of: record, now: now), station: station, now: now),
                "root": head.root, "entryCount": head.size,
            ])
    }

    /// Oxygen over the response with five minutes before it; `nil` when nothing was stored.
    private func strip(of record: IncidentRecord, now: Station.Now) async throws -> SpO2Strip? {
        guard let person = record.people.first,
            let low = record.limits["lowPercent"], let critical = record.limits["criticalPercent"]
        else { return nil }
        let from = record.openedUnixMilliseconds - IncidentRecord.leadMilliseconds
        let to = record.closedUnixMilliseconds ?? now.unixMilliseconds
        let readings = try await station.readings(
            watch: person.watch, fromUnixMilliseconds: from, toUnixMilliseconds: to)
        guard let first = readings.first else { return nil }
        return SpO2Strip(
            points: readings.map(SpO2Point.init),
            marks: record.rows.compactMap(SpO2Strip.Mark.init),
            // A watch that began with the response has no lead to show.
            fromUnixMilliseconds: max(from, min(first.unixMilliseconds, record.firstRow) - 5_000),
            toUnixMilliseconds: to, lowPercent: Int(low), criticalPercent: Int(critical),
            utcOffsetMinutes: now.utcOffsetMinutes)
    }

    func watch(_ request: Request, watch id: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(id) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        note("watch", watch: id)
        let now = station.now()
        let readings = try await station.readings(
            watch: id, fromUnixMilliseconds: record.startedUnixMilliseconds,
            toUnixMilliseconds: record.endedUnixMilliseconds ?? now.unixMilliseconds)
        let values = readings.compactMap(\.record.spo2Percent)
        return page(
            "watch", title: Words.english.watchPage, request: request,
            content: [
                "handle": record.start.handle, "drill": record.start.drill,
                "ended": record.endedUnixMilliseconds != nil,
                "rows": await RowView.list(record.rows, station: station),
                "readingCount": readings.count,
                "withoutValue": readings.count - values.count,
                "lowest": values.min().map { "\($0) %" } ?? "–",
                "limits": LimitView.lines(record.start.limits),
            ])
    }
}

extension SpO2Point {
    fileprivate init(_ reading: SeatReading) {
        self.init(
            unixMilliseconds: reading.unixMilliseconds, spo2Percent: reading.record.spo2Percent,
            state: Reading.State(rawValue: reading.record.state) ?? .absent)
    }
}

extension IncidentRecord {
    fileprivate var firstRow: Int64 {
        rows.map(\.occurredUnixMilliseconds).min() ?? openedUnixMilliseconds
    }
}

/// One limit that was in force.
struct LimitView: Sendable {
    let name: String
    let value: Int64

    static func lines(_ limits: [String: Int64]) -> [LimitView] {
        limits.sorted { $0.key < $1.key }.map { LimitView(name: $0.key, value: $0.value) }
    }
}
