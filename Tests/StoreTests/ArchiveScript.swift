import Ledger
import ResponseLog

@testable import Store

/// A made-up archive: watches, responses with acts, notes and corrections, in an order where an act
/// may come before its response is opened, as from two tablets.
struct ArchiveScript {
    private(set) var drafts: [EntryDraft] = []
    private(set) var incidents: [EntryID] = []
    private(set) var opened: Set<EntryID> = []
    private(set) var notes: [EntryID: String] = [:]
    private var generator: SeededGenerator
    private static let words = ["blanket", "Élise", "stairs", "blue", "lips", "naloxone", "chair"]

    init(seed: UInt64, responses: Int) {
        generator = SeededGenerator(seed: seed)
        for _ in 0..<responses { response() }
    }

    private mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &generator)
    }

    private mutating func add(_ fact: Fact, id: EntryID? = nil) -> EntryID {
        let id = id ?? EntryID.random(using: &generator)
        drafts.append(
            EntryDraft(
                id: id, stream: fact.stream, kind: fact.kind, kindVersion: Fact.kindVersion,
                occurred: .unix(milliseconds: 1_800_000_000_000 + Int64(drafts.count) * 7_000_000),
                payload: fact.payload))
        return id
    }

    private mutating func watch() -> EntryID {
        let watch = EntryID.random(using: &generator)
        let start = WatchStart(
            watch: watch, handle: "\(["KITE", "FERN"][below(2)]) \(below(10))",
            seat: below(4) == 0 ? nil : Int64(below(12) + 1), origin: .person, hasOximeter: true,
            drill: false, limits: ["lowPercent": 90], limitsVersion: 1, limitsAuthor: "OWL 2")
        return add(.watchStarted(start), id: watch)
    }

    private mutating func response() {
        let incident = EntryID.random(using: &generator)
        incidents.append(incident)
        let people = (0..<1 + below(2)).map { _ in watch() }
        if below(5) == 0 { act(people[0], incident) }
        if below(10) > 0 {
            opened.insert(incident)
            _ = add(
                .incidentOpened(
                    IncidentStart(
                        incident: incident, watch: people[0], origin: .tile, drill: below(4) == 0)),
                id: incident)
        }
        for _ in 0..<below(8) { act(people[below(people.count)], incident) }
        for _ in 0..<below(3) {
            _ = add(.incidentClosed(incident: incident, outcome: Outcome.allCases[below(9)]))
        }
        for watch in people { _ = add(.watchEnded(watch: watch, ending: .leftWell)) }
    }

    private mutating func act(_ watch: EntryID, _ incident: EntryID) {
        let acts: [CareAct] = [
            .stimulated(.voice), .oxygen(litresPerMinute: 10), .oxygen(litresPerMinute: 0),
            .breaths(.bagValveMask), .compressions(on: true), .awake(.alert),
            .emergencyCall(.declined),
        ]
        let entry: EntryID
        switch below(4) {
        case 0:
            let text = (0..<1 + below(5)).map { _ in Self.words[below(7)] }.joined(separator: " ")
            entry = add(.care(Care(watch: watch, incident: incident, act: .note(text))))
            notes[entry] = text
        case 1:
            let dose = try? Dose(route: .intranasal, amountMicrograms: 4_000)
            entry = add(
                .care(Care(watch: watch, incident: incident, act: dose.map(CareAct.dose)!)))
        default:
            entry = add(.care(Care(watch: watch, incident: incident, act: acts[below(7)])))
        }
        guard below(4) == 0 else { return }
        let change: Correction.Change =
            below(2) == 0 ? .withdrawn : .moved(toUnixMilliseconds: 1_800_000_000_000)
        _ = add(
            .corrected(
                Correction(entry: entry, watch: watch, incident: incident, change: change)))
    }
}
