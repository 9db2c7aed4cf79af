import Testing

@Suite("Timeline tables")
struct TimelineTableTests {
    @Test("oxygen", arguments: TimelineTable.oxygen)
    func oxygen(_ one: TimelineCase) { check(one) }

    @Test("a low value on a poor signal", arguments: TimelineTable.poorSignal)
    func poorSignal(_ one: TimelineCase) { check(one) }

    @Test("the signal", arguments: TimelineTable.signal)
    func signal(_ one: TimelineCase) { check(one) }

    @Test("what people log", arguments: TimelineTable.care)
    func care(_ one: TimelineCase) { check(one) }

    private func check(_ one: TimelineCase) {
        var line = Timeline()
        let events = line.run(one.script).filter { !isUnattendedOrBackground($0, in: one) }
        #expect(events == one.events)
    }

    /// Every watch longer than five minutes asks for the awake state; only tables that speak of
    /// it list it.
    private func isUnattendedOrBackground(_ event: String, in one: TimelineCase) -> Bool {
        event.contains("awake-unknown") && !one.script.contains("awake:")
    }
}
