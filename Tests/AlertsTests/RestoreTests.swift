import Alerts
import SignalCore
import Testing

@Suite("After a restart")
struct RestoreTests {
    @Test("an oxygen alert is open again, held on its last value, and clears only by good seconds")
    func held() throws {
        var line = Timeline()
        line.run("97×10 88×6 restart")
        let alert = try #require(line.machine.openAlert(.oxygenLow))
        #expect(alert.priority == .high)
        #expect(alert.raisedAt == BootTime(seconds: 16))
        #expect(alert.lastPercent == 88)
        #expect(alert.isHeld)
        #expect(line.run("97×9") == [])
        #expect(line.run("97") == ["cleared oxygen-low high@26"])
    }

    @Test("an alert from before this boot keeps its negative age")
    func beforeBoot() throws {
        let raised = BootTime(seconds: -300)
        let restored = RestoredWatch(
            alerts: [
                RestoredAlert(kind: .oxygenLow, priority: .high, raisedAt: raised, lastPercent: 82)
            ],
            care: CareFacts())
        let machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: -900), hasOximeter: true,
            restored: restored, at: BootTime(seconds: 12))
        let alert = try #require(machine.openAlert(.oxygenLow))
        #expect(alert.raisedAt == raised)
        #expect(alert.lastPercentAt == raised)
        #expect(alert.limitPercent == 90)
        #expect(machine.now == BootTime(seconds: 12))
    }

    @Test(
        "no silence and no acknowledgement comes back: it sounds, and goes to everyone after 30 s")
    func sounds() {
        var line = Timeline()
        line.run("97×10 88×6 ack silence restart")
        #expect(line.machine.openAlert(.oxygenLow)?.hush == nil)
        #expect(line.machine.openAlert(.oxygenLow)?.isSounding(at: line.now) == true)
        #expect(line.run("88×30") == ["escalated oxygen-low high@46"])
    }

    @Test("a lost signal stays lost and goes on climbing from where it was")
    func signal() {
        var line = Timeline()
        line.run("97×10 -×12 restart")
        #expect(line.open == ["signal-lost medium"])
        #expect(line.run("-×20") == ["escalated signal-lost high@41"])
        #expect(line.run("97×5") == ["cleared signal-lost high@47"])
    }

    @Test("a device that was gone hands over to what is true now")
    func device() {
        var line = Timeline()
        line.run("97×10 gone nothing×12 restart")
        #expect(line.open == ["device-gone medium"])
        #expect(
            line.run("nothing×4") == [
                "raised signal-lost medium@26", "cleared device-gone medium@26",
            ])
    }

    @Test("what people logged goes on: not breathing, timers, awake state")
    func care() {
        var line = Timeline()
        line.run("97×10 dose awake:unresponsive breathing:none 97×100 restart")
        #expect(
            Set(line.open) == [
                "unresponsive high", "not-breathing high", "re-sedation-watch low",
            ])
        #expect(line.machine.reCheckDueAt == BootTime(seconds: 190))
        #expect(line.machine.lastDoseAt == BootTime(seconds: 10))
        #expect(line.machine.awakeLamp.level == .unresponsive)
        #expect(line.run("97×80").contains("raised re-check low@190"))
    }

    @Test("what the oximeter said of itself stands until it speaks again")
    func deviceSaid() {
        var line = Timeline()
        line.run("97×10 97!battery 97!stuck!battery restart")
        #expect(line.run("nothing×2") == [])
        #expect(Set(line.open) == ["stuck medium", "low-battery low"])
        #expect(line.run("97") == ["cleared stuck medium@15", "cleared low-battery low@15"])
    }

    @Test("a re-check that was due stays open until someone looks, also after another dose")
    func reCheck() {
        var line = Timeline()
        line.run("97×10 dose 97×180 dose restart")
        #expect(line.open == ["re-sedation-watch low", "re-check low"])
        #expect(line.run("97×10") == [])
        #expect(line.run("breathing:slow") == ["cleared re-check low@200"])
        #expect(line.machine.reCheckDueAt == BootTime(seconds: 370))
    }
}
