import SignalCore
import Testing

@testable import Alerts

@Suite("The short way through a calm second")
struct ShortcutTests {
    /// A day of readings, entries and acts drawn from a seed: calm stretches, falls, poor signal, lost
    /// signal, pulses beyond their limits, hushes.
    static func transitions(seed: UInt64, takesShortcuts: Bool) -> [AlertTransition] {
        var random = seed
        func draw(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % UInt64(bound))
        }
        var machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        machine.takesShortcuts = takesShortcuts
        var changes: [AlertTransition] = []
        var second: Int64 = 0
        while second < 20_000 {
            let (level, pulse, kind, length) = (78 + draw(23), 40 + draw(110), draw(8), draw(90))
            for _ in 0...length {
                second += 1
                let at = BootTime(seconds: second)
                switch kind {
                case 0: machine.take(.absent(.noValue, at: at))
                case 1: machine.take(.absent(.searching, at: at))
                case 2: machine.tick(at: at)
                default:
                    machine.take(
                        Reading(
                            at: at, state: kind == 3 ? .unreliable : .measured, reason: .none,
                            spo2Percent: UInt8(level), pulseBpm: UInt16(pulse), quality: 80))
                }
                if draw(400) == 0 { machine.act(.silence(nil, seconds: nil), by: "A", at: at) }
                if draw(900) == 0 { machine.act(.acknowledge(nil), by: "B", at: at) }
                if draw(700) == 0 { machine.observe(.awake(.voice), at: at) }
                if draw(2000) == 0 { machine.observe(.dose, at: at) }
                machine.drain { changes.append($0) }
            }
        }
        return changes
    }

    @Test("gives every transition the long way gives", arguments: 1...12)
    func same(seed: Int) {
        let short = Self.transitions(seed: UInt64(seed), takesShortcuts: true)
        let long = Self.transitions(seed: UInt64(seed), takesShortcuts: false)
        #expect(short.count > 20, "seed \(seed)")
        #expect(short == long, "seed \(seed)")
    }

    @Test("what a kind is judged on is what its row says", arguments: AlertKind.allCases)
    func subjects(kind: AlertKind) {
        #expect(kind.subject == kind.rule.subject)
    }
}
