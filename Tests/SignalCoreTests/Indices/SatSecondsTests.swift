import Testing

@testable import SignalCore

@Suite("SatSeconds")
struct SatSecondsTests {
    /// The seconds, counted from 1, at which it alarms.
    private func alarms(_ text: String, _ start: SatSeconds) -> [Int] {
        var sum = start
        return series(text).enumerated().compactMap { sum.take(percent: $1) ? $0 + 1 : nil }
    }

    private func points(_ text: String, _ start: SatSeconds) -> [Int] {
        var sum = start
        return series(text).map { percent in
            sum.take(percent: percent)
            return sum.points
        }
    }

    private let fifty = SatSeconds(limitPercent: 90, setting: 50)

    @Test("88 for 2 s, 86 for 3 s, then 84: 4 + 12 + 36 = 52 in the 11th second")
    func manual() {
        let sums = points("88x2 86x3 84x6", fifty)
        #expect(sums == [2, 4, 8, 12, 16, 22, 28, 34, 40, 46, 52])
        #expect(alarms("88x2 86x3 84x8", fifty) == [11, 12, 13])
    }

    @Test("counting from the last good value as GE does, 89 is 2")
    func offset() {
        let ge = SatSeconds(limitPercent: 90, setting: 50, offset: 1)
        #expect(points("89 88", ge) == [2, 5])
        #expect(alarms("89x25", ge) == [25])
        #expect(alarms("89x50", fifty) == [50])
    }

    @Test("back in range the sum runs down, to nothing and no further")
    func runsDown() {
        #expect(points("85x4 90 91 95 97x2", fifty) == [5, 10, 15, 20, 19, 18, 13, 6, 0])
    }

    @Test("an alarm ends when the value is back in range")
    func ends() {
        #expect(alarms("80x6 90 89", fifty) == [5, 6, 8])
        #expect(alarms("80x6 95x12 89", fifty) == [5, 6])
    }

    @Test("leaving the range three times in 60 s alarms at once; in more it does not")
    func excursions() {
        #expect(alarms("89 95x10 89 95x10 89x2 95x2", fifty) == [23, 24])
        #expect(alarms("89 95x29 89 95x29 89", fifty) == [61])
        #expect(alarms("89 95x29 89 95x30 89", fifty) == [])
        #expect(alarms("89 95x40 89 95x10 89 95x5 89", fifty) == [53, 59])
    }

    @Test("a second without a value changes nothing")
    func gaps() {
        #expect(points("88x2 0x3 127 88", fifty) == [2, 4, 4, 4, 4, 4, 6])
        // Below before and after a gap is one excursion.
        #expect(alarms("89 0 89 0 89 0 89", fifty) == [])
        #expect(alarms("80x5 0x3 95", fifty) == [5, 6, 7, 8])
    }

    @Test("over a series: alarms counted, the highest sum kept")
    func tally() {
        let facts = OxygenIndices.over(series("97x600 80x10 97x600 80x5 97x600"))
        #expect(facts.satSecondsAlarms == 2)
        #expect(facts.satSecondsHighest == 100)
    }
}
