import Testing

@testable import SignalCore

@Suite("Indices: summaries")
struct OxygenSummaryTests {
    private func indices(_ text: String) -> OxygenIndices { .over(series(text)) }

    @Test("seconds below are strict, over seconds with a value only")
    func below() {
        let facts = indices("95x10 94x10 90x10 89x10 80x10 79x10 0x40")
        #expect(facts.seconds == 100 && facts.validSeconds == 60)
        #expect([94, 90, 88, 85, 80].map { facts.seconds(below: $0) } == [40, 30, 20, 20, 10])
        #expect(facts.seconds(below: 1) == 0 && facts.seconds(below: 300) == 60)
        #expect(facts.ct90Percent == 50)
        #expect(facts.ct90AtOrBelowPercent == 100 * 40.0 / 60)
        #expect(facts.areaPercent(below: 90) == Double(10 + 100 + 110) / 60)
    }

    @Test("a spike is the nadir, not the sustained one")
    func nadirs() {
        let spike = indices("96x50 70x3 96x50")
        #expect(spike.nadirPercent == 70 && spike.sustainedNadirPercent == 96)
        // Nine values span 8 s, eight do not.
        #expect(indices("96x50 88x9 96x50").sustainedNadirPercent == 88)
        #expect(indices("96x50 88x8 96x50").sustainedNadirPercent == 96)
        #expect(indices("96x50 88x8 90 96x50").sustainedNadirPercent == 90)
        // As o2ring-analyzer: a value is needed 8 s before, between may be none.
        #expect(indices("96x50 88x3 0x4 88x2 96x50").sustainedNadirPercent == 88)
        #expect(indices("88x5").sustainedNadirPercent == 88)
        #expect(indices("0x5").sustainedNadirPercent == nil)
    }

    @Test("the delta index is the mean step between means of 12 s")
    func delta() {
        #expect(indices("96x120").deltaIndexPercent == 0)
        #expect(indices("96x12 93x12 96x12").deltaIndexPercent == 3)
        #expect(indices("96x12 93x12 80x11").deltaIndexPercent == 3)
        #expect(indices("96x6 94x6 93x12").deltaIndexPercent == 2)
        // A block without a value has no neighbours; half a block has its own mean.
        #expect(indices("96x12 0x12 93x12 92x12").deltaIndexPercent == 1)
        #expect(indices("96x12 94x6 0x6").deltaIndexPercent == 2)
        #expect(indices("96x12").deltaIndexPercent == nil)
    }

    @Test("burden-onset is the events' area in percent minutes an hour")
    func burden() {
        // 10 points for 60 s within an hour: 600 % s is 10 % min in 1 h.
        let facts = indices("97x100 87x60 97x3440")
        #expect(facts.burdenPercentMinutesPerHour == 10)
        #expect(facts.events(.spotter, drop: 3).map(\.areaPercentSeconds) == [600])
        // The same with half an hour of valid seconds is twice as much.
        let half = indices("97x100 87x60 97x1640 0x1800")
        #expect(half.burdenPercentMinutesPerHour == 20)
    }

    @Test("areas of events as pobm has them, ends included")
    func areas() {
        let values = series("97x10 96 94x5 90x5 95x9")
        let event = DesaturationEvent(
            start: 10, end: 21, nadirAt: 16, baselinePercent: 96, nadirPercent: 90,
            areaPercentSeconds: 0)
        let areas = EventAreas([event], in: values.span)
        #expect(areas.below100 == 4 + 30 + 50 + 5)
        #expect(areas.belowMaximum == 0 + 10 + 30 + 1)
        #expect(areas.shareOfTime == 11.0 / 30)
        #expect(areas.aodMaximumPercent == 41.0 / 30 && areas.aod100Percent == 89.0 / 30)
    }

    @Test("counted the plain way, the figures are the same", arguments: 1...20)
    func plain(seed: UInt64) {
        var random = SeededRandom(seed: 0x5EED ^ seed)
        let values = madeSeries(5000, noise: Int(seed), using: &random)
        let facts = OxygenIndices.over(values)
        let valid = values.filter { $0 > 0 }
        #expect(facts.validSeconds == valid.count, "seed \(seed)")
        for level in [94, 90, 88, 85, 80] {
            #expect(facts.seconds(below: level) == valid.count { $0 < level }, "seed \(seed)")
        }
        #expect(facts.nadirPercent == valid.min().map(Int.init), "seed \(seed)")
        let held = (8..<values.count).compactMap { second -> UInt8? in
            guard values[second] > 0, values[second - 8] > 0 else { return nil }
            return values[(second - 8)...second].max()
        }
        #expect(facts.sustainedNadirPercent == held.min().map(Int.init), "seed \(seed)")
        let means = stride(from: 0, to: values.count / 12 * 12, by: 12).map { start -> Double? in
            let block = values[start..<(start + 12)].filter { $0 > 0 }.map(Int.init)
            return block.isEmpty ? nil : Double(block.reduce(0, +)) / Double(block.count)
        }
        let steps = zip(means, means.dropFirst()).compactMap { one, next -> Double? in
            guard let one, let next else { return nil }
            return abs(next - one)
        }
        let delta = steps.reduce(0, +) / Double(steps.count)
        #expect(facts.deltaIndexPercent == delta, "seed \(seed)")
    }
}
