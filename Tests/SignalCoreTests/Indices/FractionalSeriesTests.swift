import Testing

@testable import SignalCore

@Suite("Indices: series with decimals")
struct FractionalSeriesTests {
    @Test("whole percents give what the bytes give", arguments: 1...20)
    func whole(seed: UInt64) {
        var random = SeededRandom(seed: 0xF8AC ^ seed)
        let bytes = madeSeries(4000, noise: Int(seed), using: &random)
        let decimals = FractionalSeries(bytes.map { $0 == 0 ? .nan : Double($0) })
        let plain = OxygenSeries(bytes)
        for rule in DesaturationRule.allCases {
            for drop in [3, 4] {
                let one = decimals.events(rule, drop: drop)
                let other = plain.events(rule, drop: drop)
                #expect(spans(one) == spans(other), "seed \(seed) \(rule.rawValue) \(drop)")
            }
        }
    }

    @Test("values out of range and not a number are seconds without a value")
    func absent() {
        let series = FractionalSeries([96.4, .nan, 0, -1, 100.2, .infinity, 95.5, 94.5])
        #expect(series.whole.indices.validSeconds == 3)
        // Half to even, as numpy rounds: 95.5 is 96, 94.5 is 94.
        #expect(series.whole.indices.seconds(below: 95) == 1)
        #expect(series.whole.indices.seconds(below: 96) == 1)
    }

    @Test("reset-mean-120 and median-120 see the decimals")
    func decimals() {
        let level = [Double](repeating: 96.4, count: 130)
        let low = [Double](repeating: 93.5, count: 20)
        // 2.9 points: no event with decimals, though rounded values are 96 and 94.
        let shallow = FractionalSeries(level + low + level)
        #expect(shallow.events(.resetMean, drop: 3).isEmpty)
        #expect(shallow.events(.median, drop: 3).isEmpty)
        // 3.1 points: an event, though rounded values are 96 and 93 only by rounding.
        let deep = FractionalSeries(level + low.map { $0 - 0.2 } + level)
        #expect(spans(deep.events(.resetMean, drop: 3)) == "130-149")
        #expect(spans(deep.events(.median, drop: 3)) == "130-150")
    }

    @Test("with more than 255 different values median-120 takes whole percents")
    func manyLevels() {
        let values = (0..<600).map { 97 + Double($0) / 1000 } + [Double](repeating: 90, count: 20)
        let series = FractionalSeries(values + [Double](repeating: 97, count: 60))
        #expect(spans(series.events(.median, drop: 3)) == "600-620")
    }

    @Test("nothing at all")
    func empty() {
        for values in [[], [Double.nan, .nan]] {
            let series = FractionalSeries(values)
            for rule in DesaturationRule.allCases {
                #expect(series.events(rule, drop: 3).isEmpty)
            }
        }
    }
}
