import Testing

@testable import SignalCore

@Suite("Beats: whole, in pieces or live")
struct BeatCutTests {
    private func wave(seed: UInt64) -> [UInt8] {
        var random = SeededRandom(seed: seed)
        let noise = (0..<400).map { _ in UInt8.random(in: 0...127, using: &random) }
        return BeatTrain(beatsPerMinute: .random(in: 40...120, using: &random)).samples(seconds: 12)
            + noise + [UInt8](repeating: 60, count: 300)
            + BeatTrain(beatsPerMinute: 130, height: 20).samples(seconds: 10)
    }

    private func settled(_ samples: [UInt8]) -> [Int] {
        var detector = BeatDetector(sampleRateHertz: 60)
        return samples.compactMap { detector.take(UInt16($0))?.sampleIndex }
    }

    @Test("a cut at every point gives the same beats as sample by sample")
    func everyPoint() {
        let samples = wave(seed: 7)
        let live = settled(samples)
        #expect(live.count > 20)
        for cut in samples.indices {
            #expect(beatPlaces(samples, cuts: [cut]) == live, "cut \(cut)")
        }
    }

    @Test("any cuts, bytes or words", arguments: 1...12 as ClosedRange<UInt64>)
    func cuts(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let samples = wave(seed: seed)
        let cuts = (0..<30).map { _ in Int.random(in: 0...samples.count, using: &random) }
        let live = settled(samples)
        #expect(beatPlaces(samples, cuts: cuts) == live, "seed \(seed)")
        #expect(beatPlaces(samples.map(Int16.init), cuts: cuts) == live, "seed \(seed)")
    }

    @Test("what comes later changes nothing", arguments: 1...6 as ClosedRange<UInt64>)
    func prefix(seed: UInt64) {
        let samples = wave(seed: seed)
        let whole = settled(samples)
        for length in stride(from: 100, to: samples.count, by: 97) {
            let alone = settled(Array(samples.prefix(length)))
            #expect(alone == Array(whole.prefix(alone.count)), "seed \(seed), \(length)")
        }
    }

    @Test("the level of the wave does not matter")
    func level() {
        let samples = wave(seed: 3).map { Int16($0) }
        let shifted = samples.map { $0 - 12_000 }
        #expect(beatPlaces(samples) == beatPlaces(shifted))
    }

    @Test("more beats than there is room for are found, not written")
    func room() {
        let samples = BeatTrain(beatsPerMinute: 80).samples(seconds: 30)
        var detector = BeatDetector(sampleRateHertz: 60)
        var few = [-1, -1, -1]
        let written = samples.withUnsafeBufferPointer { samples in
            few.withUnsafeMutableBufferPointer { detector.take(samples, into: $0) }
        }
        #expect(written == 3)
        #expect(few == Array(beatPlaces(samples).prefix(3)))
    }
}
