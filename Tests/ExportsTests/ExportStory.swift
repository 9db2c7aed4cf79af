import Ledger
import Reports
import ResponseLog
import SignalCore
import Testing

@testable import Exports

/// One response with everything an export tells, ids fixed so that it is the same every time.
struct ExportStory {
    var entries: [LogEntry] = []
    /// 22 November 2026, 14:00:00 at the site, eight hours behind UTC.
    static let start: Int64 = 1_795_384_800_000
    let watch = Self.id(1)
    let incident = Self.id(2)

    static func id(_ number: Int) -> EntryID {
        EntryID(bytes: [UInt8](repeating: 0, count: 15) + [UInt8(number)])!
    }

    /// A rising saturation; the third minute has no signal to trust.
    static func point(_ second: Int) -> VitalPoint {
        let time = start + Int64(second) * 1000 + 1000
        guard second < 118 else {
            return VitalPoint(
                unixMilliseconds: time, spo2Percent: nil, pulseBpm: nil, state: .absent)
        }
        let percent = UInt8(78 + second / 10)
        return VitalPoint(
            unixMilliseconds: time, spo2Percent: percent, pulseBpm: 100, state: .measured)
    }

    @discardableResult
    mutating func add(_ fact: Fact, at seconds: Int64, by person: String? = nil) -> EntryID {
        let entry = Self.id(10 + entries.count)
        let time = Self.start + seconds * 1000
        entries.append(
            LogEntry(
                entry: entry, index: Int64(entries.count), kind: fact.kind,
                occurredUnixMilliseconds: time, recordedUnixMilliseconds: time,
                utcOffsetMinutes: -480, certainty: .seen, didBy: person, wroteBy: person,
                fact: fact))
        return entry
    }

    @discardableResult
    mutating func care(_ act: CareAct, at seconds: Int64, by person: String? = nil) -> EntryID {
        add(.care(Care(watch: watch, incident: incident, act: act)), at: seconds, by: person)
    }

    init() throws {
        add(
            .watchStarted(
                WatchStart(
                    watch: watch, handle: "KITE 7", seat: 1, origin: .person, hasOximeter: true,
                    drill: false, limits: ["lowPercent": 90], limitsVersion: 1,
                    limitsAuthor: "spotter-defaults")), at: -600)
        add(
            .incidentOpened(
                IncidentStart(incident: incident, watch: watch, origin: .tile, drill: false)),
            at: 0)
        care(.awake(.unresponsive), at: 5)
        care(.breathsCounted(breaths: 1, seconds: 15), at: 20)
        care(.breaths(.bagValveMask), at: 25, by: "worker")
        care(try .oxygen(Oxygen(litresPerMinute: 10, device: .bagReservoir)), at: 40, by: "nurse")
        let dose = care(
            try .dose(Dose(route: .intramuscular, amountMicrograms: 400, site: .leftThigh)),
            at: 60)
        add(.responder(Responder(watch: watch, person: "worker", role: .worker)), at: 26)
        add(.responder(Responder(watch: watch, person: "nurse", role: .nurse)), at: 41)
        care(.doseResponse(DoseResponse(dose: dose, change: .improved)), at: 200)
        care(try .dose(Dose(route: .notRecorded, amountMicrograms: nil, beforeUs: true)), at: 210)
        care(.emergencyCall(.fearOfPolice), at: 220)
        care(.note("told in confidence"), at: 230)
        care(try .vitalsTyped(TypedVitals(spo2Percent: 97, pulseBpm: 80)), at: 240)
        add(.incidentClosed(incident: incident, outcome: .unknown), at: 300)
    }

    var people: [ExportedPerson] {
        get throws {
            let record = try #require(IncidentRecord(incident: incident, entries: entries))
            let points = (0..<180).map(Self.point)
            return record.people.map { ExportedPerson($0, of: record, points: points) }
        }
    }

    var bundle: FHIRValue { get throws { FHIRBundle(try people).value } }
    var sections: [NemsisElement] { get throws { NemsisFragment(try people[0]).sections } }
}
