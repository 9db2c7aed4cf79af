import Testing

@testable import SignalCore

@Suite(
    "Respiration: 36 people in intensive care",
    .enabled(if: RespirationRecordings.areHere, "no recordings: set SPOTTER_RECORDINGS"))
struct RespirationRecordingTests {
    private func check(_ score: RespirationScore, _ name: String) {
        let kept = score.kept(Respiration.keptConfidence)
        print(
            """
            respiration \(name): \(score.errors.count) windows, \(score.missing) without value; \
            mean error \(score.mean), kept \(kept.share) with \(kept.mean), \
            median of people \(score.subjectMedian)
            """)
        #expect(score.errors.count + score.missing == 1041)
        #expect(score.missing <= 5)
        #expect(score.mean <= 1.6)
        #expect(kept.share >= 0.7)
        #expect(kept.mean <= 1.2)
        #expect(score.subjectMedian <= 1.3)
    }

    @Test("60 Hz, 7 bits: the error stays under the bars")
    func clip() throws {
        let recordings = try RespirationRecordings()
        var score = RespirationScore()
        for (id, samples) in zip(recordings.ids, try recordings.clip()) {
            score.add(inPieces(samples), recordings.windows[id] ?? [])
        }
        check(score, "60 Hz")
    }

    @Test("125 Hz as recorded: the same bars")
    func wide() throws {
        let recordings = try RespirationRecordings()
        var score = RespirationScore()
        for (id, samples) in zip(recordings.ids, try recordings.wide()) {
            score.add(inPieces(samples, hertz: 125), recordings.windows[id] ?? [])
        }
        check(score, "125 Hz")
    }

    @Test("75 Hz, 7 bits, drawn from the 60 Hz: the same bars")
    func middle() throws {
        let recordings = try RespirationRecordings()
        var score = RespirationScore()
        for (id, samples) in zip(recordings.ids, try recordings.clip()) {
            let drawn = (0..<480 * 75).map { index in
                let (before, part) = (index * 4).quotientAndRemainder(dividingBy: 5)
                let sum = Int(samples[before]) * (5 - part) + Int(samples[before + 1]) * part
                return UInt8((sum + 2) / 5)
            }
            score.add(inPieces(drawn, hertz: 75), recordings.windows[id] ?? [])
        }
        check(score, "75 Hz")
    }

    @Test("the first 240 s alone give the same values")
    func prefix() throws {
        let recordings = try RespirationRecordings()
        for samples in try recordings.clip() {
            let whole = inPieces(samples)
            #expect(inPieces(Array(samples.prefix(240 * 60))) == Array(whole.prefix(240)))
        }
    }
}
