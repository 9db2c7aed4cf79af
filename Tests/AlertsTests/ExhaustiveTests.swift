import Alerts
import SignalCore
import Testing

/// Every short sequence of blocks of seconds, walked as a tree so that shared beginnings are run
/// once. At every second the oracle's promises must hold, and a restart must change nothing.
@Suite("Every short sequence")
struct ExhaustiveTests {
    /// A block of equal seconds. Lengths lie on both sides of the delays that matter.
    static let blocks = ["97×9", "97", "91×2", "88×5", "84", "-×3", "88?×5", "83?"]
    static let longBlocks = ["97×10", "90×2", "88×6", "84×2", "-×6", "nothing×4", "89?×6", "97?×6"]

    private struct Walk {
        var machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        var oracle = Oracle()
        var now: Int64 = 0
        var path: [String] = []
        var visited = 0
        var problems: [String] = []

        mutating func run(_ block: String) {
            path.append(block)
            let parts = block.split(separator: "×").map(String.init)
            for _ in 0..<(parts.count == 2 ? known(Int(parts[1]), block) : 1) {
                now += 1
                second(parts[0])
            }
        }

        private mutating func second(_ word: String) {
            let at = BootTime(seconds: now)
            let reading = Timeline.reading(word, at: at)
            if let reading { machine.take(reading) }
            machine.tick(at: at)
            var transitions: [AlertTransition] = []
            machine.drain { transitions.append($0) }
            let broken = oracle.broken(by: reading, machine, transitions)
            if !broken.isEmpty {
                problems.append("\(path.joined(separator: " ")) at \(now): \(broken)")
            }
        }
    }

    /// Walks every continuation and returns the first broken promises.
    private func explore(_ walk: Walk, _ blocks: [String], depth: Int, _ problems: inout [String])
        -> Int
    {
        guard depth > 0, problems.count < 5 else { return 1 }
        var count = 1
        for block in blocks {
            var next = walk
            next.run(block)
            problems += next.problems
            problems += restartProblems(next)
            count += explore(next, blocks, depth: depth - 1, &problems)
        }
        return count
    }

    /// After a restart the same alerts are open at the same priority, none is raised twice, and no
    /// oxygen alert has forgotten its value.
    private func restartProblems(_ walk: Walk) -> [String] {
        let at = BootTime(seconds: walk.now)
        var restored = WatchMachine(
            limits: walk.machine.limits, startedAt: walk.machine.startedAt, hasOximeter: true,
            restored: walk.machine.snapshot, at: at)
        var said = 0
        restored.drain { _ in said += 1 }
        let same =
            restored.open.map { [$0.kind.rawValue, $0.priority.rawName, "\($0.raisedAt)"] }
            == walk.machine.open.map { [$0.kind.rawValue, $0.priority.rawName, "\($0.raisedAt)"] }
        let held = restored.open.allSatisfy {
            !$0.kind.isPhysiological || ($0.isHeld && $0.lastPercent != nil && $0.hush == nil)
        }
        return same && held && said == 0 ? [] : ["\(walk.path) restart differs"]
    }

    /// Blocks after the first: six in all as the project is built, one less in a debug build.
    static let depth = _isDebugAssertConfiguration() ? 4 : 5

    @Test("all sequences of up to 6 blocks", arguments: blocks)
    func short(first: String) {
        var walk = Walk()
        walk.run(first)
        var problems = walk.problems
        let count = explore(walk, Self.blocks, depth: Self.depth, &problems)
        #expect(problems == [])
        let expected = (0...Self.depth).reduce(0) { sum, depth in
            sum + (0..<depth).reduce(1) { product, _ in product * Self.blocks.count }
        }
        #expect(count == expected)
    }

    @Test("all sequences of up to 4 long blocks", arguments: longBlocks)
    func long(first: String) {
        var walk = Walk()
        walk.run(first)
        var problems = walk.problems
        _ = explore(walk, Self.longBlocks, depth: 3, &problems)
        #expect(problems == [])
    }

    @Test("long random runs with people acting", arguments: 1...60)
    func random(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let words = [
            "97", "94", "91", "89", "86", "84", "-", "88?", "97?", "nothing", "-searching",
        ]
        let acts = [
            "ack", "silence", "silence:600", "dose", "breaths", "oxygen", "gone", "stalled",
            "streaming", "awake:unresponsive", "awake:voice", "breathing:gasping", "count:12",
        ]
        var line = Timeline(from: -500)
        var oracle = Oracle()
        oracle.isExact = false
        var longestHush: Int64 = 0
        for _ in 0..<150 {
            let word = words.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let before = line.transitions.count
                if Int.random(in: 0..<12, using: &random) == 0 {
                    line.run(acts.randomElement(using: &random)!)
                }
                line.run(word)
                let reading = Timeline.reading(word, at: line.now)
                let broken = oracle.broken(
                    by: reading, line.machine, Array(line.transitions[before...]))
                #expect(broken == [], "seed \(seed) at \(line.now.seconds)")
                for alert in line.machine.open {
                    guard let hush = alert.hush else { continue }
                    longestHush = max(longestHush, hush.until.millisecondsSince(line.now))
                    #expect(hush.until > line.now, "seed \(seed): a hush outlived its end")
                }
            }
        }
        #expect(longestHush <= 120_000, "seed \(seed)")
        #expect(line.machine.droppedTransitions == 0)
    }
}
