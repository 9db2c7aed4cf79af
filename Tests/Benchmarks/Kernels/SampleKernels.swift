import SignalCore

/// What happens once a sample of a series or a waveform.
enum SampleKernels {
    /// Every index and every rule over two hours, anew each round.
    static func indices(rounds: Int) -> Kernel.Done {
        let percents = MadeInput.night
        var found = 0
        for _ in 0..<rounds {
            found += OxygenIndices.over(percents.span).events(.spotter, drop: 3).count
        }
        return Kernel.Done(units: percents.count * rounds, found: found)
    }

    static func beats(rounds: Int) -> Kernel.Done {
        let wave = MadeInput.wave
        var detector = BeatDetector(sampleRateHertz: 60)
        var found = 0
        for _ in 0..<rounds {
            for sample in wave where detector.take(UInt16(sample)) != nil { found += 1 }
        }
        return Kernel.Done(units: wave.count * rounds, found: found)
    }

    static func respiration(rounds: Int) -> Kernel.Done {
        let wave = MadeInput.wave
        var respiration = Respiration(sampleRateHertz: 60)
        var found = 0
        for _ in 0..<rounds {
            for start in stride(from: 0, to: wave.count, by: 60) {
                for place in 0..<60 { respiration.take(UInt16(wave[start + place])) }
                if respiration.second().breathsPerMinute != nil { found += 1 }
            }
        }
        return Kernel.Done(units: wave.count * rounds, found: found)
    }
}
