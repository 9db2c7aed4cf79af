import SignalCore

/// Samples to readings, at sixty samples a reading as a Contec clip sends them.
struct ReadingsBench {
    private static let rounds = 11
    private static let seconds: Int64 = 20_000
    private static let samplesPerSecond: Int64 = 60

    func run() -> BenchResult {
        let samples = Self.samples()
        var sum: UInt64 = 0
        let rounds = (0..<Self.rounds).map { _ in
            ContinuousClock().measure { sum &+= Self.readings(of: samples) }
        }
        // A result nobody uses would be left out by the compiler, and the work with it.
        precondition(sum > 0, "readings of steady samples have values")
        return BenchResult(
            name: .readings, unit: "samples",
            perSecond: BenchResult.medianPerSecond(
                units: Double(Self.seconds * Self.samplesPerSecond), rounds))
    }

    private static func readings(of samples: [Sample]) -> UInt64 {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        var sum: UInt64 = 0
        var place = 0
        for second in 0..<seconds {
            for sample in 0..<samplesPerSecond {
                let at = BootTime(
                    nanoseconds: second * 1_000_000_000
                        + sample * 1_000_000_000 / samplesPerSecond)
                maker.take(samples[place], at: at)
                place = place + 1 == samples.count ? 0 : place + 1
            }
            let reading = maker.second(at: BootTime(seconds: second + 1))
            sum &+= UInt64(reading.spo2Percent ?? 0) &+ UInt64(reading.quality)
        }
        return sum
    }

    /// An hour's worth of changing values, a lost finger now and then.
    private static func samples() -> [Sample] {
        (0..<3607).map(sample)
    }

    private static func sample(_ place: Int) -> Sample {
        guard place % 97 != 0 else { return Sample(flags: .fingerOut) }
        return Sample(
            spo2Percent: UInt8(90 + place % 9), pulseBpm: UInt16(60 + place % 40),
            pleth: UInt16(place % 128), strengthPercent: UInt8(50 + place % 50))
    }
}
