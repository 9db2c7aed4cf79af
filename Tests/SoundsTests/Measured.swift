import Foundation
import Sounds

/// What a microphone would find in rendered samples: nothing here knows how they were made.
struct Measured {
    static let rate = 48_000

    /// One pulse as found, in milliseconds.
    struct Pulse {
        let begin: Double
        let at10: Double
        let at50: Double
        let at90: Double
        let rise: Double
        let fall: Double
        let end: Double
        let middle: ArraySlice<Double>
    }

    let pulses: [Pulse]
    let peak: Double
    let samples: [Double]

    init(_ raw: [Int16], rate: Int = Self.rate) {
        let samples = raw.map { Double($0) / 32_768 }
        let peak = samples.map { abs($0) }.max() ?? 0
        self.samples = samples
        self.peak = peak
        let envelope = Self.envelope(samples, rate: rate)
        pulses = Self.stretches(envelope, above: peak * 0.02, gap: rate * 10 / 1_000).map {
            Self.pulse($0, envelope, samples, rate)
        }
    }

    /// The greatest height within 4 ms on each side: longer than a period of 150 Hz.
    static func envelope(_ samples: [Double], rate: Int) -> [Double] {
        let reach = rate * 4 / 1_000
        var found = [Double](repeating: 0, count: samples.count)
        for place in samples.indices where samples[place] != 0 {
            let height = abs(samples[place])
            for near in max(0, place - reach)...min(samples.count - 1, place + reach)
            where found[near] < height {
                found[near] = height
            }
        }
        return found
    }

    static func stretches(_ envelope: [Double], above: Double, gap: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for place in envelope.indices where envelope[place] > above {
            if let last = found.last, place - last.upperBound < gap {
                found[found.count - 1] = last.lowerBound..<(place + 1)
            } else {
                found.append(place..<(place + 1))
            }
        }
        return found
    }

    static func pulse(
        _ part: Range<Int>, _ envelope: [Double], _ samples: [Double], _ rate: Int
    ) -> Pulse {
        let top = part.reduce(0) { max($0, envelope[$1]) }
        func edges(_ share: Double) -> (Double, Double) {
            let first = part.first { envelope[$0] >= top * share } ?? part.lowerBound
            let last = part.last { envelope[$0] >= top * share } ?? part.upperBound
            return (Double(first) * 1_000 / Double(rate), Double(last) * 1_000 / Double(rate))
        }
        let (low, half, high) = (edges(0.1), edges(0.5), edges(0.9))
        let centre = (part.lowerBound + part.upperBound) / 2
        let reach = rate * 25 / 1_000
        return Pulse(
            begin: half.0, at10: low.1 - low.0, at50: half.1 - half.0, at90: high.1 - high.0,
            rise: high.0 - low.0, fall: low.1 - high.1, end: half.1,
            middle: samples[(centre - reach)..<(centre + reach)])
    }

    /// Strength of one frequency (Goertzel with a Hann window).
    static func strength(_ part: ArraySlice<Double>, hertz: Double, rate: Int = Self.rate)
        -> Double
    {
        let turn = 2 * Double.pi * hertz / Double(rate)
        var real = 0.0
        var imaginary = 0.0
        for (index, sample) in part.enumerated() {
            let window = 0.5 - 0.5 * cos(2 * Double.pi * Double(index) / Double(part.count))
            real += sample * window * cos(turn * Double(index))
            imaginary += sample * window * sin(turn * Double(index))
        }
        return (real * real + imaginary * imaginary).squareRoot()
    }

    /// The fundamental between 150 and 1000 Hz: the lowest strong peak, to half a Hz.
    static func fundamental(_ part: ArraySlice<Double>) -> Double {
        func strongest(_ from: Double, _ to: Double, by step: Double) -> Double {
            stride(from: from, through: to, by: step).map { ($0, strength(part, hertz: $0)) }
                .max { $0.1 < $1.1 }?.0 ?? 0
        }
        let about = strongest(150, 1_000, by: 8)
        return strongest(about - 8, about + 8, by: 0.5)
    }

    /// How many multiples of `hertz` lie in 300...4000 Hz within 15 dB of it.
    static func harmonics(_ part: ArraySlice<Double>, of hertz: Double) -> Int {
        let own = strength(part, hertz: hertz)
        return (1...20).filter { multiple in
            let place = hertz * Double(multiple)
            guard multiple > 1, (300...4_000).contains(place) else { return false }
            return strength(part, hertz: place) >= own * pow(10, -15 / 20)
        }.count
    }
}
