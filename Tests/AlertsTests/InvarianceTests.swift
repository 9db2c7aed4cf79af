import Alerts
import SignalCore
import Testing

/// The same story gives the same alerts whenever it happens and however often the thread ticks.
@Suite("Invariance")
struct InvarianceTests {
    private static let words = ["97", "94", "91", "89", "84", "-", "88?", "97?", "nothing"]
    private static let acts = ["", " dose", " silence", " ack", " awake:voice"]

    private func script(_ seed: UInt64) -> [String] {
        var random = SeededRandom(seed: seed)
        return (0..<60).map { _ in
            let word = Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
            let act = Self.acts[Int.random(in: 0..<Self.acts.count, using: &random)]
            return "\(word)×\(Int.random(in: 1...12, using: &random))\(act)"
        }
    }

    /// Runs a script that begins at `start` and gives the transitions with times from there.
    private func transitions(_ script: [String], from start: Int64) -> [String] {
        var line = Timeline(from: start)
        for block in script { line.run(block) }
        return line.transitions.map {
            "\($0.at.seconds - start) \($0.since.seconds - start) \($0.change) \($0.kind) "
                + "\($0.priority) \(String(describing: $0.spo2Percent)) \($0.note ?? "")"
        }
    }

    @Test("shifted in time", arguments: 1...20)
    func timeShift(seed: UInt64) {
        let script = script(seed)
        let here = transitions(script, from: 0)
        #expect(!here.isEmpty)
        for start in [-100_000, 1, 86_400 * 400] as [Int64] {
            #expect(transitions(script, from: start) == here, "seed \(seed)")
        }
    }

    @Test(
        "more ticks change nothing but how soon a silence of the link is noticed", arguments: 1...20
    )
    func ticks(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var plain = Timeline()
        var busy = Timeline()
        for _ in 0..<400 {
            let word = Self.words.dropLast().randomElement(using: &random)!
            plain.run(word)
            for step in 1...4 as ClosedRange<Int64> where step < 4 {
                busy.machine.tick(at: busy.now.adding(milliseconds: step * 250 - 1))
            }
            busy.run(word)
        }
        #expect(
            plain.transitions.map(Timeline.text) == busy.transitions.map(Timeline.text),
            "seed \(seed)")
    }

    @Test("taken out at once or every time, the transitions are the same")
    func draining() {
        var line = Timeline()
        line.run("97×10 88×6 84 silence -×40 97×20")
        var machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        var now: Int64 = 0
        func seconds(_ word: String, _ count: Int) {
            for _ in 0..<count {
                now += 1
                let at = BootTime(seconds: now)
                if let reading = Timeline.reading(word, at: at) { machine.take(reading) }
                machine.tick(at: at)
            }
        }
        seconds("97", 10)
        seconds("88", 6)
        seconds("84", 1)
        machine.act(.silence(nil, seconds: nil), by: "ASH 1", at: BootTime(seconds: now))
        seconds("-", 40)
        seconds("97", 20)
        var atOnce: [AlertTransition] = []
        machine.drain { atOnce.append($0) }
        #expect(atOnce == line.transitions)
    }
}
