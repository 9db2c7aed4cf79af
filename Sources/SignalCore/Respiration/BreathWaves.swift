/// The waves a series is compared with: cosine and sine of every bin's rate, counted from the
/// middle of the 32 s, and a Hann window. Made once, read by every session.
struct BreathWaves: Sendable {
    static let shared = BreathWaves()
    private static let half = PulseModulations.length / 2

    /// Four groups of 16 bins, 32 points each.
    private var cosines: [SIMD16<Float>] = []
    private var sines: [SIMD16<Float>] = []
    private var window = InlineArray<64, Float>(repeating: 0)

    private init() {
        for group in 0..<4 {
            for point in 0..<Self.half {
                var cosine = SIMD16<Float>()
                var sine = SIMD16<Float>()
                for lane in 0..<16 {
                    let turns = Self.turns(bin: group * 16 + lane, point: point)
                    cosine[lane] = Float(Circle.cosine(turns: turns))
                    sine[lane] = Float(Circle.cosine(turns: turns - 0.25))
                }
                cosines.append(cosine)
                sines.append(sine)
            }
        }
        window = Self.hann(PulseModulations.length)
    }

    private static func turns(bin: Int, point: Int) -> Double {
        let hertz = (6 + 0.6 * Double(bin)) / 60
        return hertz * (Double(half) - 0.5 - Double(point)) / Double(PulseModulations.rate)
    }

    /// A Hann window over the first `count` points; zeros after.
    private static func hann(_ count: Int) -> InlineArray<64, Float> {
        var window = InlineArray<64, Float>(repeating: 0)
        for point in 0..<count {
            let turns = (Double(point) + 0.5) / Double(count)
            window[point] = Float(0.5 - 0.5 * Circle.cosine(turns: turns))
        }
        return window
    }

    /// The window for a series of `count` points.
    func window(count: Int) -> InlineArray<64, Float> {
        count == PulseModulations.length ? window : Self.hann(count)
    }

    /// The power of a series at every bin. The series is folded about its middle, which halves the
    /// work: cosines see only the sum of the two halves, sines only their difference.
    func power(_ series: Span<Float>, into spectrum: inout BreathBins) {
        var evenPoints = InlineArray<32, Float>(repeating: 0)
        var oddPoints = InlineArray<32, Float>(repeating: 0)
        var even = evenPoints.mutableSpan
        var odd = oddPoints.mutableSpan
        for point in 0..<Self.half {
            even[point] = series[point] + series[2 * Self.half - 1 - point]
            odd[point] = series[point] - series[2 * Self.half - 1 - point]
        }
        var bins = spectrum.values.mutableSpan
        for group in 0..<4 {
            var real = SIMD16<Float>()
            var imaginary = SIMD16<Float>()
            for point in 0..<Self.half {
                real += cosines[group * Self.half + point] * even[point]
                imaginary += sines[group * Self.half + point] * odd[point]
            }
            let power = real * real + imaginary * imaginary
            for lane in 0..<16 { bins[group * 16 + lane] = power[lane] }
        }
    }
}
