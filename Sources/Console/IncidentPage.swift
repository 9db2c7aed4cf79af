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
    let highest: String
    let steps: String
    let doses: [String]
    let people: [PersonPart]
    let rows: [EntryView]
    let recordings: [RecordingView]
    let firstIndex: Int64?
    let lastIndex: Int64?

    /// A file of raw bytes that is kept with the response.
    struct RecordingView: Sendable {
        let name: String
        let size: String
        let sha256: String
    }

    init(
        _ record: IncidentRecord, people: [PersonPart], rows: [EntryView], now: Station.Now
    ) {
        let offset = record.utcOffsetMinutes ?? now.utcOffsetMinutes
        func wall(_ time: Int64) -> LocalTime {
            LocalTime(unixMilliseconds: time, utcOffsetMinutes: offset)
        }
        incident = "\(record.incident)"
        drill = record.drill
        date = wall(record.openedUnixMilliseconds).dateText
        opened = wall(record.openedUnixMilliseconds).text
        closed = record.closedUnixMilliseconds.map { wall($0).text }
        let end = record.closedUnixMilliseconds ?? now.unixMilliseconds
        lasted = Age.text(end - record.openedUnixMilliseconds)
        outcome = record.outcome?.words ?? Words.english.stillOpen
        highest = record.severity.words
        steps = record.steps.map(\.words).joined(separator: " · ")
        doses = DoseLine.lines(of: record.doses)
        self.people = people
        self.rows = rows
        recordings = record.rows.compactMap { row in
            guard case .recordingKept(let kept) = row.logged.fact else { return nil }
            return RecordingView(
                name: kept.name, size: "\(max(kept.byteCount / 1024, 1)) KiB", sha256: kept.sha256)
        }
        let stored = record.rows.map(\.logged).filter { !$0.isWaiting }.map(\.index)
        firstIndex = stored.min()
        lastIndex = stored.max()
    }
}
