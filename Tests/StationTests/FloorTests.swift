import Alerts
import Ledger
import ResponseLog
import SignalCore
import Testing

@testable import Station

@Suite("The floor on virtual time")
struct FloorTests {
    @Test("a fall in oxygen is raised, logged and shown on its seat alone")
    func oxygenFalls() {
        var script = FloorScript()
        script.streaming(seat: 1)
        script.streaming(seat: 2)
        script.watch(seat: 1)
        script.watch(seat: 2)
        script.second(seat: 1, spo2: 97, times: 10)
        script.second(seat: 1, spo2: 88, times: 8)
        #expect(script.logged.filter { $0.contains("oxygen-low raised") }.count == 1)
        #expect(script.shown[1]?.watch?.alerts.contains { $0.kind == .oxygenLow } == true)
        #expect(script.shown[2]?.watch?.alerts.contains { $0.kind == .oxygenLow } == false)
    }

    @Test("a finger that stays in begins a watch once; after an end it has to leave first")
    func fingerStays() {
        var script = FloorScript()
        script.streaming(seat: 3)
        script.second(seat: 3, spo2: 97, times: 4)
        #expect(script.fingers.isEmpty)
        script.second(seat: 3, spo2: 97, times: 30)
        #expect(script.fingers == [3])
        let watch = script.watch(seat: 3)
        script.second(seat: 3, spo2: 97, times: 30)
        script.send(.closed(watch, reason: "left", by: .console))
        script.second(seat: 3, spo2: 97, times: 30)
        #expect(script.fingers == [3])
        script.second(seat: 3, spo2: nil)
        script.second(seat: 3, spo2: 97, times: 5)
        #expect(script.fingers == [3, 3])
    }

    /// Design rule 1.
    @Test("no signal is never fine: a silent seat shows a dash within 3 s and raises an alert")
    func silentSeat() {
        var script = FloorScript()
        script.streaming(seat: 1)
        script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 5)
        script.silence(seconds: 4)
        #expect(script.shown[1]?.reading?.state == .absent)
        #expect(script.shown[1]?.lastValue?.spo2Percent == 97)
        script.silence(seconds: 10)
        #expect(script.logged.contains { $0.contains("raised") })
        #expect(script.shown[1]?.watch?.alerts.isEmpty == false)
    }

    /// Design rule 1.
    @Test("losing the signal holds a physiological alert")
    func heldAlert() {
        var script = FloorScript()
        script.streaming(seat: 1)
        script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 5)
        script.second(seat: 1, spo2: 82, times: 10)
        script.second(seat: 1, spo2: nil, times: 60)
        let alert = script.shown[1]?.watch?.alerts.first { $0.kind == .oxygenCritical }
        #expect(alert?.held == true)
        #expect(alert?.priority == .high)
        #expect(alert?.lastValuePercent == 82)
    }

    /// Design rule 3.
    @Test("a treatment silences nothing and starts the re-check timer")
    func treatment() throws {
        var script = FloorScript()
        script.streaming(seat: 1)
        let watch = script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 5)
        script.second(seat: 1, spo2: 82, times: 10)
        let before = script.shown[1]?.watch?.alerts
        var care = CareNow()
        care.facts.take(.dose, at: script.now)
        care.doseCount = 1
        script.send(.care(watch, care))
        // The dose has a line of its own; every other alert stands as it stood.
        let after = script.shown[1]?.watch?.alerts.filter { $0.kind != .reSedationWatch }
        #expect(after == before)
        let tile = try #require(script.shown[1]?.watch)
        #expect(tile.doseCount == 1)
        #expect(tile.reCheckDueAt == script.now.adding(milliseconds: 180_000))
    }

    /// Design rule 7.
    @Test("a simulated value never reaches a real person's watch, nor a real one a drill")
    func simulatedAndReal() {
        for (simulated, drill) in [(true, false), (false, true)] {
            var script = FloorScript()
            script.send(
                .oximeter(
                    seat: 1,
                    OximeterTile(state: .identifying, since: script.now, simulated: simulated)))
            script.watch(seat: 1, drill: drill)
            script.second(seat: 1, spo2: 70, times: 20)
            #expect(!script.logged.contains { $0.contains("oxygen") })
        }
    }

    /// Design rule 7.
    @Test("a real oximeter ends the drill that stands in its way")
    func drillEnds() {
        var script = FloorScript()
        script.streaming(seat: 1, simulated: true)
        let drill = script.watch(seat: 1, drill: true)
        #expect(script.drillsEnded.isEmpty)
        script.streaming(seat: 1, simulated: false)
        #expect(script.drillsEnded == [drill])
    }

    /// Design rule 10.
    @Test("someone away from every seat has a place of their own, and it goes with the watch")
    func placeAway() {
        var script = FloorScript()
        let watch = script.watch(seat: nil)
        #expect(script.shown[WatchBook.firstPlaceAway]?.watch?.watch == watch)
        var care = CareNow()
        care.facts.take(.awake(.unresponsive), at: script.now)
        script.send(.care(watch, care))
        #expect(script.logged.contains { $0.contains("unresponsive raised") })
        script.send(.closed(watch, reason: "left", by: .console))
        #expect(script.shown[WatchBook.firstPlaceAway] == nil)
    }

    @Test("the last ten minutes keep the lowest of each 5 s and show gaps as 0")
    func tenMinutes() {
        var script = FloorScript()
        script.streaming(seat: 1)
        script.second(seat: 1, spo2: 97, times: 4)
        script.second(seat: 1, spo2: 91)
        script.second(seat: 1, spo2: nil, times: 5)
        #expect(script.shown[1]?.lastTenMinutes == [91, 0])
        script.second(seat: 1, spo2: 96, times: 700)
        #expect(script.shown[1]?.lastTenMinutes.count == 120)
    }

    @Test("after a restart a watch that had an oximeter notices when none comes back")
    func restoredWithoutPort() {
        var script = FloorScript()
        script.watch(seat: 2)
        script.silence(seconds: 40)
        #expect(script.logged.contains { $0.contains("raised") })
    }
}
