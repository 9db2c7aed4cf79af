/// The rates that are told apart: 64 of them from 6 to 43.8 breaths a minute, 0.6 apart.
struct BreathBins: Sendable {
    static let count = 64
    static let lowest: Float = 6
    static let step: Float = 0.6
    /// Bins to either side that still count as the same rate: ±1.8 of the ±2 breaths a minute.
    static let near = 3
    /// Up to this rate, breaths a minute, power is weighed by the rate; above it all alike. On the
    /// recordings 18 to 24 do as well.
    static let levelAbove: Float = 20

    var values = InlineArray<64, Float>(repeating: 0)

    static func rate(_ bin: Int) -> Float { lowest + step * Float(bin) }

    var sum: Float {
        let values = values.span
        // Eight sums at once: one alone would wait for itself.
        var sums = SIMD8<Float>()
        for bin in stride(from: 0, to: Self.count, by: 8) {
            for lane in 0..<8 { sums[lane] += values[bin + lane] }
        }
        return sums.sum()
    }

    /// The bin with the most, the lowest of these.
    var peak: Int {
        let values = values.span
        var most = SIMD8<Float>(repeating: -1)
        var places = SIMD8<Int32>()
        for bin in stride(from: 0, to: Self.count, by: 8) {
            var row = SIMD8<Float>()
            for lane in 0..<8 { row[lane] = values[bin + lane] }
            let isMore = row .> most
            most.replace(with: row, where: isMore)
            let place = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7) &+ Int32(bin)
            places.replace(with: place, where: isMore)
        }
        let largest = most.max()
        return Int(places.replacing(with: Int32(Self.count), where: most .< largest).min())
    }

    /// The sum over the bins within ±1.8 breaths a minute of one.
    func sum(near bin: Int) -> Float {
        let values = values.span
        var sum: Float = 0
        for other in max(0, bin - Self.near)...min(Self.count - 1, bin + Self.near) {
            sum += values[other]
        }
        return sum
    }

    /// The sum over the bins within 2 breaths a minute of a rate.
    func sum(around rate: Float) -> Float {
        let values = values.span
        var sum: Float = 0
        for bin in 0..<Self.count where abs(Self.rate(bin) - rate) <= 2 { sum += values[bin] }
        return sum
    }

    /// Multiplies every bin by its own rate, at most `levelAbove`.
    mutating func weighByRate() {
        var values = values.mutableSpan
        for bin in 0..<Self.count { values[bin] *= min(Self.rate(bin), Self.levelAbove) }
    }

    mutating func add(_ other: BreathBins, times weight: Float) {
        let more = other.values.span
        var values = values.mutableSpan
        for bin in 0..<Self.count { values[bin] += weight * more[bin] }
    }

    mutating func scale(by factor: Float) {
        var values = values.mutableSpan
        for bin in 0..<Self.count { values[bin] *= factor }
    }
}
