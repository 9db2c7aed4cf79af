import Alerts
import SignalCore
import Testing

@Suite("Count of nuisance")
struct NuisanceCountTests {
    private func count(_ script: String) -> NuisanceCount {
        var line = Timeline()
        line.run(script)
        var count = NuisanceCount()
        for change in line.transitions { count.take(change) }
        count.addWatch(seconds: line.now.seconds)
        return count
    }

    @Test("raised, acted on and false, each by kind")
    func shares() {
        var count = count("95×10 88×6 96×10 88×6 ack silence 96×10 -×6 97×5")
        #expect(count[.oxygenLow].raised == 2)
        #expect(count[.oxygenLow].actedOn == 1)
        #expect(count[.oxygenLow].actedOnPercent == 50)
        #expect(count[.signalLost].raised == 1)
        #expect(count[.signalLost].actedOn == 0)
        #expect(count[.pulseLow].actedOnPercent == nil)
        count.markFalse(.oxygenLow, .motion)
        count.markFalse(.pulseLow, .motion)
        #expect(count[.oxygenLow].falsePercent == 50)
        #expect(count[.oxygenLow].falseAlerts(.motion) == 1)
        #expect(count[.oxygenLow].falseAlerts(.coldFinger) == 0)
        #expect(count[.pulseLow].falseAlerts == 0)
    }

    @Test("a rate a watch-hour, and watches add up")
    func rates() {
        var one = count("95×10 88×6 96×1784")
        #expect(one.watchSeconds == 1800)
        #expect(one.per100WatchHours(.oxygenLow) == 200)
        var other = NuisanceCount()
        #expect(other.per100WatchHours(.oxygenLow) == nil)
        other.addWatch(seconds: 1800)
        one.add(other)
        #expect(one.per100WatchHours(.oxygenLow) == 100)
    }

    @Test("closing with a reason is acting on it")
    func leaving() {
        #expect(count("95×10 88×6 leave")[.oxygenLow].actedOn == 1)
        #expect(count("95×10 88×6 96×10")[.oxygenLow].actedOn == 0)
    }
}
