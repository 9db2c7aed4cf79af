import SignalCore
import Testing

@testable import Alerts

@Suite("SatSeconds")
struct SatSecondsTests {
    /// The second in which it counts; `nil` when it never does.
    private func firesAt(_ values: [(Int, Int)], setting: Int, offset: Int = 0) -> Int? {
        var sat = SatSeconds(limitPercent: 90, setting: setting, offset: offset)
        var second: Int64 = 0
        for (value, seconds) in values {
            for _ in 0..<seconds {
                second += 1
                if sat.take(percent: UInt8(value), at: BootTime(seconds: second)) {
                    return Int(second)
                }
            }
        }
        return nil
    }

    @Test("the printed example: 88 for 2 s, 86 for 3 s, 84 on, limit 90, setting 50")
    func printed() {
        #expect(firesAt([(88, 2), (86, 3), (84, 60)], setting: 50) == 11)
        var sat = SatSeconds(limitPercent: 90, setting: 50)
        var sums: [Int] = []
        for (index, value) in [88, 88, 86, 86, 86, 84, 84, 84, 84, 84, 84].enumerated() {
            sat.take(percent: UInt8(value), at: BootTime(seconds: Int64(index)))
            sums.append(sat.points)
        }
        #expect(sums == [2, 4, 8, 12, 16, 22, 28, 34, 40, 46, 52])
    }

    @Test(
        "every setting, by points below the limit and by GE's count from the last good value",
        arguments: [
            (10, 0, 89, 10), (10, 0, 88, 5), (25, 0, 88, 13), (50, 0, 80, 5), (100, 0, 89, 100),
            (10, 1, 89, 5), (25, 1, 88, 9), (50, 1, 89, 25), (100, 1, 80, 10),
        ])
    func settings(setting: Int, offset: Int, value: Int, second: Int) {
        #expect(firesAt([(value, 200)], setting: setting, offset: offset) == second)
    }

    @Test("GE's count of the printed example")
    func ge() {
        // 3, 6, 11, 16, 21, 28, 35, 42, 49, 56.
        #expect(firesAt([(88, 2), (86, 3), (84, 60)], setting: 50, offset: 1) == 10)
    }

    @Test("by the readings' times the same as by count, second by second", arguments: 1...20)
    func sameAsIndex(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var clock = SatSeconds(limitPercent: 90, setting: 50)
        var index = SatSeconds(limitPercent: 90, setting: 50)
        var value = 92
        for second in 0..<2000 as Range<Int64> {
            value = min(98, max(80, value + Int.random(in: -1...1, using: &random)))
            let here = clock.take(percent: UInt8(value), at: BootTime(seconds: second))
            #expect(here == index.take(percent: UInt8(value)), "seed \(seed) at \(second)")
            #expect(clock.points == index.points, "seed \(seed) at \(second)")
        }
    }

    @Test("in range the sum runs down, and never below nothing")
    func runsDown() {
        var sat = SatSeconds(limitPercent: 90, setting: 50)
        for second in 0..<10 as Range<Int64> {
            sat.take(percent: 86, at: BootTime(seconds: second))
        }
        #expect(sat.points == 40)
        sat.take(percent: 92, at: BootTime(seconds: 10))
        #expect(sat.points == 38)
        sat.take(percent: 90, at: BootTime(seconds: 11))
        #expect(sat.points == 37)
        for second in 12..<40 as Range<Int64> {
            sat.take(percent: 97, at: BootTime(seconds: second))
        }
        #expect(sat.points == 0)
    }

    @Test("leaving the range a third time within 60 s counts at once, after 61 s it does not")
    func excursions() {
        #expect(firesAt([(89, 1), (97, 29), (89, 1), (97, 29), (89, 1)], setting: 100) == 61)
        #expect(firesAt([(89, 1), (97, 29), (89, 1), (97, 30), (89, 1)], setting: 100) == nil)
        #expect(firesAt([(89, 1), (97, 1), (89, 1), (97, 1), (89, 1)], setting: 100) == 5)
    }

    @Test("the 60 s are those of the readings' times: seconds that go missing count")
    func missingSeconds() {
        var sat = SatSeconds(limitPercent: 90, setting: 100)
        for second in [1, 2, 31, 32, 61] as [Int64] {
            let counts = sat.take(
                percent: second % 2 == 0 ? 97 : 89, at: BootTime(seconds: second))
            #expect(counts == (second == 61))
        }
        var late = SatSeconds(limitPercent: 90, setting: 100)
        for second in [1, 2, 31, 32, 63] as [Int64] {
            let counts = late.take(
                percent: second % 2 == 0 ? 97 : 89, at: BootTime(seconds: second))
            #expect(!counts)
        }
    }

    @Test("as the site's choice they stand instead of the delay, never beside it")
    func instead() throws {
        let limits = try Limits.spotterDefaults.changing(
            [.oxygenLowSatSeconds: 50], version: 2, author: "FERN 2")
        var line = Timeline(limits: limits)
        let events = line.run("94×40 89×49")
        #expect(!events.contains { $0.hasPrefix("raised oxygen-low") })
        #expect(line.run("89").contains("raised oxygen-low high@90"))
        let raised = try #require(line.transitions.last { $0.kind == .oxygenLow })
        #expect(raised.conditionDelayMilliseconds == 49_000)
        #expect(raised.signalDelayMilliseconds == 0)
        // Deep values do not wait: critical is at once.
        var deep = Timeline(limits: limits)
        #expect(deep.run("94×40 84").contains("raised oxygen-critical high@41"))
        // And it clears by rule 1, as ever.
        #expect(line.run("92×9").isEmpty)
        #expect(line.run("92").contains("cleared oxygen-low high@100"))
    }

    @Test("a low value on a poor signal keeps its own delay")
    func poor() throws {
        let limits = try Limits.spotterDefaults.changing(
            [.oxygenLowSatSeconds: 100], version: 2, author: "FERN 2")
        var line = Timeline(limits: limits)
        #expect(
            line.run("94×40 89?×6").contains("raised oxygen-low-poor-signal medium@46"))
    }
}
