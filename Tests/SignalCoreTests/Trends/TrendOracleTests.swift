import Testing

@testable import SignalCore

/// The plain way: every second kept, every question answered by looking at all of them again.
private struct PlainTrend {
    struct Second {
        var percent: Int?
        var measured = false
    }

    private(set) var seconds: [Second] = []

    mutating func advance(by count: Int) {
        for _ in 0..<count { seconds.append(Second()) }
    }

    mutating func put(_ reading: Reading) {
        guard let value = reading.judgedPercent.map({ min(Int($0), 100) }) else { return }
        let newest = seconds.count - 1
        if let old = seconds[newest].percent, old <= value { return }
        seconds[newest] = Second(percent: value, measured: reading.state == .measured)
    }

    func facts(_ window: Int) -> TrendFacts? {
        let newest = seconds.suffix(window)
        let measured = newest.filter { $0.measured }.compactMap(\.percent).sorted()
        guard !measured.isEmpty, measured.count * 2 >= window else { return nil }
        return TrendFacts(
            lowestPercent: UInt8(newest.compactMap(\.percent).min() ?? 0),
            highestPercent: UInt8(measured[measured.count - 1]),
            medianPercent: UInt8(measured[(measured.count - 1) / 2]),
            slopePercentPerMinute: slope(window), measuredSeconds: measured.count,
            unreliableSeconds: newest.count { $0.percent != nil && !$0.measured })
    }

    /// Least squares in whole numbers over ages: the running sums must give the same bits.
    private func slope(_ window: Int) -> Double {
        let (n, x, y, xx, xy) = seconds.reversed().prefix(window).enumerated().reduce(
            (0, 0, 0, 0, 0)
        ) { sums, one in
            guard one.element.measured, let percent = one.element.percent else { return sums }
            let x = -one.offset
            return (
                sums.0 + 1, sums.1 + x, sums.2 + percent, sums.3 + x * x, sums.4 + x * percent
            )
        }
        let spread = n * xx - x * x
        return spread == 0 ? 0 : 60 * Double(n * xy - x * y) / Double(spread)
    }

    func below(_ limit: Int, _ window: Int) -> (seconds: Int, area: Int) {
        let low = seconds.suffix(window).compactMap(\.percent).filter { $0 < limit }
        return (low.count, low.map { limit - $0 }.reduce(0, +))
    }
}

@Suite("Trend against the plain way")
struct TrendOracleTests {
    /// A walk with gaps, doubts, early readings and values from 1 to 100.
    private func run(
        seed: UInt64, seconds: Int, look: (Trend, PlainTrend, Int) -> Void
    ) {
        var random = SeededRandom(seed: seed)
        var (trend, plain) = (Trend(), PlainTrend())
        var (value, second) = (95, 0)
        for turn in 0..<seconds {
            let step = turn == 0 ? 1 : stride(at: Int.random(in: 0..<200, using: &random))
            second += step
            value = min(100, max(1, value + Int.random(in: -3...3, using: &random)))
            let state: Reading.State =
                switch Int.random(in: 0..<20, using: &random) {
                case 0: .absent
                case 1, 2: .unreliable
                default: .measured
                }
            let reading = Reading(
                at: BootTime(seconds: Int64(second)), state: state,
                reason: state == .measured ? .none : .unsteady,
                spo2Percent: state == .absent ? nil : UInt8(value))
            plain.advance(by: step)
            plain.put(reading)
            trend.take(reading)
            look(trend, plain, turn)
        }
    }

    /// Mostly a second; sometimes an early reading (0), a gap, or one longer than the trend.
    private func stride(at chance: Int) -> Int {
        switch chance {
        case 0..<8: 0
        case 8..<14: 2 + chance
        case 14: 700
        case 15: chance
        default: 1
        }
    }

    @Test("every window equals a recount, bit for bit", arguments: 1...12)
    func recount(seed: UInt64) {
        run(seed: seed, seconds: 6000) { trend, plain, turn in
            guard turn % 97 == 0 || turn > 5990 else { return }
            for window in Trend.Window.allCases {
                let length = window.rawValue
                #expect(trend.facts(over: window) == plain.facts(length), "seed \(seed) \(turn)")
                for limit in [94, 90, 88, 85, 80, 1, 0, 101, 255] as [UInt8] {
                    let (seconds, area) = plain.below(min(Int(limit), 101), length)
                    #expect(
                        trend.seconds(below: limit, over: window) == seconds,
                        "seed \(seed) \(turn) below \(limit)")
                    let expected = limit > 101 ? area + seconds * (Int(limit) - 101) : area
                    #expect(
                        trend.area(below: limit, over: window) == expected,
                        "seed \(seed) \(turn) below \(limit)")
                }
            }
        }
    }

    @Test("an hour without anything leaves nothing behind")
    func emptied() {
        var trend = Trend()
        for second in 0..<4000 {
            trend.take(
                Reading(
                    at: BootTime(seconds: Int64(second)), state: .measured, reason: .none,
                    spo2Percent: UInt8(60 + second % 40)))
        }
        trend.take(.absent(.silent, at: BootTime(seconds: 40_000)))
        for window in Trend.Window.allCases {
            #expect(trend.usableSeconds(over: window) == 0)
            #expect(trend.seconds(below: 101, over: window) == 0)
            #expect(trend.robustSlope(over: window) == nil)
        }
    }
}
