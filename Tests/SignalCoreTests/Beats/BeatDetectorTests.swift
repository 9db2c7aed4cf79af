import Testing

@testable import SignalCore

@Suite("Beats: made waves")
struct BeatDetectorTests {
    static let hertz = [60, 75, 100, 125]

    @Test("even pulses of 30 to 220 a minute: every beat, none twice", arguments: hertz)
    func trains(hertz: Int) {
        for rate in stride(from: 30, through: 220, by: 10) {
            let samples = BeatTrain(beatsPerMinute: Double(rate), hertz: hertz).samples(seconds: 60)
            let beats = liveBeats(samples, hertz: hertz)
            #expect(abs(beats.count - rate) <= 2, "\(rate) a minute")
            let usual = Double(hertz) * 60 / Double(rate)
            for (earlier, later) in zip(beats, beats.dropFirst()) {
                let interval = Double(later.sampleIndex - earlier.sampleIndex)
                #expect(abs(interval - usual) <= 0.1 * usual + 2, "\(rate) a minute")
            }
        }
    }

    @Test("a beat lies on the climb and is told after the stated delay", arguments: hertz)
    func delay(hertz: Int) {
        let samples = BeatTrain(beatsPerMinute: 75, hertz: hertz).samples(seconds: 40)
        var detector = BeatDetector(sampleRateHertz: hertz)
        #expect(detector.delaySamples <= hertz * 17 / 10)
        var found = 0
        for (at, sample) in samples.enumerated() {
            guard let beat = detector.take(UInt16(sample)) else { continue }
            found += 1
            #expect(at - beat.sampleIndex == detector.delaySamples)
            let part = Double(beat.sampleIndex) / Double(hertz) * 75 / 60
            #expect((0...0.25).contains(part - part.rounded(.down)))
        }
        #expect(found >= 45)
    }

    @Test("a flat line has no beats, no rate and no agreement", arguments: hertz)
    func flat(hertz: Int) {
        var watch = PulseWatch(sampleRateHertz: hertz)
        for level in [0, 64, 127] as [UInt16] {
            watch.gap()
            for _ in 0..<30 * hertz { #expect(watch.take(level) == nil) }
            #expect(watch.rest() == nil)
            #expect(watch.second() == PulseSecond(ownPulseBpm: nil, agreementPercent: nil))
        }
    }

    @Test("noise is not agreed upon", arguments: 1...8 as ClosedRange<UInt64>)
    func noise(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var watch = PulseWatch(sampleRateHertz: 60)
        var percents = [Int]()
        for at in 1...120 * 60 {
            watch.take(UInt16.random(in: 0...127, using: &random))
            guard at % 60 == 0, at > 600 else { continue }
            percents.append(watch.second().agreementPercent.map(Int.init) ?? 0)
        }
        let mean = percents.reduce(0, +) / percents.count
        #expect(mean < 85, "seed \(seed): \(mean)")
    }

    @Test("after a gap numbers go on and nothing from before it is told")
    func gap() {
        let samples = BeatTrain(beatsPerMinute: 80).samples(seconds: 20)
        var detector = BeatDetector(sampleRateHertz: 60)
        for sample in samples { _ = detector.take(UInt16(sample)) }
        detector.gap()
        #expect(detector.rest() == nil)
        var places = [Int]()
        for sample in samples {
            if let beat = detector.take(UInt16(sample)) { places.append(beat.sampleIndex) }
        }
        #expect(places.count >= 22)
        #expect(places.allSatisfy { $0 >= 20 * 60 })
    }

    @Test("a wave that stops loses its rate within 10 s and its agreement after it")
    func stop() {
        var watch = PulseWatch(sampleRateHertz: 60)
        for sample in BeatTrain(beatsPerMinute: 80).samples(seconds: 30) {
            watch.take(UInt16(sample))
        }
        #expect(watch.second().ownPulseBpm.map { abs($0 - 80) < 1 } == true)
        #expect(watch.second().agreementPercent == 100)
        for _ in 0..<10 * 60 { watch.take(10) }
        #expect(watch.second() == PulseSecond(ownPulseBpm: nil, agreementPercent: nil))
    }

    @Test("the rate is the train's rate", arguments: hertz)
    func rate(hertz: Int) {
        for rate in [30, 45, 72, 110, 160, 220] {
            var watch = PulseWatch(sampleRateHertz: hertz)
            let train = BeatTrain(beatsPerMinute: Double(rate), hertz: hertz)
            for sample in train.samples(seconds: 40) { watch.take(UInt16(sample)) }
            let own = watch.second().ownPulseBpm ?? 0
            #expect(abs(own - Double(rate)) <= max(1, 0.02 * Double(rate)), "\(rate): \(own)")
        }
    }

    @Test("the largest numbers do no harm")
    func extremes() {
        var watch = PulseWatch(sampleRateHertz: 500)
        for at in 0..<60_000 { watch.take((at / 200) % 2 == 0 ? 0 : .max) }
        #expect(watch.second().ownPulseBpm != nil)
    }
}
