import Sounds
import Testing

/// The table does not say at which height of a pulse its gaps are measured, so they hold at each.
@Suite("Gaps at 10, 50 and 90 % of the height")
struct EdgeTests {
    /// The envelope looks 4 ms to each side, so pulses seem 8 ms longer, less a half wave at most.
    static let widening = 8.0
    static let tolerance = 4.0

    /// The gaps of a rendered burst in milliseconds, edges taken at a share of each pulse's height.
    static func gaps(_ pattern: SoundPattern, at share: Double) -> [Double] {
        let samples = pattern.render(sampleRate: Measured.rate).map { Double($0) / 32_768 }
        let envelope = Measured.envelope(samples, rate: Measured.rate)
        let top = envelope.max() ?? 0
        let parts = Measured.stretches(envelope, above: top * share, gap: Measured.rate / 100)
        return zip(parts.dropFirst(), parts).map {
            Double($0.lowerBound - $1.upperBound) * 1_000 / Double(Measured.rate) + widening
        }
    }

    static func isWithin(_ gap: Double, _ low: Double, _ high: Double) -> Bool {
        gap >= low - tolerance && gap <= high + tolerance
    }

    @Test("high: x is 50 to 125 ms, the fives 350 to 1300 ms apart", arguments: [0.1, 0.5, 0.9])
    func high(share: Double) throws {
        for pattern in [SoundPattern.highOxygen, .highGeneral] {
            let gaps = Self.gaps(pattern, at: share)
            try #require(gaps.count == 9, "\(gaps)")
            for place in [0, 1, 3, 5, 6, 8] {
                #expect(Self.isWithin(gaps[place], 50, 125), "\(pattern.name) \(gaps)")
            }
            #expect(Self.isWithin(gaps[4], 350, 1_300), "\(pattern.name) \(gaps)")
            print("\(pattern.name) at \(share): \(gaps.map { ($0 * 10).rounded() / 10 })")
        }
    }

    @Test("medium and low: y is 125 to 250 ms", arguments: [0.1, 0.5, 0.9])
    func others(share: Double) {
        for (pattern, count) in [
            (SoundPattern.mediumOxygen, 2), (.mediumGeneral, 2), (.lowOxygen, 1), (.lowGeneral, 1),
        ] {
            let gaps = Self.gaps(pattern, at: share)
            #expect(gaps.count == count, "\(pattern.name) \(gaps)")
            let isRight = gaps.allSatisfy { Self.isWithin($0, 125, 250) }
            #expect(isRight, "\(pattern.name) \(gaps)")
        }
    }
}
