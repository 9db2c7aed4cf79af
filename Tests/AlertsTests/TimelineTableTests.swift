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

    @Test("caution", arguments: TimelineTable.caution)
    func caution(_ one: TimelineCase) { check(one, everything: true) }

    @Test("falling oxygen", arguments: TimelineTable.falling)
    func falling(_ one: TimelineCase) { check(one, everything: true) }

    @Test("the pulse", arguments: TimelineTable.pulse)
    func pulse(_ one: TimelineCase) { check(one, everything: true) }

    @Test("the oximeter itself", arguments: TimelineTable.device)
    func device(_ one: TimelineCase) { check(one, everything: true) }

    @Test("times after a treatment", arguments: TimelineTable.treatment)
    func treatment(_ one: TimelineCase) { check(one, everything: true) }

    private func check(_ one: TimelineCase, everything: Bool = false) {
        var line = Timeline()
        let events = line.run(one.script).filter { event in
            !Self.background(one, everything).contains { event.contains(" " + $0 + " ") }
        }
        #expect(events == one.events)
    }

    /// Every watch longer than five minutes asks for the awake state; only tables that speak of it
    /// list it. Tables of one condition leave the milder ones beside it to their own tables.
    private static func background(_ one: TimelineCase, _ everything: Bool) -> [String] {
        var kinds = one.script.contains("awake:") ? [] : ["awake-unknown"]
        if !everything {
            kinds += ["oxygen-caution", "oxygen-falling", "re-sedation-watch"]
        }
        return kinds
    }
}
