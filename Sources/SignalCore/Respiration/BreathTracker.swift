/// Follows the rate from second to second: how likely each bin is, given all spectra so far.
///
/// A forward filter: between seconds the rate walks at random, each spectrum then says where it is.
/// Nothing later ever changes an earlier value.
struct BreathTracker: Sendable {
    /// The walk's spread in a second is 0.375 breaths a minute, 1.5 over the 16 s between reference
    /// windows: weights of 0 to 3 bins of 0.6, exp(-k²·0.6²/(2·0.375²)).
    private static let walk: InlineArray<4, Float> = [1, 0.278037300, 0.005976023, 0.0000099295]
    /// The chance a second that the rate is suddenly anywhere.
    private static let leap: Float = 0.001
    /// Least likelihood of a bin beside the best one, before the root.
    private static let doubt: Float = 0.001

    private var belief = InlineArray<64, Float>(repeating: 1 / 64)
    private let leaving: InlineArray<64, Float>

    init() {
        var leaving = InlineArray<64, Float>(repeating: 0)
        for bin in 0..<BreathBins.count {
            var sum: Float = 0
            for step in -BreathBins.near...BreathBins.near {
                let other = bin + step
                if other >= 0, other < BreathBins.count { sum += Self.walk[abs(step)] }
            }
            leaving[bin] = (1 - Self.leap) / sum
        }
        self.leaving = leaving
    }

    /// A second passes: the rate may have moved.
    mutating func walk() { belief = walked() }

    private func walked() -> InlineArray<64, Float> {
        let near = BreathBins.near
        var paddedShares = InlineArray<70, Float>(repeating: 0)
        var shares = paddedShares.mutableSpan
        let belief = belief.span
        let leaving = leaving.span
        let walk = Self.walk.span
        for bin in 0..<BreathBins.count { shares[bin + near] = belief[bin] * leaving[bin] }
        var next = InlineArray<64, Float>(repeating: Self.leap / Float(BreathBins.count))
        var moved = next.mutableSpan
        for bin in 0..<BreathBins.count {
            let middle = bin + near
            let far = walk[3] * (shares[middle - 3] + shares[middle + 3])
            let close = walk[2] * (shares[middle - 2] + shares[middle + 2])
            let beside = walk[1] * (shares[middle - 1] + shares[middle + 1])
            moved[bin] += shares[middle] + beside + close + far
        }
        return next
    }

    /// Weighs the belief by a spectrum. The fourth root keeps 32 spectra over nearly the same 32 s
    /// from counting as 32 witnesses.
    mutating func weigh(_ spectrum: BreathBins) {
        let best = spectrum.values[spectrum.peak]
        guard best > 0 else { return }
        let seen = spectrum.values.span
        var belief = belief.mutableSpan
        var sum: Float = 0
        for bin in 0..<BreathBins.count {
            let likelihood = (seen[bin] / best + Self.doubt).squareRoot().squareRoot()
            belief[bin] *= likelihood
            sum += belief[bin]
        }
        for bin in 0..<BreathBins.count { belief[bin] /= sum }
    }

    /// The rate that is as likely too high as too low, in breaths a minute.
    var median: Float {
        let belief = belief.span
        var below: Float = 0
        for bin in 0..<BreathBins.count {
            if below + belief[bin] >= 0.5 {
                let part = (0.5 - below) / belief[bin]
                return BreathBins.rate(bin) + BreathBins.step * (part - 0.5)
            }
            below += belief[bin]
        }
        return BreathBins.rate(BreathBins.count - 1)
    }

    /// The belief within 2 breaths a minute of a rate, 0 to 1.
    func belief(around rate: Float) -> Float {
        BreathBins(values: belief).sum(around: rate)
    }
}
