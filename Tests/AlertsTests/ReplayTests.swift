import Alerts
import SignalCore
import Testing

/// The same readings give the same transitions, however they are handed over and taken out.
@Suite("Replay")
struct ReplayTests {
    private func readings(_ seed: UInt64) -> [Reading?] {
        var random = SeededRandom(seed: seed)
        let words = [
            "97", "94", "92", "89", "88/45", "84", "97/140", "-", "-searching", "-fingerOut",
            "88?", "97?", "nothing", "97!stuck", "97!battery",
        ]
        var all: [Reading?] = []
        while all.count < 1200 {
            let word = words.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                all.append(Timeline.reading(word, at: BootTime(seconds: Int64(all.count + 1))))
            }
        }
        return all
    }

    /// Drains after batches of these sizes, over and over.
    private func run(_ readings: [Reading?], batches: [Int]) -> [AlertTransition] {
        var machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        var found: [AlertTransition] = []
        var batch = 0
        var left = batches[0]
        for (index, reading) in readings.enumerated() {
            if let reading { machine.take(reading) }
            machine.tick(at: BootTime(seconds: Int64(index + 1)))
            left -= 1
            guard left == 0 else { continue }
            machine.drain { found.append($0) }
            batch = (batch + 1) % batches.count
            left = batches[batch]
        }
        machine.drain { found.append($0) }
        #expect(machine.droppedTransitions == 0)
        return found
    }

    @Test("twice, and cut in any batches", arguments: 1...40)
    func batches(seed: UInt64) {
        let readings = readings(seed)
        let live = run(readings, batches: [1])
        #expect(live.count > 20, "seed \(seed)")
        #expect(run(readings, batches: [1]) == live, "seed \(seed)")
        for cut in [[2], [7], [60], [1, 13, 5], [31, 1, 1, 90]] {
            #expect(run(readings, batches: cut) == live, "seed \(seed), cut \(cut)")
        }
    }

    @Test("a machine copied half-way goes on as the one it was copied from", arguments: 1...10)
    func copied(seed: UInt64) {
        let readings = readings(seed).compactMap(\.self)
        var first = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        for reading in readings.prefix(500) { first.take(reading) }
        first.drain { _ in }
        var second = first
        var said: ([AlertTransition], [AlertTransition]) = ([], [])
        for reading in readings.dropFirst(500) {
            first.take(reading)
            first.drain { said.0.append($0) }
        }
        for reading in readings.dropFirst(500) {
            second.take(reading)
            second.drain { said.1.append($0) }
        }
        #expect(said.0 == said.1, "seed \(seed)")
    }
}

/// From the first second of a condition to its alert: its setting, and one second at most.
@Suite("Condition delay")
struct ConditionDelayTests {
    static let scripts: [(AlertKind, String)] = [
        (.oxygenCaution, "95×30 93×40"), (.oxygenLow, "95×30 89×40"),
        (.oxygenCritical, "95×30 84×5"), (.oxygenLowPoorSignal, "95×30 88?×20"),
        (.oxygenFalling, "97×30 92×20"), (.pulseLow, "97×30 97/40×40"),
        (.pulseHigh, "97×30 97/150×40"), (.pulseLost, "97×30 -searching×20"),
        (.signalLost, "97×30 -×40"), (.deviceGone, "97×30 gone nothing"),
        (.stalled, "97×30 stalled nothing"), (.stuck, "97×30 97!stuck"),
        (.taken, "97×30 taken nothing"), (.lowBattery, "97×30 97!battery"),
        (.unresponsive, "97×30 awake:unresponsive"), (.notBreathing, "97×30 count:6"),
        (.awakeUnknown, "97×320"), (.breathsNotCounted, "97×30 oxygen 97×140"),
        (.reCheck, "97×30 dose 97×190"), (.reSedationWatch, "97×30 dose 97×2"),
    ]

    @Test("every kind of a watch is in the table")
    func all() {
        let kinds = Set(Self.scripts.map(\.0))
        #expect(kinds == Set(AlertKind.allCases.filter { !$0.isOfStation }))
    }

    @Test("at most its setting and a second", arguments: scripts)
    func delay(kind: AlertKind, script: String) throws {
        var line = Timeline()
        line.run(script)
        let raised = try #require(
            line.transitions.first { $0.kind == kind && $0.change == .raised })
        let lasted = raised.at.millisecondsSince(raised.since)
        #expect(lasted >= raised.conditionDelayMilliseconds)
        #expect(lasted <= raised.conditionDelayMilliseconds + 1000)
        #expect(raised.signalDelayMilliseconds <= 1000)
    }
}
