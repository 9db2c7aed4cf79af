import SignalCore
import Sounds
import Testing

@Suite("What sounds, and where")
struct RuleTests {
    private func at(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }

    @Test func theStationSoundsWhenNoScreenConfirmsWithinTwoSeconds() {
        var rule = SoundingRule()
        rule.wants(true, at: at(1_000))
        #expect(!rule.stationSounds(at: at(2_999)))
        #expect(rule.stationSounds(at: at(3_000)))
        rule.wants(true, at: at(3_500))
        #expect(rule.stationSounds(at: at(3_500)), "no new grace")
        rule.console("a", isSounding: true, at: at(4_000))
        #expect(!rule.stationSounds(at: at(8_999)))
        #expect(rule.stationSounds(at: at(9_000)), "a screen that fell silent")
        rule.wants(false, at: at(9_100))
        #expect(!rule.stationSounds(at: at(20_000)))
    }

    @Test func aScreenThatSaysItIsMuteCountsNoLonger() {
        var rule = SoundingRule()
        rule.wants(true, at: at(0))
        rule.console("a", isSounding: true, at: at(100))
        rule.console("b", isSounding: true, at: at(200))
        rule.console("a", isSounding: false, at: at(2_500))
        #expect(!rule.stationSounds(at: at(2_500)), "b still sounds")
        rule.console("b", isSounding: false, at: at(2_600))
        #expect(rule.stationSounds(at: at(2_600)))
    }

    @Test func aConfirmationOfTheLastAlertIsNotOneOfTheNext() {
        var rule = SoundingRule()
        rule.wants(true, at: at(0))
        rule.console("a", isSounding: true, at: at(100))
        rule.wants(false, at: at(200))
        rule.wants(true, at: at(300))
        #expect(rule.stationSounds(at: at(2_300)))
    }

    @Test func theSoundTestHoldsForItsHours() {
        let morning: Int64 = 1_700_000_000_000 / 86_400_000 * 86_400_000 + 8 * 3_600_000 + 120_000
        var test = SoundTest()
        #expect(test.isOverdue(atUnixMilliseconds: morning))
        #expect(test.words(utcOffsetMinutes: 0) == "not tested")
        test.heard(by: "ASH 1", atUnixMilliseconds: morning)
        #expect(test.words(utcOffsetMinutes: 0) == "heard 08:02 by ASH 1")
        #expect(test.words(utcOffsetMinutes: -600) == "heard 22:02 by ASH 1")
        #expect(!test.isOverdue(atUnixMilliseconds: morning + 12 * 3_600_000 - 1))
        #expect(test.isOverdue(atUnixMilliseconds: morning + 12 * 3_600_000))
        #expect(test.isOverdue(atUnixMilliseconds: morning - 1), "the clock went back")
        test.heard(by: "FERN 2", atUnixMilliseconds: morning - 5)
        #expect(test.heardBy == "ASH 1", "an older one changes nothing")
    }
}
