import Alerts
import Ledger
import ResponseLog
import SignalCore
import Store
import Testing

@testable import Station

/// What the log of an alert says beside that it happened: where it was done, by whom, and for how
/// long; and that nothing gets lost in silence.
@Suite("The log of an alert")
struct AlertLogTests {
    @Test("a person's step is logged with its screen, the machine's own with the station")
    func consoles() throws {
        var script = FloorScript()
        script.streaming(seat: 1)
        let watch = script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 5)
        script.second(seat: 1, spo2: 82)
        let tablet = Doer(person: "p", console: "tablet 2")
        script.send(.act(watch, .acknowledge(.oxygenCritical), by: tablet))
        // Lower breaks it: that is nobody's act.
        script.second(seat: 1, spo2: 70)
        script.send(.closed(watch, reason: "left", by: .console))
        func console(_ end: String) throws -> String {
            let place = try #require(script.logged.lastIndex { $0.hasSuffix(end) }, "\(end)")
            return script.consoles[place]
        }
        #expect(try console("oxygen-critical raised") == "station")
        #expect(try console("oxygen-critical acknowledged") == "tablet 2")
        #expect(try console("oxygen-critical broken") == "station")
        #expect(try console("oxygen-critical cleared") == "console")
    }

    /// Design step 4: history crosses in a ring whose overflow is itself an entry with a count.
    @Test("steps that nobody took out in time are counted, once")
    func lostSteps() {
        var floor = Floor(seats: 1...1, at: BootTime(seconds: 0))
        let start = WatchStart(
            watch: .random(), handle: "KITE 7", seat: 1, origin: .person, hasOximeter: true,
            drill: false, limits: .spotterDefaults)
        floor.take(
            .oximeter(
                seat: 1,
                OximeterTile(
                    state: .streaming, since: BootTime(seconds: 0), port: "/dev/x",
                    family: "contec-v7", simulated: false)), at: BootTime(seconds: 0))
        floor.take(
            .opened(
                OpenedWatch(
                    start: start, place: 1, startedAt: BootTime(seconds: 0),
                    limits: .spotterDefaults, restored: nil, care: CareNow())),
            at: BootTime(seconds: 0))
        _ = floor.takeEffects(at: BootTime(seconds: 0))
        // A battery that is low every other second: a step a second, and nobody takes them out.
        for second in 1...100 as ClosedRange<Int64> {
            let reading = Reading(
                at: BootTime(seconds: second), state: .measured, reason: .none, spo2Percent: 97,
                pulseBpm: 70, quality: 90, flags: second % 2 == 1 ? .lowBattery : [])
            floor.take(.reading(seat: 1, reading), at: BootTime(seconds: second))
        }
        var lost: [Int64] = []
        var logged = 0
        for effect in floor.takeEffects(at: BootTime(seconds: 100)) {
            if case .lost(let count) = effect { lost.append(count) }
            if case .log = effect { logged += 1 }
        }
        #expect(lost == [36])
        #expect(logged == 64)
        let after = floor.takeEffects(at: BootTime(seconds: 101))
        #expect(!after.contains { if case .lost = $0 { true } else { false } })
    }

    @Test("the ledger keeps who acknowledged, where, and until when; the station's own too")
    func stored() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        _ = try await station.record(.awake(.unresponsive), watch: watch, touch: Touch())
        try await eventually("the alert") {
            station.board.tile(seat: 1)?.watch?.alerts.contains { $0.kind == .unresponsive } == true
        }
        let touch = Touch(by: "ASH 1", console: "tablet 2")
        try station.acknowledge(watch: watch, kind: nil, touch: touch)
        station.actOnStation([.acknowledge(nil)], touch: Touch(by: "FERN 2", console: "wall"))
        try await eventually("both entries") {
            try await steps(station, "acknowledged").count >= 2
        }
        // What the housekeeping does each second.
        await station.notes.flush(to: station.store)
        for (kind, label, console) in [
            ("unresponsive", "ASH 1", "tablet 2"), ("clock-unconfirmed", "FERN 2", "wall"),
        ] {
            let step = try #require(
                try await steps(station, "acknowledged").first { $0.kind == kind })
            #expect(step.header.console == console)
            let person = try #require(step.header.didBy)
            #expect(try await station.store.reader.person(person) == label)
            #expect(step.hush == 120_000)
        }
        let raised = try #require(
            try await steps(station, "raised").first { $0.kind == "unresponsive" })
        #expect(raised.header.console == "station")
        #expect(raised.header.didBy == nil)
        #expect(raised.hush == nil)
        await station.stop()
    }

    private struct Step {
        var kind: String
        var hush: Int64?
        var header: EntryHeader
    }

    /// The stored steps of one name, of watches and of the station.
    private func steps(_ station: Station, _ change: String) async throws -> [Step] {
        try await station.store.reader.entries(from: 0, limit: 1000).compactMap { entry in
            switch LogEntry(entry).fact {
            case .alertChanged(let alert) where alert.change == change:
                Step(kind: alert.alertKind, hush: alert.hushMilliseconds, header: entry.header)
            case .stationAlert(let alert) where alert.change == change:
                Step(kind: alert.alertKind, hush: alert.hushMilliseconds, header: entry.header)
            default: nil
            }
        }
    }
}
