import Foundation
import Testing

@testable import SignalCore

@Suite("Respiration: waves with known breathing")
struct RespirationSyntheticTests {
    @Test(
        "each way of breathing is read within 1 a minute, with confidence",
        arguments: BreathingPulse.Way.allCases, [8.0, 10, 12, 15, 18, 22, 26, 30])
    func known(way: BreathingPulse.Way, rate: Double) throws {
        for pulse in [70.0, 95] {
            let wave = BreathingPulse(pulseBpm: pulse, breathsPerMinute: rate, way: way)
            for estimate in streamed(wave.samples(seconds: 120)).dropFirst(60) {
                let read = try #require(estimate.breathsPerMinute)
                #expect(abs(read - rate) <= 1, "\(way) \(rate) at pulse \(pulse)")
                #expect(estimate.confidence >= Respiration.keptConfidence)
            }
        }
    }

    @Test("other sample rates read the same rate", arguments: [50, 75, 100, 125, 200, 500])
    func rates(hertz: Int) throws {
        var wave = BreathingPulse(breathsPerMinute: 18)
        wave.hertz = hertz
        let last = try #require(streamed(wave.samples(seconds: 60), hertz: hertz).last)
        let read = try #require(last.breathsPerMinute)
        #expect(abs(read - 18) <= 1)
    }

    @Test("slow and fast hearts give a value", arguments: [26.0, 30, 40, 120, 170, 200])
    func hearts(pulse: Double) throws {
        let wave = BreathingPulse(pulseBpm: pulse, breathsPerMinute: 10)
        for estimate in streamed(wave.samples(seconds: 90)).dropFirst(45) {
            let read = try #require(estimate.breathsPerMinute)
            #expect(abs(read - 10) <= 1)
        }
    }

    @Test("a slow heart gives a value wherever its first beat lies", arguments: 0...6)
    func phase(third: Int) throws {
        let wave = BreathingPulse(pulseBpm: 26, breathsPerMinute: 8).samples(seconds: 60)
        let last = try #require(streamed(Array(wave.dropFirst(third * 20))).last)
        #expect(last.breathsPerMinute != nil, "from sample \(third * 20)")
    }

    @Test("a slower breath is followed within 40 s")
    func change() throws {
        let quick = BreathingPulse(breathsPerMinute: 18).samples(seconds: 120)
        let slow = BreathingPulse(breathsPerMinute: 9).samples(seconds: 120)
        let estimates = streamed(quick + slow)
        let before = try #require(estimates[119].breathsPerMinute)
        let after = try #require(estimates[159].breathsPerMinute)
        #expect(abs(before - 18) <= 1)
        #expect(abs(after - 9) <= 1)
    }

    @Test("slow waves of the vessels beside a breath do not become 6 a minute")
    func vasomotion() throws {
        let wave = BreathingPulse(breathsPerMinute: 16, depth: 0.12).samples(seconds: 120)
        let slow = wave.enumerated().map { index, value in
            UInt8(clamping: Int(Double(value) + 8 * sin(2 * .pi * 0.095 * Double(index) / 60)))
        }
        let last = try #require(streamed(slow).last)
        let read = try #require(last.breathsPerMinute)
        #expect(abs(read - 16) <= 1)
    }
}

@Suite("Respiration: nothing to read")
struct RespirationAbsenceTests {
    @Test("a flat line never has a value", arguments: [UInt8(0), 64, 127])
    func flat(level: UInt8) {
        let estimates = streamed([UInt8](repeating: level, count: 60 * 120))
        #expect(estimates.count == 120)
        #expect(estimates.allSatisfy { $0 == .none })
    }

    @Test(
        "noise without a pulse has next to no confidence", arguments: 1...6 as ClosedRange<UInt64>)
    func noise(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let samples = (0..<60 * 480).map { _ in UInt8.random(in: 30...90, using: &random) }
        let highest = streamed(samples).dropFirst(30).map(\.confidence).max() ?? 100
        #expect(highest < Respiration.keptConfidence, "seed \(seed): \(highest)")
    }

    /// In 32 s of chance some rate always looks stronger than others: the gate cannot stop all.
    @Test(
        "pulses that change by chance alone are mostly not kept",
        arguments: 1...6 as ClosedRange<UInt64>)
    func chance(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var samples: [UInt8] = []
        while samples.count < 60 * 480 {
            let beat = BreathingPulse(pulseBpm: .random(in: 70...80, using: &random), depth: 0)
                .samples(seconds: 1).prefix(Int.random(in: 44...52, using: &random))
            let share = Double.random(in: 0.8...1, using: &random)
            samples += beat.map { UInt8(Double($0) * share) }
        }
        let estimates = streamed(samples).dropFirst(30)
        let kept = estimates.count { $0.confidence >= Respiration.keptConfidence }
        let mean = estimates.reduce(0) { $0 + Int($1.confidence) } / estimates.count
        #expect(kept * 2 <= estimates.count, "seed \(seed): \(kept) of \(estimates.count)")
        #expect(mean < 45, "seed \(seed): mean \(mean)")
    }

    /// Why no alarm may rest on this: chance goes on giving a rate, only less surely.
    @Test(
        "when breathing stops and the pulse goes on, the confidence falls",
        arguments: 1...6 as ClosedRange<UInt64>)
    func apnea(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let still = BreathingPulse(depth: 0).samples(seconds: 1)
        var samples = BreathingPulse(breathsPerMinute: 15).samples(seconds: 120)
        while samples.count < 60 * 360 {
            let share = Double.random(in: 0.92...1, using: &random)
            samples += still.prefix(48).map { UInt8(Double($0) * share) }
        }
        let estimates = streamed(samples)
        #expect(estimates[60..<120].allSatisfy { $0.confidence > 80 })
        let after = estimates[165..<360].map { Int($0.confidence) }
        let mean = after.reduce(0, +) / after.count
        #expect(mean <= 60, "seed \(seed): mean \(mean)")
    }

    @Test("the first value comes within 22 s, none before 16 s")
    func first() throws {
        let estimates = streamed(BreathingPulse().samples(seconds: 40))
        let first = try #require(estimates.firstIndex { $0.breathsPerMinute != nil })
        #expect((16...22).contains(first + 1))
        #expect(estimates[first...].allSatisfy { $0.breathsPerMinute != nil })
    }

    @Test("a wave that stops takes the value away within 6 s, and returns within 25 s")
    func stop() {
        let wave = BreathingPulse().samples(seconds: 60)
        let estimates = streamed(wave + [UInt8](repeating: 60, count: 60 * 30) + wave)
        #expect(estimates[59].breathsPerMinute != nil)
        #expect(estimates[66..<90].allSatisfy { $0 == .none })
        #expect(estimates[90..<105].allSatisfy { $0 == .none })
        #expect(estimates[115].breathsPerMinute != nil)
    }

    @Test("after a gap everything is as at the start")
    func gap() {
        let before = BreathingPulse(breathsPerMinute: 25).samples(seconds: 77)
        let after = BreathingPulse(breathsPerMinute: 12, way: .height).samples(seconds: 77)
        var respiration = Respiration(sampleRateHertz: 60)
        _ = streamed(before, by: &respiration)
        respiration.gap()
        let again = streamed(after, by: &respiration)
        #expect(again == streamed(after))
        #expect(again[10] == .none)
        #expect(again[40].breathsPerMinute != nil)
    }
}
