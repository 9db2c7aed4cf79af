import Testing

@testable import SignalCore

private func reading(
    _ second: Int64, _ percent: UInt8?, _ state: Reading.State = .measured, from start: Int64 = 0
) -> Reading {
    let at = BootTime(milliseconds: start + second * 1000)
    guard let percent else { return .absent(.silent, at: at) }
    return Reading(at: at, state: state, reason: .none, spo2Percent: percent)
}

private func trend(_ values: [UInt8?], from start: Int64 = 0) -> Trend {
    var trend = Trend()
    for (index, value) in values.enumerated() {
        trend.take(reading(Int64(index), value, from: start))
    }
    return trend
}

@Suite("Trend")
struct TrendTests {
    @Test("a constant has no slope", arguments: Trend.Window.allCases)
    func constant(window: Trend.Window) {
        let facts = trend(Array(repeating: 97, count: 3600)).facts(over: window)
        #expect(
            facts
                == TrendFacts(
                    lowestPercent: 97, highestPercent: 97, medianPercent: 97,
                    slopePercentPerMinute: 0, measuredSeconds: window.rawValue,
                    unreliableSeconds: 0))
    }

    @Test("a ramp of one point each 10 s is 6 points a minute less a little for its stairs")
    func ramp() {
        let values = (0..<300).map { UInt8(99 - $0 / 10) as UInt8? }
        let facts = trend(values).facts(over: .fiveMinutes)
        #expect(facts?.lowestPercent == 70)
        #expect(facts?.highestPercent == 99)
        #expect(facts?.medianPercent == 84)
        // Closed form of least squares on stairs of width w and n samples: (n² − w²) / (n² − 1).
        let stairs = 6 * (90_000.0 - 100) / (90_000 - 1)
        #expect(abs((facts?.slopePercentPerMinute ?? 0) + stairs) < 1e-9)
    }

    @Test("a ramp of one point a second is exactly 60 a minute")
    func steepRamp() {
        let facts = trend((0..<10).map { UInt8(90 + $0) as UInt8? }).facts(over: .tenSeconds)
        #expect(facts?.slopePercentPerMinute == 60)
        #expect(facts?.medianPercent == 94)
    }

    @Test("a step in the middle of 10 s has the closed-form slope")
    func step() {
        let facts = trend([97, 97, 97, 97, 97, 87, 87, 87, 87, 87]).facts(over: .tenSeconds)
        // Half-step of height h over n samples: 3·h·n / (2·(n² − 1)) a sample.
        #expect(abs((facts?.slopePercentPerMinute ?? 0) + 60 * 3.0 * 10 * 10 / (2 * 99)) < 1e-9)
    }

    @Test("a gap leaves the slope of what was measured", arguments: 0...5)
    func gap(missing: Int) {
        let values = (0..<10).map { index -> UInt8? in
            (3..<(3 + missing)).contains(index) ? nil : UInt8(99 - index)
        }
        let facts = trend(values).facts(over: .tenSeconds)
        #expect(facts?.measuredSeconds == 10 - missing)
        #expect(abs((facts?.slopePercentPerMinute ?? 0) + 60) < 1e-9)
    }

    @Test("less than half measured gives no facts")
    func notEnough() {
        #expect(trend([97, 97, 97, 97]).facts(over: .tenSeconds) == nil)
        #expect(trend([97, 97, 97, 97, 97]).facts(over: .tenSeconds) != nil)
        #expect(
            trend([97, nil, nil, nil, nil, nil, nil, nil, 97, 97]).facts(over: .tenSeconds) == nil)
        #expect(Trend().facts(over: .minute) == nil)
    }

    @Test("unreliable seconds count for the lowest and for time below, not for slope or median")
    func unreliable() {
        var trend = trend([97, 97, 97, 97, 97, 97, 97])
        trend.take(reading(7, 80, .unreliable))
        let facts = trend.facts(over: .tenSeconds)
        #expect(facts?.lowestPercent == 80)
        #expect(facts?.highestPercent == 97)
        #expect(facts?.medianPercent == 97)
        #expect(facts?.slopePercentPerMinute == 0)
        #expect(facts?.unreliableSeconds == 1)
        #expect(trend.seconds(below: 90, over: .tenSeconds) == 1)
        #expect(trend.seconds(below: 80, over: .tenSeconds) == 0)
    }

    @Test("a second nobody reported is empty, not a copy of the last")
    func skipped() {
        var trend = trend([97, 97, 97, 97, 97])
        trend.take(reading(9, 96))
        #expect(trend.seconds == 10)
        #expect(trend.facts(over: .tenSeconds)?.measuredSeconds == 6)
        trend.take(reading(5009, 95))
        #expect(trend.seconds == Trend.capacity)
        for window in Trend.Window.allCases { #expect(trend.facts(over: window) == nil) }
        #expect(trend.usableSeconds(over: .hour) == 1)
    }

    @Test("an early reading shares its slot and the lower value stays")
    func early() {
        var trend = trend([97])
        trend.take(
            Reading(
                at: BootTime(milliseconds: 300), state: .measured, reason: .none, spo2Percent: 91))
        trend.take(
            Reading(
                at: BootTime(milliseconds: 400), state: .measured, reason: .none, spo2Percent: 99))
        #expect(trend.seconds == 1)
        #expect(trend.seconds(below: 92, over: .tenSeconds) == 1)
    }

    /// The plain way: keep everything, look at the last window.
    private func plain(_ values: [UInt8?], _ window: Int) -> (Int, [Int], Double) {
        let newest = values.suffix(window)
        let points = newest.enumerated().compactMap { index, value in
            value.map { (Double(index), Double($0)) }
        }
        let n = Double(points.count)
        let meanX = points.map(\.0).reduce(0, +) / n
        let meanY = points.map(\.1).reduce(0, +) / n
        let over = points.map { ($0.0 - meanX) * ($0.1 - meanY) }.reduce(0, +)
        let under = points.map { ($0.0 - meanX) * ($0.0 - meanX) }.reduce(0, +)
        return (points.count, points.map { Int($0.1) }.sorted(), 60 * over / under)
    }

    @Test("the ring agrees with the plain way over long random runs", arguments: 1...20)
    func agreesWithPlain(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let values = (0..<Int.random(in: 300...1000, using: &random)).map { _ -> UInt8? in
            Int.random(in: 0..<5, using: &random) == 0
                ? nil : UInt8.random(in: 70...100, using: &random)
        }
        let trend = trend(values)
        for window in Trend.Window.allCases {
            let (count, sorted, slope) = plain(values, window.rawValue)
            guard count * 2 >= window.rawValue else { continue }
            let facts = try #require(trend.facts(over: window), "seed \(seed)")
            #expect(facts.measuredSeconds == count, "seed \(seed)")
            #expect(Int(facts.lowestPercent) == sorted.first, "seed \(seed)")
            #expect(Int(facts.medianPercent) == sorted[(count - 1) / 2], "seed \(seed)")
            #expect(abs(facts.slopePercentPerMinute - slope) < 1e-6, "seed \(seed)")
            let below = values.suffix(window.rawValue).count { $0.map { $0 < 90 } ?? false }
            #expect(trend.seconds(below: 90, over: window) == below, "seed \(seed)")
        }
    }

    @Test(
        "moving the run in time gives the same bits",
        arguments: [-5_000_000, -1, 1, 999, 86_400_000])
    func timeShift(shift: Int64) {
        let values = (0..<120).map { UInt8(70 + ($0 * 7) % 31) as UInt8? }
        for window in Trend.Window.allCases {
            #expect(
                trend(values, from: shift).facts(over: window) == trend(values).facts(over: window))
        }
    }

    @Test("a thread that is up to 400 ms late or early every second leaves no holes")
    func jitter() {
        var trend = Trend()
        for second in 0..<300 as Range<Int64> {
            let at = second * 1000 + [0, 390, -390, 200][Int(second % 4)]
            trend.take(
                Reading(
                    at: BootTime(milliseconds: at), state: .measured, reason: .none, spo2Percent: 97
                ))
        }
        #expect(trend.facts(over: .fiveMinutes)?.measuredSeconds == 300)
    }

    @Test("a trend lies in one piece of fixed size: there is nothing to grow")
    func fixedSize() {
        #expect(MemoryLayout<Trend>.size < 6144)
        #expect(_isPOD(Trend.self))
        #expect(_isPOD(ReadingMaker.self))
        #expect(_isPOD(Reading.self))
    }
}
