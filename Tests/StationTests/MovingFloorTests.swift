import Alerts
import Ledger
import SignalCore
import Testing

@testable import Station

@Suite("Moving to another seat on virtual time")
struct MovingFloorTests {
    /// Design rule 1.
    @Test(
        "an open alert goes along, is held without a value, and clears only by good seconds there")
    func alertGoesAlong() {
        var script = FloorScript()
        script.streaming(seat: 1)
        script.streaming(seat: 2)
        let watch = script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 5)
        script.second(seat: 1, spo2: 82, times: 10)
        script.send(.moved(watch, place: 2))
        #expect(script.shown[1]?.watch == nil)
        let alert = script.shown[2]?.watch?.alerts.first { $0.kind == .oxygenCritical }
        #expect(alert?.priority == .high)
        #expect(script.shown[2]?.lastValue?.spo2Percent == 82)
        script.second(seat: 1, spo2: 98, times: 20)
        #expect(
            script.shown[2]?.watch?.alerts.contains { $0.kind == .oxygenCritical } == true,
            "another finger in the old seat's oximeter clears nothing")
        script.second(seat: 2, spo2: 97, times: 12)
        #expect(script.shown[2]?.watch?.alerts.contains { $0.kind == .oxygenCritical } == false)
        #expect(
            script.logged.filter { $0.contains("oxygen-critical raised") }.count == 1,
            "\(script.logged)")
    }

    @Test("to a place without an oximeter: low oxygen stays, with its last value")
    func withoutOximeter() {
        var script = FloorScript()
        script.streaming(seat: 1)
        let watch = script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 5)
        script.second(seat: 1, spo2: 82, times: 10)
        let away = WatchBook.firstPlaceAway
        script.send(.moved(watch, place: away))
        script.silence(seconds: 60)
        let alert = script.shown[away]?.watch?.alerts.first { $0.kind == .oxygenCritical }
        #expect(alert?.held == true)
        #expect(alert?.lastValuePercent == 82)
        script.send(.moved(watch, place: 3))
        #expect(script.shown[away] == nil, "a place away goes when its person leaves it")
        #expect(script.shown[3]?.watch?.alerts.contains { $0.kind == .oxygenCritical } == true)
    }

    @Test("the old seat begins another watch only once the finger has left, with an empty strip")
    func oldSeat() {
        var script = FloorScript()
        script.streaming(seat: 1)
        let watch = script.watch(seat: 1)
        script.second(seat: 1, spo2: 91, times: 30)
        script.send(.moved(watch, place: 2))
        #expect(script.shown[1]?.lastTenMinutes.isEmpty == true)
        #expect(script.shown[1]?.lastValue == nil)
        #expect(script.shown[2]?.lastTenMinutes == [91, 91, 91, 91, 91, 91])
        script.second(seat: 1, spo2: 97, times: 20)
        #expect(script.fingers.isEmpty)
        script.second(seat: 1, spo2: nil)
        script.second(seat: 1, spo2: 97, times: 5)
        #expect(script.fingers == [1])
    }

    @Test("a strip never begins with the person before")
    func nextPerson() {
        var script = FloorScript()
        script.streaming(seat: 1)
        let watch = script.watch(seat: 1)
        script.second(seat: 1, spo2: 70, times: 60)
        #expect(script.shown[1]?.lastTenMinutes.contains(70) == true)
        script.send(.closed(watch, reason: "left", by: .console))
        script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 10)
        #expect(script.shown[1]?.lastTenMinutes == [97, 97])
    }

    @Test("an end that overtakes its beginning leaves no watch in the mover's place")
    func overtaken() {
        var script = FloorScript()
        let watch = script.watch(seat: 1)
        let gone = EntryID.random()
        script.send(.closed(gone, reason: "it was someone who moved here", by: .console))
        script.send(.moved(watch, place: 2))
        script.open(gone, seat: 2)
        #expect(script.shown[2]?.watch?.watch == watch)
    }

    @Test("another oximeter asks whether it is still the same person, and forgets no alert")
    func swapped() {
        var script = FloorScript()
        script.streaming(seat: 1)
        let watch = script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 5)
        script.second(seat: 1, spo2: 82, times: 10)
        script.send(.swapped(watch))
        guard case .asksWho = script.shown[1]?.watch?.leaving else {
            Issue.record("\(String(describing: script.shown[1]?.watch?.leaving))")
            return
        }
        #expect(script.shown[1]?.watch?.alerts.contains { $0.kind == .oxygenCritical } == true)
    }
}
