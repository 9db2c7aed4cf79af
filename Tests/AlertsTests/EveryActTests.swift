import Alerts
import Foundation
import SignalCore
import Testing

/// Every sequence of readings and acts, walked as a tree over copied machines so that shared
/// beginnings run once. A reading stands for 1.9 s, the longest step that still counts as the next
/// second, and the site has chosen its shortest delays: so that alerts begin, clear, are silenced
/// and sound again within eight letters.
@Suite("Every sequence of readings and acts")
struct EveryActTests {
    enum Letter: CaseIterable {
        case normal, low, critical, unreliable, absent
        case acknowledge, silence, dose

        var word: String? {
            switch self {
            case .normal: "97"
            case .low: "86"
            case .critical: "82"
            case .unreliable: "86?"
            case .absent: "-"
            case .acknowledge, .silence, .dose: nil
            }
        }
    }

    static let limits = known(
        try? Limits.spotterDefaults.changing(
            [
                .oxygenLowDelayMilliseconds: 0, .poorSignalDelayMilliseconds: 0,
                .clearSeconds: 5, .signalLostLowMilliseconds: 0, .signalBackSeconds: 2,
                .acknowledgeSeconds: 10, .silenceDefaultSeconds: 10, .silenceMaxSeconds: 10,
                .unattendedMilliseconds: 10_000, .cautionDelayMilliseconds: 0,
            ], version: 2, author: "FERN 2"), "limits")

    /// One way through the letters, with what it must know to judge the machine from outside.
    struct Walk {
        var machine = WatchMachine(
            limits: EveryActTests.limits, startedAt: BootTime(seconds: 0), hasOximeter: true)
        var now = BootTime(seconds: 0)
        var good = 0
        var values = 0
        var hushedAt: BootTime?
        var hushedValue: UInt8?
        var lastValue: UInt8?
        var problem: String?

        mutating func take(_ letter: Letter) {
            let before = letter == .dose ? machine.open : []
            switch letter {
            case .acknowledge: hush(.acknowledge(nil))
            case .silence: hush(.silence(nil, seconds: nil))
            case .dose: machine.observe(.dose, at: now)
            default: read(known(letter.word, "letter"))
            }
            var transitions: [AlertTransition] = []
            machine.drain { transitions.append($0) }
            for change in transitions { judge(change) }
            if letter == .dose, !transitions.isEmpty || machine.open != before {
                problem = "a treatment changed an alert"
            }
            judgeHushes(isReading: letter.word != nil)
        }

        private mutating func hush(_ act: PersonsAct) {
            machine.act(act, by: "ASH 1", at: now)
            hushedAt = now
            hushedValue = lastValue
        }

        private mutating func read(_ word: String) {
            now = now.adding(milliseconds: 1900)
            let reading = known(Timeline.reading(word, at: now), word)
            good = word == "97" ? good + 1 : 0
            values = word == "-" ? 0 : values + 1
            if let value = reading.spo2Percent { lastValue = value }
            machine.take(reading)
        }

        private mutating func judge(_ change: AlertTransition) {
            switch (change.change, change.kind.rule.subject) {
            case (.cleared, .oxygen):
                let handsOver =
                    change.kind == .oxygenLowPoorSignal && machine.openAlert(.oxygenLow) != nil
                if good < 5, !handsOver { problem = "\(change.kind) cleared against rule 1" }
            case (.cleared, .signal):
                if values < 2 { problem = "\(change.kind) cleared without a signal" }
            case (.cleared, _): break
            case (.eased, .oxygen): problem = "\(change.kind) eased"
            default: break
            }
            if change.change == .raised || change.change == .escalated, worseThanHush(change) {
                let isQuiet = machine.open.contains { alert in
                    alert.hush != nil && (hushedAt.map { $0 < now } ?? true)
                        && alert.priority < change.priority
                }
                if isQuiet { problem = "a silence survived \(change.kind)" }
            }
        }

        private func worseThanHush(_ change: AlertTransition) -> Bool {
            change.kind != .oxygenCaution && change.note != "nobody acknowledged it"
        }

        private mutating func judgeHushes(isReading: Bool) {
            for alert in machine.open {
                guard let hush = alert.hush else { continue }
                if hush.until <= now { problem = "a silence outlived its time" }
                if hush.until.millisecondsSince(now) > 10_000 { problem = "a silence too long" }
                guard isReading, values > 0, let value = lastValue, let base = hushedValue else {
                    continue
                }
                if value + 3 <= base { problem = "a silence survived a value 3 points lower" }
            }
        }
    }

    /// Walks every continuation; returns how many sequences there were.
    private func explore(_ walk: Walk, _ path: [Letter], depth: Int, _ problems: inout [String])
        -> Int
    {
        guard depth > 0, problems.count < 3 else { return 1 }
        var count = 1
        for letter in Letter.allCases {
            var next = walk
            next.take(letter)
            if let problem = next.problem { problems.append("\(path + [letter]): \(problem)") }
            count += explore(next, path + [letter], depth: depth - 1, &problems)
        }
        return count
    }

    /// Eight letters with SPOTTER_LONG_TESTS set, six otherwise (five in a debug build).
    static var length: Int {
        if ProcessInfo.processInfo.environment["SPOTTER_LONG_TESTS"] != nil { return 8 }
        return _isDebugAssertConfiguration() ? 5 : 6
    }

    @Test("no sequence clears, hushes or treats an alert away", arguments: Letter.allCases)
    func all(first: Letter) {
        var walk = Walk()
        walk.take(first)
        var problems: [String] = walk.problem.map { ["\(first): \($0)"] } ?? []
        let count = explore(walk, [first], depth: Self.length - 1, &problems)
        #expect(problems == [])
        var expected = 0
        var power = 1
        for _ in 0..<Self.length {
            expected += power
            power *= 8
        }
        #expect(count == expected)
    }
}
