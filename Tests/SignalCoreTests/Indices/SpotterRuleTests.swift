import Testing

@testable import SignalCore

@Suite("Indices: spotter-1")
struct SpotterRuleTests {
    private func event(_ text: String, drop: Int = 3) -> [DesaturationEvent] {
        OxygenIndices.over(series(text)).events(.spotter, drop: drop)
    }

    @Test("an event starts at the first second below and ends within a point of the baseline")
    func plain() throws {
        let events = event("97x60 96x4 95x4 94x4 93x10 94x3 95x3 96x3 97x60")
        #expect(events.count == 1)
        let event = try #require(events.first)
        #expect(event.start == 60 && event.end == 88 && event.nadirAt == 72)
        #expect(event.baselinePercent == 97 && event.nadirPercent == 93)
        #expect(event.areaPercentSeconds == Double(4 + 8 + 12 + 40 + 9 + 6))
        #expect(!event.interrupted)
    }

    @Test("a fall of 2 points is nothing, of 3 is one, of 4 one at both drops")
    func depths() {
        for depth in 2...4 {
            let text = "97x60 96x5 \(97 - depth)x10 96x5 97x60"
            #expect(event(text).count == (depth >= 3 ? 1 : 0))
            #expect(event(text, drop: 4).count == (depth >= 4 ? 1 : 0))
        }
    }

    @Test("three seconds at depth are enough, a spike of one is not")
    func spikes() {
        #expect(event("97x60 94x3 97x60").count == 1)
        #expect(event("97x60 80 97x60").isEmpty)
        #expect(event("97x60 96x3 80 96x3 97x60").isEmpty)
    }

    @Test("it is known two seconds after the drop")
    func delay() {
        var live = OxygenIndices()
        var known: [Int] = []
        for (second, percent) in series("97x60 92x5").enumerated() {
            live.take(percent: percent)
            if live.isInEvent { known.append(second) }
        }
        #expect(known == [62, 63, 64])
    }

    @Test("a fall of 3 points over 50 s does not take its baseline along")
    func slow() {
        #expect(event("97x12 96x20 95x20 94x10 95x20 96x20 97x30").count == 1)
    }

    @Test("a slow drift over minutes is no event")
    func drift() {
        #expect(event("98x300 97x300 96x300 95x300 94x300 93x300").isEmpty)
    }

    @Test("a gap of 10 s is passed over, of 11 s interrupts; what follows is the same event")
    func gaps() {
        let short = event("97x60 93x10 0x10 93x10 97x60")
        #expect(spans(short) == "60-90" && short.first?.interrupted == false)
        let long = event("97x60 93x10 0x11 93x10 97x60")
        #expect(spans(long) == "60-70" && long.first?.interrupted == true)
        let deeper = event("97x60 93x10 0x11 93x4 90x10 97x60")
        #expect(spans(deeper) == "60-70 85-95")
    }

    @Test("beside a gap one second at depth is enough")
    func besideGap() {
        #expect(event("97x60 96 95 94 0x20 97x60").count == 1)
        #expect(event("97x60 0x20 92 96 97x60").count == 1)
    }

    @Test("a level held for 300 s is the new baseline")
    func newLevel() {
        let events = event("97x60 90x500 86x20 90x60")
        #expect(spans(events) == "60-360 560-580")
        #expect(events.map(\.baselinePercent) == [97, 90])
    }

    @Test("the end of the series interrupts")
    func end() {
        let events = event("97x60 93x10")
        #expect(spans(events) == "60-70" && events.first?.interrupted == true)
    }

    @Test("events of 10 s at depth every 40 s are all found")
    func dense() {
        let text = "97x120" + String(repeating: " 96x5 94x5 92x10 94x5 96x5 97x10", count: 30)
        #expect(event(text).count == 30)
    }

    /// The kind of night it is judged on: falls of 2 to 12 points in 8 to 32 s, gaps of 10 to 64 s.
    @Test("made nights: none of 3 points or more missed, none false", arguments: 1...40)
    func nights(seed: UInt64) {
        var random = SeededRandom(seed: 0x0DD5 ^ seed)
        let level = Int.random(in: 93...99, using: &random)
        var values = [UInt8](repeating: UInt8(level), count: 28_800)
        var truth: [(span: ClosedRange<Int>, depth: Int)] = []
        var start = Int.random(in: 15...400, using: &random)
        while start < 28_600 {
            let depth = Int.random(in: 2...12, using: &random)
            let down = Int.random(in: 8...32, using: &random)
            let hold = Int.random(in: 0...30, using: &random)
            let up = Int.random(in: 6...38, using: &random)
            for second in 0...(down + hold + up) {
                let back = Double(max(0, second - down - hold)) / Double(up)
                let part = second < down ? Double(second) / Double(down) : 1 - back
                let value = Double(level) - Double(depth) * part
                values[start + second] = UInt8(value.rounded(.toNearestOrEven))
            }
            truth.append((start...(start + down + hold + up), depth))
            start += down + hold + up + Int.random(in: 90...800, using: &random)
        }
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let gap = Int.random(in: 0..<28_700, using: &random)
            let length = Int.random(in: 10...64, using: &random)
            for second in gap..<(gap + length) { values[second] = 0 }
        }
        let events = OxygenIndices.over(values).events(.spotter, drop: 3)
        for (span, _) in truth {
            let lowest: UInt8 = values[span].filter { $0 > 0 }.min() ?? UInt8(level)
            let found = events.count { $0.start <= span.upperBound && $0.end >= span.lowerBound }
            #expect(found == (level - Int(lowest) >= 3 ? 1 : 0), "seed \(seed) at \(span)")
        }
        let real = events.count { event in
            truth.contains { $0.span.overlaps(event.start...event.end) && $0.depth >= 3 }
        }
        #expect(real == events.count, "seed \(seed)")
    }
}
