import Testing

@testable import SignalCore

@Suite("Indices: each rule on its smallest cases")
struct DesaturationRuleTests {
    private func flat(_ percent: UInt8, _ seconds: Int) -> [UInt8] {
        [UInt8](repeating: percent, count: seconds)
    }

    @Test("hard-90 begins below 90, ends at 90, and leaves out what is open at either end")
    func hard() throws {
        let values = series("95x5 90 89x3 90x2 95x5 88x4")
        #expect(spans(values, .hard) == "6-9")
        #expect(spans(flat(88, 20) + flat(95, 20), .hard) == "")
        let events = OxygenSeries(values).events(.hard, drop: 3)
        let event = try #require(events.first)
        #expect(event.baselinePercent == 90 && event.nadirPercent == 89 && event.nadirAt == 6)
        #expect(event.areaPercentSeconds == 3)
    }

    @Test("hard-90 holds the value before a gap")
    func hardGap() {
        #expect(spans(series("95x5 88x2 0x4 88 95x3"), .hard) == "5-12")
        #expect(spans(series("95x5 88x2 0x4 95x3"), .hard) == "5-11")
    }

    @Test("jung needs a first step of at most the drop, and 10 s")
    func jung() {
        let fall = series("97x20 96x3 95x3 94x3 93x6 95 97x20")
        #expect(spans(fall, .jung) == "20-35")
        #expect(spans(fall, .jung, 4) == "")
        #expect(spans(series("97x20 93x20 97x20"), .jung) == "")
        #expect(spans(series("97x20 96 93x4 97x20"), .jung) == "20-30")
    }

    @Test("jung ends at most 90 s after its start, and is nothing when that is too long")
    func jungLength() {
        for low in [88, 89] {
            let values = series("97x20 96 93x\(low) 97x20")
            #expect(spans(values, .jung) == "20-\(21 + low)")
        }
        #expect(spans(series("97x20 96 93x90 97x20"), .jung) == "")
    }

    @Test("jung: a rise of the drop above the lowest makes it an event that ends where it returns")
    func jungLateEnd() throws {
        let values = series("97x20 96 90x10 93x12 96x20")
        let events = OxygenSeries(values).events(.jung, drop: 3)
        let event = try #require(events.first)
        #expect((event.start, event.end) == (20, 43))
        #expect(event.nadirPercent == 90 && event.nadirAt == 21)
        #expect(event.baselinePercent == 96 && event.areaPercentSeconds == 60 + 36)
    }

    @Test("reset-mean-120 keeps 10 to 120 s between its first and last second", arguments: [3, 4])
    func resetMean(drop: Int) {
        let low = UInt8(97 - drop)
        for (seconds, isEvent) in [(10, false), (11, true), (121, true), (122, false)] {
            let values = flat(97, 150) + flat(low, seconds) + flat(97, 20)
            let expected = isEvent ? "150-\(149 + seconds)" : ""
            #expect(spans(values, .resetMean, drop) == expected, "\(seconds) s")
        }
        #expect(spans(flat(97, 150) + flat(low + 1, 30), .resetMean, drop) == "")
    }

    @Test("reset-mean-120 passes over a gap and reports the mean it froze")
    func resetMeanGap() throws {
        let values = series("96x60 98x60 94x6 0x20 94x6 98x10")
        let events = OxygenSeries(values).events(.resetMean, drop: 3)
        let event = try #require(events.first)
        #expect((event.start, event.end) == (120, 151))
        #expect(event.baselinePercent == 97)
        #expect(event.areaPercentSeconds == 36)
    }

    @Test("median-120 needs 30 values, 10 s, and ends within half the drop")
    func median() {
        #expect(spans(series("97x30 93x12 97x20"), .median) == "30-42")
        #expect(spans(series("97x29 93x10 97x20"), .median) == "")
        #expect(spans(series("97x30 93x10 97x20"), .median) == "30-40")
        #expect(spans(series("97x60 93x9 97x20"), .median) == "")
        #expect(spans(series("97x60 93x12 95x5 96x20"), .median) == "60-77")
        #expect(spans(series("97x60 93x12"), .median) == "60-72")
    }

    @Test("median-120 takes jumps of more than 10 points for artifacts")
    func medianArtifacts() {
        #expect(spans(series("97x60 85x1 97x60"), .median) == "")
        // The first second after the jump is the artifact, the ones after it are low.
        #expect(spans(series("97x60 85x20 97x60"), .median) == "61-81")
        #expect(spans(series("97x60 87x20 97x60"), .median) == "60-80")
    }

    @Test("median-120 with exact percents: a fall of exactly the drop is an event")
    func medianExact() {
        var exact = OxygenIndices()
        let values = flat(97, 60) + flat(94, 12) + flat(97, 20)
        exact.take(values.span)
        exact.finish()
        #expect(spans(exact.events(.median, drop: 3)) == "60-72")
        #expect(spans(exact.events(.median, drop: 4)) == "")
    }

    @Test("the levels are lunapi's, to the bit")
    func lunaLevels() {
        // lunapi 1.7.0: insert_signal of 0...95, then data.
        let levels = LunaLevels(percents: 0...95)
        #expect(levels.percent(92) == 91.99931334401465)
        #expect(levels.percent(95) == 95)
        #expect(levels.isArtifact(49) && !levels.isArtifact(51))
        #expect(LunaLevels(percents: 95...95).percent(95) == 95.0000152590219)
    }

    @Test("session-p90 measures from the 90th percentile of everything")
    func session() {
        let values = series("98x89 99x11 95x9 99x10 95x8 99x10")
        // 137 values, number 123 in order: 99. Nine seconds count, eight do not.
        #expect(spans(values, .sessionPercentile) == "100-109")
        #expect(spans(values, .sessionPercentile, 4) == "100-109")
        #expect(spans(series("0x10"), .sessionPercentile) == "")
    }

    @Test("nothing, no value, one value: no events, no figures out of nothing")
    func empty() {
        for values in [[], flat(0, 500), flat(127, 500), flat(97, 1)] {
            let facts = OxygenSeries(values)
            for rule in DesaturationRule.allCases {
                for drop in [3, 4] { #expect(facts.events(rule, drop: drop).isEmpty) }
            }
            #expect(facts.indices.seconds == values.count)
            #expect((facts.indices.ct90Percent == nil) == (values != [97]))
            #expect(facts.indices.deltaIndexPercent == nil)
        }
    }
}
