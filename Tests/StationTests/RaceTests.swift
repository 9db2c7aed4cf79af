import Alerts
import Ledger
import ResponseLog
import SignalCore
import Store
import Testing

@testable import Station

@Suite("Tablets that race and touches that come again")
struct RaceTests {
    private func dose() throws -> CareAct {
        .dose(try Dose(route: .intranasal, amountMicrograms: 4000))
    }

    @Test("doses from many tablets at once open one response and are all on the tile")
    func dosesAtOnce() async throws {
        let station = try await openStation(TemporaryData())
        let act = try dose()
        for seat in 1...6 {
            let watch = try await station.startWatch(seat: seat, touch: Touch())
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        _ = try await station.record(act, watch: watch, touch: Touch())
                    }
                }
                try await group.waitForAll()
            }
            let entries = try await station.allEntries(watch)
            let opened = entries.count { $0.kind == "incident.opened" }
            #expect(opened == 1, "seat \(seat)")
            try await eventually("20 doses on the tile of seat \(seat)", within: 2) {
                station.board.tile(seat: seat)?.watch?.doseCount == 20
            }
        }
        await station.stop()
    }

    @Test("a treatment sent again after its response was closed opens no other")
    func treatmentAgain() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        let touch = Touch()
        _ = try await station.record(try dose(), watch: watch, touch: touch)
        let incident = try #require(try await station.watchRecord(watch)?.openIncident)
        try await station.closeIncident(incident, outcome: .awakeStayed, touch: Touch())
        let again = try await station.record(try dose(), watch: watch, touch: touch)
        #expect(again.duplicate)
        #expect(try await station.watchRecord(watch)?.openIncident == nil)
        await station.stop()
    }

    @Test("a start sent again after its watch ended does not bring the watch back")
    func startAgain() async throws {
        let station = try await openStation(TemporaryData())
        let touch = Touch()
        let watch = try await station.startWatch(seat: 1, touch: touch)
        try await station.endWatch(watch, ending: .leftWell, touch: Touch())
        #expect(try await station.startWatch(seat: 1, touch: touch) == watch)
        #expect(station.watch(at: 1) == nil)
        try await eventually("an empty tile") { station.board.tile(seat: 1)?.watch == nil }
        await station.stop()
    }

    @Test("a call for help sent again after it was all over changes nothing")
    func respondAgain() async throws {
        let station = try await openStation(TemporaryData())
        let touch = Touch()
        let (watch, incident) = try await station.respondAnywhere(touch: touch)
        try await station.closeIncident(incident, outcome: .awakeStayed, touch: Touch())
        #expect(try await station.respondAnywhere(touch: touch) == (watch, incident))
        try await station.endWatch(watch, ending: .leftWell, touch: Touch())
        #expect(try await station.respondAnywhere(touch: touch) == (watch, incident))
        try await eventually("the place is gone") { station.seatOf(watch: watch) == nil }
        #expect(try await station.watchRecord(watch)?.openIncident == nil)
        await station.stop()
    }

    @Test("what was given before a watch ended is still taken when it arrives late")
    func lateDose() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        let (_, incident) = try await station.respondSeat(seat: 1, touch: Touch())
        try await station.endWatch(watch, ending: .transported, touch: Touch())
        let late = Touch(occurredSecondsAgo: 20)
        let receipt = try await station.record(try dose(), watch: watch, touch: late)
        #expect(!receipt.duplicate)
        let record = try #require(try await station.incident(incident))
        #expect(record.doses.count == 1)
        #expect(station.watch(at: 1) == nil)
        await station.stop()
    }

    @Test("the end of an old watch that comes after the start of a new one ends only the old")
    func endAfterStart() {
        var script = FloorScript()
        script.streaming(seat: 1)
        let old = script.watch(seat: 1)
        let new = script.watch(seat: 1)
        script.send(.closed(old, reason: "left", by: .console))
        #expect(script.shown[1]?.watch?.watch == new)
        script.second(seat: 1, spo2: 80, times: 8)
        #expect(script.logged.contains { $0.contains("oxygen-critical raised") })
        script.send(.closed(new, reason: "left", by: .console))
        #expect(script.shown[1]?.watch == nil)
    }
}
