import Testing

@testable import SignalCore

@Suite(
    "Beats: 34 people in intensive care",
    .enabled(if: BeatRecordings.areHere, "no recordings: set SPOTTER_RECORDINGS"))
struct BeatRecordingTests {
    private func score(_ people: [[UInt16]], hertz: Int, _ recordings: BeatRecordings) -> BeatScore
    {
        var score = BeatScore()
        for (id, samples) in zip(recordings.ids, people) where recordings.counted.contains(id) {
            var watch = PulseWatch(sampleRateHertz: hertz)
            var found = [Double]()
            var rates = [Double?]()
            for (at, sample) in samples.enumerated() {
                if let beat = watch.take(sample) {
                    found.append(Double(beat.sampleIndex) / Double(hertz))
                }
                if (at + 1) % hertz == 0 { rates.append(watch.second().ownPulseBpm) }
            }
            while let beat = watch.rest() { found.append(Double(beat.sampleIndex) / Double(hertz)) }
            let heart = recordings.beats[id] ?? []
            score.add(heart: heart, found: found)
            score.add(heart: heart, rates: rates)
        }
        return score
    }

    private func check(_ score: BeatScore, _ name: String) {
        let share = Double(score.rateErrors.count) / Double(score.seconds)
        print(
            """
            beats \(name): F1 \(score.percent) %, missed \(score.missed), extra \(score.extra); \
            pulse rate off by \(score.rateError) a minute, a value in \(share) of seconds
            """)
        #expect(score.matched > 24_000)
        #expect(score.percent >= 99)
        #expect(score.rateError < 1.8)
        #expect(share >= 0.95)
    }

    @Test("60 Hz, 7 bits: the bars hold")
    func clip() throws {
        let recordings = try BeatRecordings()
        check(score(try recordings.clip(), hertz: 60, recordings), "60 Hz")
    }

    @Test("125 Hz as recorded: the same bars")
    func wide() throws {
        let recordings = try BeatRecordings()
        check(score(try recordings.wide(), hertz: 125, recordings), "125 Hz")
    }
}
