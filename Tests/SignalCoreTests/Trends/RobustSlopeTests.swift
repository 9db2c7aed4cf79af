import Testing

@testable import SignalCore

private func trend(_ values: [UInt8?], state: (Int) -> Reading.State = { _ in .measured }) -> Trend
{
    var trend = Trend()
    for (second, value) in values.enumerated() {
        let at = BootTime(seconds: Int64(second))
        guard let value else {
            trend.take(.absent(.silent, at: at))
            continue
        }
        let state = state(second)
        trend.take(
            Reading(
                at: at, state: state, reason: state == .measured ? .none : .unsteady,
                spo2Percent: value))
    }
    return trend
}

/// A line rounded to whole percent, as a device shows it: `rate` points a minute.
private func line(from start: Double, rate: Double, seconds: Int) -> [UInt8?] {
    (0..<seconds).map { UInt8((start + rate * Double($0) / 60).rounded()) }
}

@Suite("Robust slope")
struct RobustSlopeTests {
    @Test("a constant is 0, sure to the rounding", arguments: Trend.Window.allCases)
    func constant(window: Trend.Window) throws {
        let length = window.rawValue
        let slope = try #require(
            trend(Array(repeating: 97, count: length)).robustSlope(over: window))
        #expect(slope.percentPerMinute == 0)
        #expect(slope.levelPercent == 97)
        let each = max(1, length / 30)
        #expect(slope.secondsEach == each)
        let rounding = 60 / Double(length - each)
        #expect(abs(slope.highest - rounding) < 1e-9)
        #expect(abs(slope.lowest + rounding) < 1e-9)
    }

    @Test("a line of whole points is exact, with or without gaps", arguments: 0...4)
    func exact(missing: Int) throws {
        let values = (0..<60).map { second -> UInt8? in
            missing > 0 && second % 7 < missing - 1 ? nil : UInt8(99 - second)
        }
        let slope = try #require(trend(values).robustSlope(over: .minute))
        #expect(abs(slope.percentPerMinute + 60) < 1e-9)
        #expect(abs(slope.levelPercent - 40) < 1e-9)
        #expect(slope.isFalling)
        // All pairs agree: only the rounding is left.
        #expect(slope.highest - slope.lowest < 2.0 * 60 / 50)
    }

    @Test(
        "one wild second moves nothing, where least squares moves", arguments: [1, 30, 57, 59])
    func spike(at second: Int) throws {
        var values: [UInt8?] = Array(repeating: 97, count: 60)
        values[second] = 60
        let trend = trend(values)
        #expect(trend.robustSlope(over: .minute)?.percentPerMinute == 0)
        #expect(trend.robustSlope(over: .minute)?.levelPercent == 97)
        #expect(trend.facts(over: .minute)?.lowestPercent == 60)
        #expect(trend.seconds(below: 90, over: .minute) == 1)
        #expect(trend.area(below: 90, over: .minute) == 30)
        if second != 30 {
            #expect(abs(trend.facts(over: .minute)?.slopePercentPerMinute ?? 0) > 0.5)
        }
    }

    @Test("unreliable values count as low and never for the slope")
    func unreliable() {
        let values = (0..<60).map { UInt8($0 % 3 == 0 ? 70 : 97) as UInt8? }
        let trend = trend(values) { $0 % 3 == 0 ? .unreliable : .measured }
        #expect(trend.robustSlope(over: .minute)?.percentPerMinute == 0)
        #expect(trend.robustSlope(over: .minute)?.levelPercent == 97)
        #expect(trend.seconds(below: 90, over: .minute) == 20)
        #expect(trend.area(below: 90, over: .minute) == 400)
    }

    @Test("half the window must be measured, and five points be left")
    func enough() {
        #expect(trend(Array(repeating: 97, count: 29)).robustSlope(over: .minute) == nil)
        #expect(trend(Array(repeating: 97, count: 30)).robustSlope(over: .minute) != nil)
        #expect(trend(Array(repeating: 97, count: 4)).robustSlope(over: .tenSeconds) == nil)
        #expect(trend(Array(repeating: 97, count: 5)).robustSlope(over: .tenSeconds) != nil)
    }

    @Test(
        "a rounded line's true slope lies within the range",
        arguments: [-60.0, -24, -12, -6, -3, -1.5, 0, 2, 7, 20], Trend.Window.allCases)
    func rounded(rate: Double, window: Trend.Window) throws {
        let length = window.rawValue
        guard abs(rate) * Double(length) / 60 <= 60 else { return }
        let start = rate < 0 ? 99.0 : 39.0
        for phase in stride(from: 0.0, to: 1, by: 0.13) {
            let values = line(from: start + phase - 0.5, rate: rate, seconds: length)
            let slope = try #require(trend(values).robustSlope(over: window))
            #expect(slope.lowest <= rate && rate <= slope.highest, "phase \(phase)")
            #expect(slope.lowest <= slope.percentPerMinute, "phase \(phase)")
            #expect(slope.percentPerMinute <= slope.highest, "phase \(phase)")
        }
    }

    @Test("the median of all pairs agrees with the plain way", arguments: 1...20)
    func plainPairs(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let values = (0..<10).map { _ in UInt8.random(in: 60...100, using: &random) }
        let slope = try #require(trend(values.map { $0 }).robustSlope(over: .tenSeconds))
        var pairs: [Double] = []
        for right in 1..<10 {
            for left in 0..<right {
                let rise = Double(Int(values[right]) - Int(values[left]))
                pairs.append(60 * rise / Double(right - left))
            }
        }
        pairs.sort()
        #expect(abs(slope.percentPerMinute - pairs[22]) < 1e-9, "seed \(seed)")
        #expect(slope.lowest <= pairs[0] && pairs[44] <= slope.highest, "seed \(seed)")
    }

    @Test("sorting in place agrees with the library's", arguments: 1...20)
    func sorting(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var sorted = SmallSort<435>()
        let count = Int.random(in: 1...435, using: &random)
        let values = (0..<count).map { _ in
            Double(Int.random(in: -50...50, using: &random)) / 7
        }
        for value in values { sorted.add(value) }
        sorted.sort()
        #expect((0..<count).map { sorted[$0] } == values.sorted(), "seed \(seed)")
    }
}

