import Alerts
import SignalCore
import Testing

@Suite("Order and sound of several watches")
struct AlertOrderTests {
    private func placed(
        _ script: String, _ place: String, drill: Bool = false, from: Int64 = 0
    ) -> [PlacedAlert<String>] {
        var line = Timeline(from: from)
        line.run(script)
        return line.machine.open.map { PlacedAlert(place: place, alert: $0, isDrill: drill) }
    }

    @Test("real ones first, then urgent ones, then old ones")
    func order() {
        let all =
            placed("95×10 84", "drill", drill: true) + placed("95×10 93×11", "caution")
            + placed("95×10 88×6", "low") + placed("95×9 88×6", "older low")
        #expect(AlertOrder.sorted(all).map(\.place) == ["older low", "low", "caution", "drill"])
    }

    @Test("a drill is mute while any real alert is open, also a silenced or quiet one")
    func drills() {
        let at = BootTime(seconds: 21)
        let drill = placed("95×10 84", "drill", drill: true)
        #expect(AlertOrder.soundingPriority(drill, at: at) == .high)
        #expect(
            AlertOrder.sounding(drill + placed("95×10 88×6", "low"), at: at).map(\.place)
                == ["low"])
        let silenced = drill + placed("95×10 88×6 silence", "low")
        #expect(AlertOrder.sounding(silenced, at: at) == [])
        #expect(AlertOrder.soundingPriority(silenced, at: at) == nil)
        let quiet = drill + placed("95×10 93×11", "caution")
        #expect(AlertOrder.soundingPriority(quiet, at: at) == nil)
    }

    @Test("a caution is silent before a dose and heard after one")
    func caution() {
        let at = BootTime(seconds: 22)
        #expect(AlertOrder.sounding(placed("95×10 93×11", "one"), at: at) == [])
        #expect(
            AlertOrder.soundingPriority(placed("95×10 dose 93×11", "one"), at: at) == .medium)
    }
}
