import Ledger
import ResponseLog
import Store
import Testing

@testable import Station

@Suite("Responses of long watches")
struct ArchiveTests {
    /// A day's watch with hundreds of alerts, three responses, acts without a response around them,
    /// doses written twice at the edge of a response's context, and acts moved into it.
    private func longWatch(_ random: inout Script) -> (drafts: [EntryDraft], incidents: [EntryID]) {
        var drafts: [EntryDraft] = []
        var incidents: [EntryID] = []
        func add(_ fact: Fact, _ second: Int64, id: EntryID = .random()) {
            drafts.append(
                EntryDraft(
                    id: id, stream: fact.stream, kind: fact.kind, kindVersion: Fact.kindVersion,
                    occurred: .unix(milliseconds: 1_800_000_000_000 + second * 1_000),
                    payload: fact.payload))
        }
        let watch = EntryID.random()
        add(
            .watchStarted(
                WatchStart(
                    watch: watch, handle: "KITE 7", seat: 3, origin: .person, hasOximeter: true,
                    drill: false, limits: ["lowPercent": 90, "criticalPercent": 85],
                    limitsVersion: 1, limitsAuthor: "OWL 2")), 0, id: watch)
        for _ in 0..<400 {
            let alert = AlertEntry(
                watch: watch, alertKind: "oxygen-low", priority: "high",
                change: random.below(2) == 0 ? "raised" : "cleared", spo2Percent: 84,
                limitPercent: 90, conditionDelayMilliseconds: 1, signalDelayMilliseconds: 1)
            add(.alertChanged(alert), random.below(86_400))
        }
        for begin in [10_000, 40_000, 70_000] as [Int64] {
            let incident = EntryID.random()
            incidents.append(incident)
            let start = IncidentStart(
                incident: incident, watch: watch, origin: .tile, drill: false)
            add(.incidentOpened(start), begin, id: incident)
            for _ in 0..<60 {
                let inside = random.below(3) == 0
                let second = begin - 700 + random.below(2_500)
                let dose = try? Dose(route: .intranasal, amountMicrograms: 4_000)
                let act = random.below(2) == 0 ? CareAct.note("x") : dose.map(CareAct.dose)!
                let entry = EntryID.random()
                add(
                    .care(Care(watch: watch, incident: inside ? incident : nil, act: act)), second,
                    id: entry)
                if random.below(4) > 0 { continue }
                let moved = 1_800_000_000_000 + (begin - 700 + random.below(2_500)) * 1_000
                let correction = Correction(
                    entry: entry, watch: watch, incident: inside ? incident : nil,
                    change: random.below(2) == 0 ? .withdrawn : .moved(toUnixMilliseconds: moved))
                add(.corrected(correction), begin + 5_000)
            }
            add(.incidentClosed(incident: incident, outcome: .awakeStayed), begin + 1_200)
        }
        add(.watchEnded(watch: watch, ending: .leftWell), 86_400)
        return (drafts, incidents)
    }

    @Test(
        "the account read through the index is the account folded from everything",
        arguments: [51, 52, 53] as [UInt64])
    func sameAccount(seed: UInt64) async throws {
        let data = TemporaryData()
        var random = Script(seed: seed)
        let (drafts, incidents) = longWatch(&random)
        let station = try await openStation(data)
        _ = try await station.store.append(drafts)
        let all = try await station.store.reader.entries(from: 0, limit: 10_000).map(LogEntry.init)
        for incident in incidents {
            let whole = try #require(IncidentRecord(incident: incident, entries: all))
            let read = try await station.incident(incident)
            #expect(read == whole, "seed \(seed)")
            #expect(whole.rows.count < all.count / 2)
        }
        await station.stop()
    }

    /// SplitMix64.
    private struct Script {
        private var state: UInt64
        init(seed: UInt64) { state = seed }

        mutating func below(_ bound: Int64) -> Int64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int64((mixed ^ (mixed >> 31)) % UInt64(bound))
        }
    }
}
