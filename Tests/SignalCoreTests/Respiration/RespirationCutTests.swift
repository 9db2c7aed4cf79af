import Testing

@testable import SignalCore

@Suite("Respiration: whole, in pieces or live")
struct RespirationCutTests {
    /// Breathing that changes, with a stop and a burst of noise between.
    private func wave(seed: UInt64) -> [UInt8] {
        var random = SeededRandom(seed: seed)
        let noise = (0..<600).map { _ in UInt8.random(in: 0...127, using: &random) }
        return BreathingPulse(breathsPerMinute: .random(in: 8...30, using: &random))
            .samples(seconds: 70) + noise + [UInt8](repeating: 50, count: 500)
            + BreathingPulse(pulseBpm: 110, breathsPerMinute: 20, way: .interval)
            .samples(seconds: 90)
    }

    @Test(
        "any cut gives the same estimates as sample by sample",
        arguments: 1...12 as ClosedRange<UInt64>)
    func cuts(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let samples = wave(seed: seed)
        let cuts = (0..<Int.random(in: 1...40, using: &random))
            .map { _ in Int.random(in: 0...samples.count, using: &random) }
        let live = streamed(samples)
        #expect(inPieces(samples) == live, "seed \(seed)")
        #expect(inPieces(samples, cuts: cuts) == live, "seed \(seed)")
        #expect(inPieces(samples.map(Int16.init), cuts: cuts) == live, "seed \(seed)")
        #expect(live.contains { $0.breathsPerMinute != nil })
    }

    @Test("what comes later changes nothing", arguments: 1...6 as ClosedRange<UInt64>)
    func prefix(seed: UInt64) {
        let samples = wave(seed: seed)
        let whole = inPieces(samples)
        for seconds in [30, 77, 100, 140] {
            let alone = inPieces(Array(samples.prefix(seconds * 60)))
            #expect(alone == Array(whole.prefix(seconds)), "seed \(seed)")
        }
    }

    @Test("estimates beyond the room given are not written, and the next go on")
    func room() {
        let samples = BreathingPulse().samples(seconds: 60)
        let whole = inPieces(samples)
        var respiration = Respiration(sampleRateHertz: 60)
        var few = [RespirationEstimate](repeating: .none, count: 25)
        let written = few.withUnsafeMutableBufferPointer { out in
            samples.prefix(60 * 30).withUnsafeBufferPointer { respiration.take($0, into: out) }
        }
        #expect(written == 25)
        #expect(few == Array(whole.prefix(25)))
        let rest = streamed(Array(samples.dropFirst(60 * 30)), by: &respiration)
        #expect(rest == Array(whole.dropFirst(30)))
    }

    @Test(
        "a sample rate out of range is brought into it",
        arguments: [(0, 25), (60, 60), (9000, 500)])
    func rate(given: Int, taken: Int) {
        #expect(Respiration(sampleRateHertz: given).sampleRateHertz == taken)
    }
}
