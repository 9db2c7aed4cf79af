import People
import Testing

@Suite struct SessionLifeTests {
    private let minute: Int64 = 60_000
    private let start: Int64 = 1_800_000_000_000

    @Test func aQuarterHourWithoutATouchEndsIt() {
        let life = SessionLife.begin(now: start)
        #expect(life.isLive(start + 15 * minute - 1))
        #expect(life.at(start + 15 * minute) == .ended(.idle, at: start + 15 * minute))
    }

    @Test func useKeepsItAliveForTwelveHoursAtMost() {
        var life = SessionLife.begin(now: start)
        for step in 1..<72 { life = life.used(start + Int64(step) * 10 * minute) }
        #expect(life.isLive(start + 720 * minute - 1))
        #expect(life.used(start + 720 * minute) == .ended(.tooLong, at: start + 720 * minute))
    }

    @Test(arguments: SessionLife.Ending.allCases)
    func nothingBringsItBack(ending: SessionLife.Ending) {
        let ended = SessionLife.begin(now: start).ended(ending, now: start + 1)
        #expect(ended == .ended(ending, at: start + 1))
        #expect(ended.used(start + 2) == ended)
        #expect(ended.ended(.signedOut, now: start + 3) == ended)
        #expect(!ended.isLive(start + 2))
    }

    @Test func endingOneThatRanOutKeepsTheTrueReason() {
        let life = SessionLife.begin(now: start).ended(.revoked, now: start + 20 * minute)
        #expect(life == .ended(.idle, at: start + 15 * minute))
    }

    @Test func aClockSetBackEndsWhatItWouldPreserve() {
        let life = SessionLife.begin(now: start)
        #expect(life.isLive(start - minute))
        #expect(life.at(start - minute - 1) == .ended(.clockSetBack, at: start - minute - 1))
        #expect(life.used(start - minute) == .live(started: start, lastUsed: start))
    }
}
