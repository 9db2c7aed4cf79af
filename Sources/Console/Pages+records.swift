import Hummingbird
import Ledger
import Reports
import ResponseLog
import SignalCore
import Station
import Store

/// What is read afterwards: responses and watches.
extension Pages {
    /// How many responses the list shows.
    static let listed = 200

    func incidents(_ request: Request) async throws -> Response {
        let offset = station.now().utcOffsetMinutes
        let summaries = try await station.incidents(limit: Self.listed)
        return page(
            "incidents", title: Words.english.incidents, request: request,
            content: ["incidents": summaries.map { SummaryView($0, utcOffsetMinutes: offset) }])
    }

    func incident(_ request: Request, incident id: EntryID) async throws -> Response {
        guard let record = try await station.incident(id) else {
            throw ConsoleError.unknown(Words.english.noIncident)
        }
        let now = station.now()
        let root: String? = nil
        return page(
            "incident", title: Words.english.incidents, request: request,
            content: [
                "incident": IncidentPage(record, station: station, now: now),
                "root": root as Any,
            ])
    }

    func watch(_ request: Request, watch id: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(id) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        let now = station.now()
        let readings = try await station.readings(
            watch: id, fromUnixMilliseconds: record.startedUnixMilliseconds,
            toUnixMilliseconds: record.endedUnixMilliseconds ?? now.unixMilliseconds)
        let values = readings.compactMap(\.spo2Percent)
        return page(
            "watch", title: Words.english.watchPage, request: request,
            content: [
                "handle": record.start.handle, "drill": record.start.drill,
                "ended": record.endedUnixMilliseconds != nil,
                "rows": record.rows.map { RowView($0, station: station) },
                "readingCount": readings.count,
                "withoutValue": readings.count - values.count,
                "lowest": values.min().map { "\($0) %" } ?? "–",
                "limits": LimitView.lines(record.start.limits),
            ])
    }
}

/// A response in the list.
struct SummaryView: Sendable {
    let incident: String
    let date: String
    let time: String
    let people: String
    let drill: Bool
    let outcome: String
    let isOpen: Bool
    let highest: String

    init(_ summary: IncidentSummary, utcOffsetMinutes: Int) {
        let wall = WallTime(
            unixMilliseconds: summary.openedUnixMilliseconds, utcOffsetMinutes: utcOffsetMinutes)
        incident = "\(summary.incident)"
        date = wall.dateText
        time = wall.text
        people = summary.handles.joined(separator: ", ")
        drill = summary.drill
        outcome = summary.outcome?.words ?? Words.english.stillOpen
        isOpen = summary.closedUnixMilliseconds == nil
        highest = summary.highest.words
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