@Suite("Forecast")
struct ForecastTests {
    @Test("a line of a point a second reaches 90 after as many seconds as points are left")
    func exact() throws {
        let trend = trend((0..<9).map { UInt8(100 - $0) as UInt8? })
        let forecast = try #require(trend.forecast(to: 90, over: .tenSeconds))
        #expect(forecast.seconds == 2)
        #expect(forecast.earliestSeconds <= 2)
        #expect((forecast.latestSeconds ?? 0) >= 2)
    }

    @Test(
        "the moment a rounded line reaches 90 lies within the range",
        arguments: [-24.0, -12, -8, -6])
    func range(rate: Double) throws {
        var told = 0
        for phase in stride(from: 0.0, to: 1, by: 0.1) {
            // A minute of falling, from so high that it ends at 93.
            let start = 93 + phase - rate
            guard start <= 100.4 || rate < -7 else { continue }
            let seconds = min(60, Int((100.4 - 93 - phase) / -rate * 60))
            let first = 93 + phase - rate * Double(seconds - 1) / 60
            let trend = trend(line(from: first, rate: rate, seconds: seconds))
            guard let forecast = trend.forecast(to: 90, over: .minute) else { continue }
            told += 1
            let truth = 60 * (3 + phase) / -rate
            #expect(Double(forecast.earliestSeconds) <= truth + 0.5, "phase \(phase)")
            #expect(Double(forecast.latestSeconds ?? 180) >= truth - 0.5, "phase \(phase)")
            #expect(abs(Double(forecast.seconds) - truth) < 15, "phase \(phase)")
        }
        if rate > -13 { #expect(told > 0) }
    }

    @Test("nothing is told of a constant, a rise, a spike or a value already there")
    func silent() {
        #expect(trend(Array(repeating: 97, count: 300)).forecast(to: 90) == nil)
        #expect(trend(line(from: 80, rate: 15, seconds: 60)).forecast(to: 90) == nil)
        var spike: [UInt8?] = Array(repeating: 97, count: 60)
        spike[57] = 60
        #expect(trend(spike).forecast(to: 90) == nil)
        #expect(trend(line(from: 98, rate: -10, seconds: 60)).forecast(to: 90) == nil)
    }

    @Test("nothing is told of noise", arguments: 1...40)
    func noise(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let values = (0..<300).map { _ in UInt8.random(in: 94...98, using: &random) as UInt8? }
        #expect(trend(values).forecast(to: 90) == nil, "seed \(seed)")
    }

    @Test("a slow fall that lasts five minutes is told, and not beyond three minutes")
    func slow() throws {
        let near = trend(line(from: 97, rate: -1.2, seconds: 300))
        let forecast = try #require(near.forecast(to: 90))
        #expect(abs(forecast.seconds - 50) < 15)
        #expect(trend(line(from: 100, rate: -1.2, seconds: 300)).forecast(to: 90) == nil)
    }

    @Test("a signal lost 3 s ago, or an unreliable value at the limit, ends it")
    func stale() throws {
        let fall = line(from: 100, rate: -6, seconds: 60)
        #expect(trend(fall).forecast(to: 90) != nil)
        #expect(trend(fall + [nil, nil]).forecast(to: 90) != nil)
        #expect(trend(fall + [nil, nil, nil]).forecast(to: 90) == nil)
        #expect(
            trend(fall + [90]) { $0 == 60 ? .unreliable : .measured }.forecast(to: 90) == nil)
    }
}
