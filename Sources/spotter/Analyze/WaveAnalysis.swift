import SignalCore

/// Beats, pulse and breathing of one recorded pulse waveform.
struct WaveAnalysis {
    private let samples: [UInt16]
    private let rateHertz: Int

    /// A waveform of 7 bits.
    init(_ samples: [UInt8], rateHertz: Int) {
        self.samples = samples.map(UInt16.init)
        self.rateHertz = rateHertz
    }

    /// A waveform of 16 bits, whose zero lies in the middle.
    init(_ samples: [Int16], rateHertz: Int) {
        self.samples = samples.map { UInt16(bitPattern: $0) &+ 0x8000 }
        self.rateHertz = rateHertz
    }

    private struct Found {
        var beats: [Int64] = []
        var pulse: [Double?] = []
        var breathing: [RespirationEstimate] = []
    }

    private func find() -> Found {
        var found = Found()
        var watch = PulseWatch(sampleRateHertz: rateHertz)
        var respiration = Respiration(sampleRateHertz: rateHertz)
        var inSecond = 0
        for sample in samples {
            if let beat = watch.take(sample) { found.beats.append(Int64(beat.sampleIndex)) }
            respiration.take(sample)
            inSecond += 1
            guard inSecond == rateHertz else { continue }
            inSecond = 0
            found.pulse.append(watch.second().ownPulseBpm)
            found.breathing.append(respiration.second())
        }
        while let beat = watch.rest() { found.beats.append(Int64(beat.sampleIndex)) }
        return found
    }

    /// One JSON document, in the shape that scripts rely on.
    var json: String {
        let found = find()
        let pulse = found.pulse.enumerated().map { second, bpm -> [(String, JSONText.Value)] in
            [("at", .integer(Int64(second + 1))), ("bpm", .optionalDecimal(bpm))]
        }
        let breathing = found.breathing.enumerated().map {
            second, estimate -> [(String, JSONText.Value)] in
            [
                ("at", .integer(Int64(second + 1))),
                ("breathsPerMinute", .optionalDecimal(estimate.breathsPerMinute)),
                ("confidence", .integer(Int64(estimate.confidence))),
            ]
        }
        return JSONText.object([
            ("beats", .integers(found.beats)), ("pulse", .objects(pulse)),
            ("respiration", .objects(breathing)),
        ])
    }

    /// A few lines for people.
    var text: String {
        let found = find()
        let rates = found.pulse.compactMap(\.self).sorted()
        let kept = found.breathing.filter { $0.confidence >= Respiration.keptConfidence }
            .compactMap(\.breathsPerMinute).sorted()
        return """
            \(samples.count) samples, \(samples.count / rateHertz) s
            \(found.beats.count) beats, pulse \(Self.median(rates)) a minute (median), a value in \
            \(rates.count) s
            breathing \(Self.median(kept)) a minute (median of \(kept.count) s that agree; advisory)
            """
    }

    private static func median(_ values: [Double]) -> String {
        values.isEmpty ? "-" : "\(values[(values.count - 1) / 2])"
    }
}
