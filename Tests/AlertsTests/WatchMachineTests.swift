import Alerts
import SignalCore
import Testing

@Suite("Watch machine")
struct WatchMachineTests {
    @Test("nobody on a high alert for 30 s goes to everyone, once until someone acknowledges")
    func unattended() {
        var line = Timeline()
        line.run("97×10 88×6")
        #expect(line.run("88×29") == [])
        #expect(line.run("88") == ["escalated oxygen-low high@46"])
        #expect(line.transitions.last?.note == "nobody acknowledged it")
        #expect(line.machine.openAlert(.oxygenLow)?.isUnattended == true)
        #expect(line.run("88×60") == [])
        #expect(line.run("ack") == ["acknowledged oxygen-low high@106"])
        #expect(line.machine.openAlert(.oxygenLow)?.isUnattended == false)
        #expect(line.run("88×149") == [])
        #expect(line.run("88") == ["escalated oxygen-low high@256"])
    }

    @Test("time under a silence does not count as unattended, the time after it does")
    func silenceIsSomeone() {
        var line = Timeline()
        line.run("97×10 88×6 silence")
        #expect(line.run("88×89") == [])
        #expect(line.run("88") == ["escalated oxygen-low high@106"])
    }

    @Test("a transition carries value, limit and both delays")
    func facts() throws {
        var line = Timeline()
        line.run("97×10 88×6")
        let low = try #require(line.transitions.last)
        #expect(low.spo2Percent == 88)
        #expect(low.limitPercent == 90)
        #expect(low.since == BootTime(seconds: 11))
        #expect(low.conditionDelayMilliseconds == 5000)
        #expect(low.signalDelayMilliseconds == 0)
        line.run("silence")
        let silenced = try #require(line.transitions.last)
        #expect(silenced.by == "ASH 1")
        #expect(silenced.until == BootTime(seconds: 76))
        // Entered two minutes late: the delay is told, not hidden.
        line.run("88×120 awake:unresponsive@-100")
        let late = try #require(line.transitions.last { $0.kind == .unresponsive })
        #expect(late.since == BootTime(seconds: 36))
        #expect(late.conditionDelayMilliseconds == 0)
        #expect(late.signalDelayMilliseconds == 100_000)
    }

    @Test(
        "a watch by visual checks alone has no alerts of the signal but those of people's entries")
    func withoutOximeter() {
        var line = Timeline(hasOximeter: false)
        #expect(
            line.run("nothing×300 breathing:none") == [
                "raised awake-unknown low@300", "raised not-breathing high@300",
            ])
        #expect(line.machine.oxygenLamp.state == .unknown)
        #expect(line.machine.linkCondition == .none)
    }

    @Test("an oximeter put on later is watched from then on")
    func oximeterLater() {
        var line = Timeline(hasOximeter: false)
        line.run("nothing×20 streaming")
        #expect(line.run("nothing×5") == ["raised signal-lost low@25"])
    }

    @Test("a corrected dose takes its re-check back, a corrected look brings one back")
    func corrections() {
        var line = Timeline()
        line.run("97×10 dose 97×30")
        #expect(line.machine.reCheckDueAt == BootTime(seconds: 190))
        #expect(line.machine.sinceLastDoseMilliseconds == 30_000)
        line.machine.setTimers(from: CareFacts(), at: line.now)
        #expect(line.machine.reCheckDueAt == nil)
        #expect(line.machine.lastDoseAt == nil)
        var facts = CareFacts()
        facts.take(.awake(.unresponsive), at: BootTime(seconds: 20))
        line.machine.setTimers(from: facts, at: line.now)
        #expect(line.open == ["unresponsive high"])
        line.machine.setTimers(from: CareFacts(), at: line.now)
        #expect(line.open == [])
    }

    @Test("facts folded again with one more dose leave the first dose's re-check where it was")
    func addedDose() {
        var line = Timeline()
        line.run("97×10 dose 97×100")
        var facts = line.machine.careFacts
        facts.take(.dose, at: line.now)
        line.machine.setTimers(from: facts, at: line.now)
        #expect(line.machine.lastDoseAt == BootTime(seconds: 110))
        #expect(line.machine.reCheckDueAt == BootTime(seconds: 190))
    }

    @Test("facts folded again with a treatment more change no alert in that moment")
    func addedTreatment() {
        var line = Timeline()
        line.run("97×10 88×6 -×6")
        let before = line.machine.open
        var facts = line.machine.careFacts
        facts.take(.dose, at: line.now)
        line.machine.setTimers(from: facts, at: line.now)
        #expect(line.machine.open == before)
        #expect(line.run("-").contains("raised re-sedation-watch low@23"))
    }

    @Test("facts folded again unchanged, as after a note or a call, move no re-check")
    func unchangedFacts() {
        var line = Timeline()
        line.run("97×10 dose 97×150 dose 97×10")
        line.machine.setTimers(from: line.machine.careFacts, at: line.now)
        #expect(line.machine.reCheckDueAt == BootTime(seconds: 190))
    }

    @Test("a silence given on a poor signal is broken when the value is lost altogether")
    func poorThenLost() {
        var line = Timeline()
        line.run("97×10 88×6 88?×8")
        #expect(line.open.contains("signal-lost low"))
        line.run("silence 88?×2")
        #expect(line.machine.openAlert(.oxygenLow)?.silencedUntil != nil)
        #expect(line.run("-×6").contains { $0.hasPrefix("broken oxygen-low") })
    }

    @Test("facts do not depend on the order entries arrive in", arguments: 1...50)
    func factsOrder(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var entries: [(Observation, BootTime)] = (0..<8).map { index in
            let all: [Observation] = [
                .awake(AwakeLevel.allCases.randomElement(using: &random)!), .dose,
                .breathing(Breathing.allCases.randomElement(using: &random)!),
                .countedBreaths(perMinute: Int.random(in: 0...20, using: &random)),
            ]
            return (all.randomElement(using: &random)!, BootTime(seconds: Int64(index)))
        }
        func fold() -> CareFacts {
            var facts = CareFacts()
            for (observation, at) in entries { facts.take(observation, at: at) }
            facts.asleepSince = nil
            return facts
        }
        let inOrder = fold()
        entries.shuffle(using: &random)
        #expect(fold() == inOrder, "seed \(seed)")
    }

    @Test("leaving closes every alert with the reason and the handle")
    func leaving() {
        var line = Timeline()
        line.run("97×10 88×6 awake:unresponsive")
        line.machine.leave(reason: "left with friend", by: "ASH 1", at: line.now)
        var cleared: [AlertTransition] = []
        line.machine.drain { cleared.append($0) }
        #expect(cleared.map(\.change) == [.cleared, .cleared])
        #expect(cleared.allSatisfy { $0.note == "left with friend" && $0.by == "ASH 1" })
        #expect(line.machine.open == [])
    }

    @Test("other limits, other alerts: the rapid drop moves with the low limit")
    func otherLimits() throws {
        let limits = try Limits.spotterDefaults.changing(
            [.lowPercent: 93, .oxygenLowDelayMilliseconds: 0], version: 2, author: "FERN 2")
        var line = Timeline(limits: limits)
        #expect(line.run("97×10 92") == ["raised oxygen-low high@11"])
        #expect(line.run("87") == ["raised oxygen-critical high@12"])
        #expect(
            line.run("95×10") == ["cleared oxygen-low high@22", "cleared oxygen-critical high@22"])
    }
}
