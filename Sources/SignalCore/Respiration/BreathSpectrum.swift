/// One spectrum of breathing from the five series.
enum BreathSpectrum {
    /// Least power of a series, so that the rounding of one that stands still is no signal. A
    /// series that moves by a single count has thousands.
    private static let quietPower: Float = 1

    /// The series' spectra, summed by the cube of how much each gathers about its own peak. The sum
    /// over all bins is 1, or 0 when nothing moves.
    ///
    /// Power is multiplied by the rate up to 20 a minute: slow waves of the vessels (about 0.1 Hz,
    /// which looks like 6 a minute) and drift have power falling as one over frequency, and this
    /// makes that level. Not above: there lies the second harmonic of a breath, which is no sine.
    static func of(_ series: PulseModulations, waves: BreathWaves) -> BreathBins {
        let windowPoints = waves.window(count: series.count)
        let window = windowPoints.span
        var allPoints = InlineArray<64, SIMD8<Float>>(repeating: SIMD8())
        var all = allPoints.mutableSpan
        series.detrend(into: &all)
        var seriesPoints = InlineArray<64, Float>(repeating: 0)
        var points = seriesPoints.mutableSpan
        var fused = BreathBins()
        for index in 0..<PulseModulations.seriesCount {
            for point in 0..<PulseModulations.length {
                points[point] = all[point][index] * window[point]
            }
            var bins = BreathBins()
            waves.power(points.span, into: &bins)
            bins.weighByRate()
            bins.scale(by: 1 / (bins.sum + quietPower))
            let share = bins.sum(near: bins.peak)
            let weight = share * share * share
            fused.add(bins, times: weight)
        }
        let sum = fused.sum
        if sum > 0 { fused.scale(by: 1 / sum) }
        return fused
    }
}
