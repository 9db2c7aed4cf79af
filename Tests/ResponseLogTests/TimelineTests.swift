import Ledger
import ResponseLog
import Testing

@Suite("Timeline: corrections, duplicates, late entries")
struct TimelineTests {
    @Test("a withdrawn entry is struck through and never gone, whatever comes after")
    func withdrawn() throws {
        var night = Night()
        let given = night.care(try dose(.intranasal, 4000), at: 10)
        night.correct(given, .withdrawn, at: 20)
        night.correct(given, .moved(toUnixMilliseconds: 5000), at: 30)
        let rows = Timeline.rows(of: night.entries)
        #expect(rows.count == 1)
        #expect(rows[0].withdrawn)
        #expect(rows[0].standingDose == nil)
        #expect(rows[0].words == "Naloxone 4 mg into nose")
    }

    @Test("the last move holds and the first time stays visible")
    func moved() throws {
        var night = Night()
        let given = night.care(try dose(.intranasal, 4000), at: 600)
        night.care(.stimulated(.voice), at: 500)
        night.correct(given, .moved(toUnixMilliseconds: 540_000), at: 610)
        night.correct(given, .moved(toUnixMilliseconds: 480_000), at: 620)
        let rows = Timeline.rows(of: night.entries)
        #expect(rows.map(\.occurredUnixMilliseconds) == [480_000, 500_000])
        #expect(rows[0].movedFromUnixMilliseconds == 600_000)
    }

    @Test("a like dose within 30 s asks whether it is the same; other routes and people do not")
    func duplicates() throws {
        var night = Night()
        let first = night.care(try dose(.intramuscular, 400), at: 0)
        night.care(try dose(.intramuscular, 400), at: 30)
        night.care(try dose(.intranasal, 4000), at: 31)
        night.care(try dose(.intramuscular, 400), at: 61)
        let rows = Timeline.rows(of: night.entries)
        #expect(rows.map(\.possibleDuplicateOf) == [nil, first, nil, nil])
    }

    @Test("an entry written more than a minute after it happened is late", arguments: [60, 61])
    func late(seconds: Int64) {
        var night = Night()
        night.add(
            .care(Care(watch: night.watch, incident: nil, act: .note("x"))), at: 0, lateBy: seconds)
        #expect(Timeline.rows(of: night.entries)[0].isLate == (seconds > 60))
    }

    /// The ledger gives entries in order; tablets and views may not. The fold does not care.
    @Test("any order of the same entries gives the same rows", arguments: 0..<50 as Range<UInt64>)
    func anyOrder(seed: UInt64) throws {
        var night = Night()
        night.start()
        let first = night.care(try dose(.intramuscular, 400), at: 20)
        night.care(.awake(.unresponsive), at: 20)
        let second = night.care(.oxygen(litresPerMinute: 10), at: 30)
        night.correct(first, .moved(toUnixMilliseconds: 5000), at: 40)
        night.correct(second, .withdrawn, at: 41)
        night.correct(second, .moved(toUnixMilliseconds: 1000), at: 42)
        var random = Seeded(state: seed)
        let shuffled = night.entries.shuffled(using: &random)
        #expect(Timeline.rows(of: shuffled) == Timeline.rows(of: night.entries))
        #expect(
            WatchRecord(watch: night.watch, entries: shuffled)
                == WatchRecord(watch: night.watch, entries: night.entries))
    }

    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }
}
