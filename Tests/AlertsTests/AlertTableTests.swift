import Testing

@testable import Alerts
@testable import SignalCore

@Suite("Table of conditions")
struct AlertTableTests {
    @Test("raw values are the names of the page and of the log")
    func names() {
        #expect(
            AlertKind.allCases.map(\.rawValue) == [
                "oxygen-low", "oxygen-critical", "oxygen-low-poor-signal", "oxygen-caution",
                "oxygen-falling", "pulse-low", "pulse-high", "pulse-lost", "signal-lost",
                "device-gone", "stalled", "stuck", "taken", "low-battery", "unresponsive",
                "not-breathing", "awake-unknown", "breaths-not-counted", "re-check",
                "re-sedation-watch", "clock-step", "clock-unconfirmed", "storage-failing",
                "storage-nearly-full", "history-overflow", "console-not-sounding",
                "sound-test-overdue", "station-restarted",
            ])
        #expect(AlertPriority.allCases.map(\.rawName) == ["low", "medium", "high"])
        #expect(
            AlertPriority.allCases.map { AlertPriority(rawName: $0.rawName) }
                == AlertPriority.allCases)
        #expect(AlertPriority(rawName: "urgent") == nil)
    }

    @Test("every kind has its own row, in order, with words", arguments: AlertKind.allCases)
    func rows(kind: AlertKind) {
        #expect(AlertRule.table.count == AlertKind.allCases.count)
        #expect(kind.rule.kind == kind)
        #expect(!kind.plainWords.isEmpty)
        #expect(!kind.rule.condition.isEmpty)
        let priorities = kind.rule.ladder.map(\.priority)
        #expect(!priorities.isEmpty)
        #expect(priorities == priorities.sorted())
    }

    @Test("the kinds of oxygen and pulse and only they are physiological")
    func physiological() {
        #expect(
            AlertKind.allCases.filter(\.isPhysiological)
                == [
                    .oxygenLow, .oxygenCritical, .oxygenLowPoorSignal, .oxygenCaution,
                    .oxygenFalling, .pulseLow, .pulseHigh, .pulseLost,
                ])
        #expect(AlertKind.allCases.filter(\.isOfStation).map(\.slot) == Array(20..<28))
        #expect(AlertKind.allCases.map(\.slot) == Array(0..<28))
    }

    @Test(
        "a ladder has the rung its time has reached",
        arguments: [
            (0, nil), (4999, nil), (5000, AlertPriority.low), (9999, .low), (10_000, .medium),
            (29_999, .medium), (30_000, .high), (3_600_000, .high),
        ] as [(Int64, AlertPriority?)])
    func ladder(milliseconds: Int64, priority: AlertPriority?) {
        let condition = Condition(since: BootTime(milliseconds: -5))
        let due = Ladders(.spotterDefaults).due(
            AlertKind.signalLost.slot, condition, at: BootTime(milliseconds: milliseconds - 5))
        #expect(due?.priority == priority)
    }

    /// A step of one life; returns what happened.
    private func step(
        _ lives: inout AlertLives, _ kind: AlertKind, _ evidence: Evidence
    ) -> [AlertChange] {
        var worse = Worse()
        lives.step(kind.slot, evidence, at: BootTime(seconds: 1), &worse)
        var happened: [AlertChange] = []
        lives.history.drain { happened.append($0.change) }
        return happened
    }

    @Test("from open there is no way out but the clearing rule")
    func lifeCycle() {
        let met = Condition(since: BootTime(seconds: 0), percent: 84, limitPercent: 85)
        var lives = AlertLives(AlertKind.watchSlots, limits: .spotterDefaults)
        #expect(step(&lives, .oxygenCritical, .ended(note: nil)) == [])
        #expect(step(&lives, .oxygenCritical, .met(met)) == [.raised])
        for evidence in [Evidence.unsure, .notMet, .met(met)] {
            #expect(step(&lives, .oxygenCritical, evidence) == [])
            #expect(lives.isOpen(.oxygenCritical))
        }
        #expect(step(&lives, .oxygenCritical, .ended(note: nil)) == [.cleared])
        #expect(!lives.isOpen(.oxygenCritical))
        #expect(lives.alert(.oxygenCritical) == nil)
    }

    @Test("a pending condition waits while nothing is known and ends when it is not met")
    func pending() {
        let met = Condition(since: BootTime(seconds: 0))
        var lives = AlertLives(AlertKind.watchSlots, limits: .spotterDefaults)
        #expect(step(&lives, .oxygenLow, .met(met)) == [])
        #expect(step(&lives, .oxygenLow, .unsure) == [])
        #expect(lives.pendingSlots.contains(AlertKind.oxygenLow.slot))
        #expect(step(&lives, .oxygenLow, .notMet) == [])
        #expect(lives.underwaySlots.isEmpty)
    }

    @Test("a set of slots holds what was put in, lowest first")
    func slots() {
        var set = SlotSet(3..<6)
        set.insert(20)
        set.remove(4)
        #expect(Array(set) == [3, 5, 20])
        #expect(Array(set.intersection(SlotSet(5..<28))) == [5, 20])
        #expect(SlotSet(0..<0).isEmpty && !set.contains(4) && set.contains(20))
    }

    @Test("history keeps the newest, counts what it drops and never grows")
    func ring() {
        let alert = OpenAlert(
            .oxygenLow, Due(priority: .high, delayMilliseconds: 0),
            of: Condition(since: BootTime(seconds: 0)), at: BootTime(seconds: 0))
        var ring = TransitionRing()
        for second in 0..<1000 as Range<Int64> {
            ring.append(AlertTransition(.raised, of: alert, at: BootTime(seconds: second)))
        }
        var seen: [Int64] = []
        ring.drain { seen.append($0.at.seconds) }
        #expect(seen == Array(936..<1000))
        #expect(ring.dropped == 936)
        #expect(ring.count == 0)
        #expect(ring.room == TransitionRing.capacity)
    }

    @Test("good seconds: a burst is not a run, a late thread does not break one")
    func goodRun() {
        var burst = GoodRun()
        for index in 0..<40 as Range<Int64> { burst.take(at: BootTime(milliseconds: index * 100)) }
        #expect(!burst.lasted(seconds: 10))
        var quick = GoodRun()
        for index in 0..<12 as Range<Int64> { quick.take(at: BootTime(milliseconds: index * 600)) }
        #expect(!quick.lasted(seconds: 10))
        var jittered = GoodRun()
        for index in 0..<10 as Range<Int64> {
            jittered.take(at: BootTime(milliseconds: index * 1000 + (index % 2) * 300))
        }
        #expect(jittered.lasted(seconds: 10))
        jittered.take(at: BootTime(seconds: 13))
        #expect(!jittered.lasted(seconds: 10))
    }
}
