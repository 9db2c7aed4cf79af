import Ledger
import Reports
import ResponseLog
import Station

/// A response as its page shows it.
struct IncidentPage: Sendable {
    let incident: String
    let drill: Bool
    let date: String
    let opened: String
    let closed: String?
    let lasted: String
    let outcome: String
    let people: [PersonLine]
    let highest: String
    let steps: String
    let doseCount: Int
    let doseLines: [String]
    let rows: [RowView]
    let limits: [LimitView]
    let strip: String?
    let signalWords: String?
    let firstIndex: Int64?
    let lastIndex: Int64?

    /// One person of the response.
    struct PersonLine: Sendable {
        let watch: String
        let handle: String
        let place: String?
    }

    init(
        _ record: IncidentRecord, rows: [RowView], strip: SpO2Strip?, station: Station,
        now: Station.Now
    ) {
        func wall(_ time: Int64) -> LocalTime {
            LocalTime(unixMilliseconds: time, utcOffsetMinutes: now.utcOffsetMinutes)
        }
        incident = "\(record.incident)"
        drill = record.drill
        date = wall(record.openedUnixMilliseconds).dateText
        opened = wall(record.openedUnixMilliseconds).text
        closed = record.closedUnixMilliseconds.map { wall($0).text }
        let end = record.closedUnixMilliseconds ?? now.unixMilliseconds
        lasted = Age.text(end - record.openedUnixMilliseconds)
        outcome = record.outcome?.words ?? Words.english.stillOpen
        people = record.people.map { person in
            PersonLine(
                watch: "\(person.watch)", handle: person.handle,
                place: person.seat.flatMap { station.board.tile(seat: Int($0))?.label })
        }
        highest = record.severity.words
        steps = record.steps.map(\.words).joined(separator: " · ")
        doseCount = record.doses.count
        doseLines = Self.lines(of: record.doses)
        self.rows = rows
        limits = LimitView.lines(record.limits)
        self.strip = strip?.svg()
        signalWords = strip.map {
            $0.summary.words(lowPercent: $0.lowPercent, criticalPercent: $0.criticalPercent)
        }
        firstIndex = record.rows.map(\.logged.index).min()
        lastIndex = record.rows.map(\.logged.index).max()
    }

    private static func lines(of doses: DoseTotals) -> [String] {
        var lines = doses.microgramsByRoute.filter { $0.value > 0 }
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.plain): \(Dose.milligrams($0.value)) mg" }
        if doses.unknownAmounts > 0 {
            lines.append("amount not known: \(doses.unknownAmounts)")
        }
        return lines
    }
}
