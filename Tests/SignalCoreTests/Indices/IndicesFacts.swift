@testable import SignalCore

/// Everything an `OxygenIndices` says, so that two can be compared bit for bit.
struct IndicesFacts: Equatable {
    var events: [String: [DesaturationEvent]] = [:]
    var counts: [Int?] = []
    var figures: [UInt64] = []

    init(_ indices: borrowing OxygenIndices) {
        for rule in DesaturationRule.allCases {
            for drop in [3, 4] {
                events["\(rule.rawValue) \(drop)"] = indices.events(rule, drop: drop)
            }
        }
        counts = [
            indices.seconds, indices.validSeconds, indices.nadirPercent,
            indices.sustainedNadirPercent, indices.satSecondsAlarms, indices.satSecondsHighest,
        ]
        counts += indices.histogram
        figures = [
            indices.ct90Percent, indices.ct90AtOrBelowPercent, indices.deltaIndexPercent,
            indices.areaPercent(below: 94), indices.burdenPercentMinutesPerHour,
        ].map { ($0 ?? -1).bitPattern }
    }

    /// The whole series at once.
    static func whole(_ series: [UInt8]) -> IndicesFacts {
        IndicesFacts(OxygenIndices.over(series))
    }

    /// The series cut at `cuts`, which ascend.
    static func pieces(_ series: [UInt8], cuts: [Int]) -> IndicesFacts {
        var indices = OxygenIndices(
            eventRoom: .max, lunaRange: OxygenIndices.range(of: series.span))
        var start = 0
        for cut in cuts + [series.count] {
            indices.take(series.span.extracting(start..<cut))
            start = cut
        }
        indices.finish()
        return IndicesFacts(indices)
    }

    /// One second at a time.
    static func live(_ series: [UInt8]) -> IndicesFacts {
        var indices = OxygenIndices(
            eventRoom: .max, lunaRange: OxygenIndices.range(of: series.span))
        for percent in series { indices.take(percent: percent) }
        indices.finish()
        return IndicesFacts(indices)
    }
}

/// `start-end` of the events of a rule, the way the fixtures write them.
func spans(_ series: [UInt8], _ rule: DesaturationRule, _ drop: Int = 3) -> String {
    spans(OxygenSeries(series).events(rule, drop: drop))
}

func spans(_ events: [DesaturationEvent]) -> String {
    events.map { "\($0.start)-\($0.end)" }.joined(separator: " ")
}

/// A series from `percent` or `percent x seconds`, separated by white space.
func series(_ text: String) -> [UInt8] {
    text.split { $0 == " " || $0 == "\n" }.flatMap { part in
        let halves = part.split(separator: "x").compactMap { Int($0) }
        return [UInt8](repeating: UInt8(halves[0]), count: halves.count == 2 ? halves[1] : 1)
    }
}

/// A person's oxygen as the bench makes it: falls of 2 to 12 points from a steady level, with gaps.
func madeSeries(_ seconds: Int, noise: Int, using random: inout SeededRandom) -> [UInt8] {
    let level = Int.random(in: 92...100, using: &random)
    var values = [Int](repeating: level, count: seconds)
    var start = Int.random(in: 0...200, using: &random)
    while start < seconds {
        let depth = Int.random(in: 2...12, using: &random)
        let down = Int.random(in: 4...32, using: &random)
        let hold = Int.random(in: 0...30, using: &random)
        let up = Int.random(in: 3...38, using: &random)
        for second in 0..<(down + hold + up) where start + second < seconds {
            let back = max(0, second - down - hold)
            let part = second < down ? depth * second / down : depth - depth * back / up
            values[start + second] = level - part
        }
        start += down + hold + up + Int.random(in: 1...200, using: &random)
    }
    for second in values.indices where noise > 0 {
        if Int.random(in: 0..<100, using: &random) < noise {
            values[second] += Int.random(in: -2...2, using: &random)
        }
    }
    for _ in 0..<(seconds / 600) {
        let gap = Int.random(in: 0..<seconds, using: &random)
        let end = min(seconds, gap + Int.random(in: 1...64, using: &random))
        for second in gap..<end { values[second] = 0 }
    }
    return values.map { UInt8(max(0, min(100, $0))) }
}
