import SignalCore
import Store
import Testing

@testable import Station

@Suite("Readings on their way to the disk")
struct ReadingLogTests {
    @Test("jitter around a whole second leaves no hole and doubles none", arguments: 0..<50)
    func jitter(seed: Int) {
        var grid = SecondGrid()
        var seconds: [Int64] = []
        for index in 0..<300 {
            let jitter = Int64((index * 7919 + seed * 104_729) % 61) - 30
            seconds.append(grid.place(1_000_000_000 + Int64(index) * 1000 + jitter))
        }
        #expect(zip(seconds, seconds.dropFirst()).allSatisfy { $1 - $0 == 1000 })
    }

    @Test("a real hole stays a hole, and a clock set back is followed")
    func holes() {
        var grid = SecondGrid()
        #expect(grid.place(10_200) == 10_000)
        #expect(grid.place(11_200) == 11_000)
        #expect(grid.place(17_300) == 17_000)
        #expect(grid.place(5_100) == 5_000)
        #expect(grid.place(6_090) == 6_000)
    }

    @Test("the lowest value of a second is what is stored, also when the second ended without one")
    func dips() {
        let now = BootTime(seconds: 1)
        let dipped = Reading(
            at: now, state: .measured, reason: .none, spo2Percent: 91, pulseBpm: 70, quality: 90,
            dippedToPercent: 82)
        #expect(ReadingRecord(dipped).spo2Percent == 82)
        let lost = Reading(
            at: now, state: .absent, reason: .fingerOut, dippedToPercent: 82)
        #expect(ReadingRecord(lost).spo2Percent == 82)
        #expect(ReadingRecord(lost).state == Reading.State.unreliable.rawValue)
        #expect(ReadingRecord(.absent(.silent, at: now)).spo2Percent == nil)
    }

    @Test("a disk that stays away costs the oldest readings, never memory")
    func bounded() {
        let log = ReadingLog()
        for second in 0..<10_000 {
            log.add(.absent(.silent, at: BootTime(seconds: Int64(second))), seat: 1)
        }
        let kept = log.take()
        #expect(kept.count <= 6000)
        #expect(kept.last?.reading.at == BootTime(seconds: 9999))
        #expect(log.take().isEmpty)
    }
}
