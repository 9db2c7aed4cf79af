import Drivers
import SerialPort
import SignalCore
import SimulatedOximeter
import SimulatedPatient
import Testing

@testable import Link

/// Rounds in which every family of a setting is listened for at once, and one of each family alone.
private let rounds: [ListeningRound] =
    ListeningPlan(suspects: Family.allCases.map { Suspect(family: $0, mayWrite: false) }).rounds

@Suite("What must never be taken for an oximeter", .timeLimit(.minutes(5)))
struct WrongSpeedTests {
    /// At a line's own pace, in reads of any size.
    private func claim(
        _ round: ListeningRound, bytes: Int, seed: UInt64, _ byte: (inout SplitMix, Int) -> UInt8
    ) -> Family? {
        var random = SplitMix(seed: seed)
        var ears = Identification(round.listening)
        var done = 0
        while done < bytes {
            let count = 1 + Int(random.next() % 700)
            let read = (0..<count).map { byte(&random, done + $0) }
            done += count
            let milliseconds = Int64(done) * 10_000 / Int64(round.baud)
            if let ear = ears.take(read.span, at: BootTime(milliseconds: milliseconds)) {
                return ear.family
            }
        }
        return nil
    }

    @Test("ten million bytes of noise claim nothing", arguments: 1...2 as ClosedRange<UInt64>)
    func noise(seed: UInt64) {
        for round in rounds {
            let claimed = claim(round, bytes: 10_000_000 / rounds.count, seed: seed) { random, _ in
                UInt8(truncatingIfNeeded: random.next())
            }
            #expect(claimed == nil, "\(round.setting), seed \(seed)")
        }
    }

    @Test(
        "nor does noise that is mostly low, or mostly text", arguments: 1...3 as ClosedRange<UInt64>
    )
    func otherNoise(seed: UInt64) {
        for round in rounds {
            let low = claim(round, bytes: 1_000_000, seed: seed) { random, _ in
                let draw = random.next()
                return UInt8(truncatingIfNeeded: draw) & (draw >> 32 % 5 == 0 ? 0xFF : 0x7F)
            }
            #expect(low == nil, "\(round.setting), seed \(seed)")
            let letters = Array("0123456789=-:/% \r\nSPO2HRBMDX*".utf8)
            let text = claim(round, bytes: 1_000_000, seed: seed) { random, _ in
                letters[Int(random.next() % UInt64(letters.count))]
            }
            #expect(text == nil, "\(round.setting), seed \(seed)")
        }
    }

    /// What a line at the wrong speed makes of a stream is not noise: it is the same again and again.
    @Test("a stream heard at a wrong speed claims nothing", arguments: Family.allCases)
    func wrongSpeed(family: Family) {
        guard family.model.bus != .hid else { return }
        let right = Set(family.model.settings.prefix(1))
        for round in rounds where !right.contains(round.setting) && round.setting != .hid {
            for seed in UInt64(1)...3 {
                for faults in [[], Simulated.noFinger] {
                    let frames = Simulated.frames(
                        family, count: Simulated.count(family, seconds: 120), seed: seed,
                        heardAt: round.baud, faults: faults)
                    guard round.baud != Simulated.baud(family) else { continue }
                    #expect(
                        claim(round, frames) == nil,
                        "\(round.setting), seed \(seed), \(faults.count) faults")
                }
            }
        }
    }

    @Test("no family is taken for another on its own line", arguments: Family.allCases)
    func rightSpeed(family: Family) throws {
        let round = try #require(rounds.first { $0.setting == family.model.settings[0] })
        for seed in UInt64(1)...5 {
            for faults in [[], Simulated.noFinger] {
                let frames = Simulated.frames(
                    family, count: Simulated.count(family, seconds: 60), seed: seed,
                    faults: faults)
                #expect(claim(round, frames) == family, "seed \(seed)")
            }
        }
    }

    @Test("a damaged stream is never taken for another family's", arguments: Family.allCases)
    func damaged(family: Family) throws {
        let round = try #require(rounds.first { $0.setting == family.model.settings[0] })
        let damages: [[Fault]] = [
            [.flipBits(probability: 0.002)], [.flipBits(probability: 0.02)],
            [.dropBytes(probability: 0.002)], [.dropBytes(probability: 0.02)],
            [.halfFrames(probability: 0.05)], [.halfFrames(probability: 0.5)],
            [.babble(.init(startSeconds: 0))], [.freeze(.init(startSeconds: 3))],
        ]
        for damage in damages {
            for seed in UInt64(1)...3 {
                let frames = Simulated.frames(
                    family, count: Simulated.count(family, seconds: 60), seed: seed, faults: damage)
                var ears = Identification(round.listening)
                let claimed = frames.filter { !$0.bytes.isEmpty }.firstNonNil {
                    ears.take($0.bytes.span, at: BootTime(milliseconds: $0.at))?.family
                }
                #expect(claimed == nil || claimed == family, "seed \(seed), \(damage)")
            }
        }
    }

    @Test(
        "frames that come several at once do not change what a stream is",
        arguments: Family.allCases)
    func glued(family: Family) throws {
        let round = try #require(rounds.first { $0.setting == family.model.settings[0] })
        for seed in UInt64(1)...5 {
            let frames = Simulated.frames(
                family, count: Simulated.count(family, seconds: 60), seed: seed,
                faults: [.gluedFrames(.init(startSeconds: 0))])
            var ears = Identification(round.listening)
            let claimed = frames.filter { !$0.bytes.isEmpty }.firstNonNil {
                ears.take($0.bytes.span, at: BootTime(milliseconds: $0.at))?.family
            }
            #expect(claimed == family, "seed \(seed)")
        }
    }

    /// What the round claims, within its time when the family is right.
    private func claim(_ round: ListeningRound, _ frames: [Simulated.Frame]) -> Family? {
        var ears = Identification(round.listening)
        for frame in frames where !frame.bytes.isEmpty {
            guard let ear = ears.take(frame.bytes.span, at: BootTime(milliseconds: frame.at))
            else { continue }
            #expect(frame.at <= round.milliseconds, "late")
            return ear.family
        }
        return nil
    }
}

extension ListeningRound {
    fileprivate var baud: Int {
        if case .serial(let line) = setting { line.baud } else { 115_200 }
    }
}

extension Simulated {
    /// No finger from the start: many families then send the same bytes again and again.
    static let noFinger = [Fault.fingerOut(.firmware, .init(startSeconds: 0))]

    static func baud(_ family: Family) -> Int? {
        OximeterFamily(rawValue: family.rawValue)?.oximeter.line?.baud
    }
}

extension Sequence {
    fileprivate func firstNonNil<Found>(_ find: (Element) -> Found?) -> Found? {
        for element in self {
            if let found = find(element) { return found }
        }
        return nil
    }
}
