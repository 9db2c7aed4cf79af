import Ledger
import ResponseLog

/// A response told entry by entry, and folded as the pages fold it.
struct ToldResponse {
    let watch = EntryID.random()
    let incident = EntryID.random()
    private(set) var entries: [LogEntry] = []
    let opened: Int64

    init(openedAt seconds: Int64, drill: Bool = false) {
        opened = seconds
        add(
            .watchStarted(
                WatchStart(
                    watch: watch, handle: "KITE 7", seat: 1, origin: .person, hasOximeter: true,
                    drill: drill, limits: [:], limitsVersion: 1, limitsAuthor: "OWL 2")),
            at: seconds - 600)
        add(
            .incidentOpened(
                IncidentStart(incident: incident, watch: watch, origin: .tile, drill: drill)),
            at: seconds)
    }

    @discardableResult
    mutating func add(_ fact: Fact, at seconds: Int64) -> EntryID {
        let entry = EntryID.random()
        entries.append(
            LogEntry(
                entry: entry, index: Int64(entries.count), kind: fact.kind,
                occurredUnixMilliseconds: seconds * 1000, recordedUnixMilliseconds: seconds * 1000,
                utcOffsetMinutes: -480, certainty: .seen, didBy: nil, wroteBy: nil, fact: fact))
        return entry
    }

    @discardableResult
    mutating func care(_ act: CareAct, after seconds: Int64) -> EntryID {
        add(.care(Care(watch: watch, incident: incident, act: act)), at: opened + seconds)
    }

    mutating func answer(_ field: RecordField, _ answer: Answer) throws {
        add(
            .answered(
                try FieldAnswer(incident: incident, watch: watch, field: field, answer: answer)),
            at: opened + 300)
    }

    mutating func close(_ outcome: Outcome) {
        add(.incidentClosed(incident: incident, outcome: outcome), at: opened + 900)
    }

    func record() throws -> IncidentRecord {
        guard let record = IncidentRecord(incident: incident, entries: entries) else {
            throw Untold()
        }
        return record
    }

    struct Untold: Error {}
}
