import Alerts
import SignalCore
import Testing

/// The rules that never bend, one group a rule, named for it.
@Suite("Rules that never bend")
struct DesignRuleTests {
    @Test("rule 1: no signal is never fine, and losing it never clears or lowers an oxygen alert")
    func rule1() throws {
        var line = Timeline()
        #expect(
            line.run("97×10 88×6") == ["raised oxygen-low high@16"])
        #expect(line.machine.oxygenLamp.state == .low)
        // Two minutes without signal: the alert holds its last value; the loss is high at once.
        #expect(
            line.run("-×120") == [
                "raised signal-lost high@17", "escalated oxygen-low high@46",
                "escalated signal-lost high@47",
            ])
        let held = try #require(line.machine.openAlert(.oxygenLow))
        #expect(held.priority == .high)
        #expect(held.lastPercent == 88)
        #expect(held.heldSince == BootTime(seconds: 17))
        #expect(held.lastPercentAt == BootTime(seconds: 16))
        #expect(line.machine.oxygenLamp.state == .unknown)
    }

    @Test("rule 1: a link that stops reporting is called absent after 3 s, with no one's help")
    func rule1StuckThread() {
        var line = Timeline()
        #expect(line.run("97×10 nothing×3") == [])
        #expect(line.machine.oxygenLamp.state == .fine)
        #expect(line.run("nothing") == [])
        #expect(line.machine.oxygenLamp.state == .unknown)
        #expect(
            line.run("nothing×30") == [
                "raised signal-lost low@16", "escalated signal-lost medium@21",
                "escalated signal-lost high@41",
            ])
    }

    @Test("rule 1: a watch with an oximeter that never sends anything is never quiet")
    func rule1NeverAnything() {
        var line = Timeline()
        #expect(
            line.run("nothing×30") == [
                "raised signal-lost low@5", "escalated signal-lost medium@10",
                "escalated signal-lost high@30",
            ])
    }

    @Test("rule 2: a low value on a poor signal alarms, and one below 85 at once and high")
    func rule2() {
        var line = Timeline()
        #expect(line.run("97×10 88?×6") == ["raised oxygen-low-poor-signal medium@16"])
        #expect(line.run("84?") == ["escalated oxygen-low-poor-signal high@17"])
        var fast = Timeline()
        #expect(fast.run("97×10 84?") == ["raised oxygen-low-poor-signal high@11"])
    }

    @Test("rule 2: a dip within a second alarms, also when the second ends without a finger")
    func rule2Dip() {
        var line = Timeline()
        line.run("97×10")
        var reading = Reading.absent(.fingerOut, at: BootTime(seconds: 11))
        reading.dippedToPercent = 82
        line.machine.take(reading)
        #expect(line.open.contains("oxygen-low-poor-signal high"))
        var dip = Timeline.reading("90", at: BootTime(seconds: 12))!
        dip.dippedToPercent = 84
        line.machine.take(dip)
        #expect(line.open.contains("oxygen-critical high"))
    }

    @Test(
        "rule 3: logging a treatment changes no alert and starts a re-check",
        arguments: ["dose", "breaths", "oxygen"])
    func rule3(treatment: String) {
        var line = Timeline()
        line.run("97×10 84×8")
        let before = line.machine.open
        #expect(line.run(treatment) == [])
        #expect(line.machine.open == before)
        #expect(line.machine.reCheckDueAt == BootTime(seconds: 18 + 180))
        let later = line.run("84×180")
        #expect(later.contains("raised re-check low@198"))
        #expect(!later.contains { $0.hasPrefix("cleared") || $0.hasPrefix("eased") })
        // Neither does another treatment end the re-check that is waiting: only a look does.
        #expect(line.run(treatment) == [])
        #expect(line.run("84×120").contains("escalated re-check medium@318"))
        #expect(
            line.run("awake:pain") == [
                "cleared awake-unknown low@318", "cleared re-check medium@318",
            ])
    }

    @Test(
        "rule 4: a silence is broken by anything worse, and says why",
        arguments: [
            ("85", "oxygen lower"), ("85?", "oxygen lower"), ("84", "oxygen lower"),
            ("-", "signal lost"), ("-searching", "pulse lost"), ("gone", "signal lost"),
            ("breathing:none", "not breathing"), ("breathing:gasping", "not breathing"),
        ])
    func rule4(worse: String, reason: String) throws {
        var line = Timeline()
        line.run("97×10 88×6 silence")
        #expect(line.machine.openAlert(.oxygenLow)?.isSounding(at: line.now) == false)
        line.run(worse)
        let broken = try #require(line.transitions.last { $0.change == .broken })
        #expect(broken.kind == .oxygenLow)
        #expect(broken.note == reason)
        #expect(line.machine.openAlert(.oxygenLow)?.isSounding(at: line.now) == true)
    }

    @Test("rule 4: an acknowledgement is broken by the same things, and higher priority")
    func rule4Priority() {
        var line = Timeline()
        line.run("97×10 88?×6 ack")
        #expect(
            line.run("88") == [
                "raised oxygen-low high@17", "cleared oxygen-low-poor-signal medium@17",
            ])
        #expect(line.machine.openAlert(.oxygenLow)?.isSounding(at: line.now) == true)
        var other = Timeline()
        #expect(
            other.run("nothing×5 ack") == [
                "raised signal-lost low@5", "acknowledged signal-lost low@5",
            ])
        #expect(
            other.run("nothing×5") == [
                "escalated signal-lost medium@10", "broken signal-lost medium@10",
            ])
        #expect(other.transitions.last?.note == "higher priority")
    }

    @Test(
        "rule 4: what is not worse leaves a silence alone",
        arguments: ["88", "86", "86?", "95", "breathing:slow", "awake:voice", "dose"])
    func rule4NotWorse(word: String) {
        var line = Timeline()
        line.run("97×10 88×6 silence")
        #expect(!line.run(word).contains { $0.hasPrefix("broken") })
        #expect(line.machine.openAlert(.oxygenLow)?.isSounding(at: line.now) == false)
    }

    @Test(
        "rule 4: no silence lasts longer than 120 s, whatever is asked for",
        arguments: [Int.min, -1, 0, 1, 30, 60, 119, 120, 121, 3600, Int.max])
    func rule4Cap(seconds: Int) throws {
        var line = Timeline()
        line.run("97×10 88×6")
        line.machine.act(.silence(.oxygenLow, seconds: seconds), by: "ASH 1", at: line.now)
        let alert = try #require(line.machine.openAlert(.oxygenLow))
        let until = try #require(alert.silencedUntil)
        let length = until.millisecondsSince(line.now) / 1000
        #expect(length == Int64(min(max(seconds, 1), 120)))
        #expect(!alert.isSounding(at: until.adding(milliseconds: -1)))
        #expect(alert.isSounding(at: until))
    }

    @Test(
        "rule 4: the usual silence is 60 s and an acknowledgement 120 s; sound comes back by itself"
    )
    func rule4Lengths() {
        var line = Timeline()
        line.run("97×10 88×6 silence")
        #expect(line.machine.openAlert(.oxygenLow)?.silencedUntil == BootTime(seconds: 76))
        line.run("88×59")
        #expect(line.machine.openAlert(.oxygenLow)?.isSounding(at: line.now) == false)
        line.run("88")
        #expect(line.machine.openAlert(.oxygenLow)?.isSounding(at: line.now) == true)
        #expect(line.machine.openAlert(.oxygenLow)?.hush == nil)
        line.run("ack")
        #expect(line.machine.openAlert(.oxygenLow)?.acknowledgedUntil == BootTime(seconds: 196))
        #expect(line.machine.openAlert(.oxygenLow)?.silencedUntil == nil)
    }

    @Test("rule 5: oxygen and awake state each become unknown with age")
    func rule5Ages() {
        var line = Timeline()
        line.run("97×10 awake:alert")
        #expect(line.machine.awakeLamp.level == .alert)
        #expect(line.machine.oxygenLamp.state == .fine)
        line.run("97×299")
        #expect(line.machine.awakeLamp.level == .alert)
        #expect(line.run("97") == ["raised awake-unknown low@310"])
        #expect(line.machine.awakeLamp.level == nil)
        #expect(line.machine.awakeLamp.lastLevel == .alert)
        #expect(line.run("97×300") == ["escalated awake-unknown medium@610"])
        #expect(line.run("awake:alert") == ["cleared awake-unknown medium@610"])
        line.run("97?")
        #expect(line.machine.oxygenLamp.state == .unknown)
    }

    @Test("rule 5: still asleep with fine oxygen is a state that normal oxygen never closes")
    func rule5StillAsleep() {
        var line = Timeline()
        line.run("97×10 awake:voice")
        let state = CareState.oxygenFineStillAsleep(.voice, since: BootTime(seconds: 10))
        #expect(line.machine.careState == state)
        // An hour of perfect oxygen: still the same state, and someone was called to look.
        let hour = line.run("99×3600")
        #expect(line.machine.careState == state)
        #expect(hour == ["raised awake-unknown low@910", "escalated awake-unknown medium@1810"])
        line.run("awake:pain")
        #expect(
            line.machine.careState
                == .oxygenFineStillAsleep(.pain, since: BootTime(seconds: 10)))
        line.run("91×10")
        #expect(line.machine.careState == .asleep(.pain, since: BootTime(seconds: 10)))
        line.run("99×10 awake:alert")
        #expect(line.machine.careState == .awake(at: line.now))
    }
}
