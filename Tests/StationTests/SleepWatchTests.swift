import Testing

@testable import Station

@Suite("The computer slept")
struct SleepWatchTests {
    @Test("only the clock that counts through sleep runs on: that is a sleep, told once")
    func sleep() {
        var watch = SleepWatch()
        #expect(watch.take(boot: 100_000, awake: 40_000) == nil)
        #expect(watch.take(boot: 101_000, awake: 41_000) == nil)
        #expect(watch.take(boot: 162_000, awake: 42_000) == 60_000)
        #expect(watch.take(boot: 163_000, awake: 43_000) == nil)
        #expect(watch.take(boot: 165_500, awake: 43_510) == nil, "below two seconds is no sleep")
    }

    @Test("short sleeps add up until they are worth telling")
    func shortSleeps() {
        var watch = SleepWatch()
        #expect(watch.take(boot: 0, awake: 0) == nil)
        #expect(watch.take(boot: 2500, awake: 1000) == nil)
        #expect(watch.take(boot: 5000, awake: 2000) == 3000)
    }
}
