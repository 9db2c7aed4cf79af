/// The five ways in which breathing moves the pulse, each as a series of two points a second over
/// the last 32 s: height, peak, foot, beat interval and mean level.
///
/// Each beat gives one value of every series; points between two beats lie on the line from one to
/// the other. A series therefore ends at the last beat, about a second before now.
struct PulseModulations: Sendable {
    static let seriesCount = 5
    static let length = 64
    /// Points a second.
    static let rate = 2
    /// Beats further apart than this leave a hole that no line may bridge.
    static let longestIntervalSeconds = 5

    /// How many of the last beats follow one another as a heart's do, 0 to 1, over about 16 beats.
    private(set) var steadiness: Float = 1

    private let sampleRate: Int
    private var ring = InlineArray<64, SIMD8<Float>>(repeating: SIMD8())
    private var head = 0
    /// Points so far, at most 64.
    private(set) var count = 0
    private var before: PulseCycle?
    private var valuesBefore = SIMD8<Float>()
    private var hasValues = false

    init(sampleRateHertz: Int) { sampleRate = sampleRateHertz }

    /// Takes a beat; `false` when it came too late after the one before, and all starts anew.
    mutating func take(_ cycle: PulseCycle) -> Bool {
        defer { before = cycle }
        guard let before else { return true }
        let interval = cycle.peakAt - before.peakAt
        guard interval <= Self.longestIntervalSeconds * sampleRate else {
            count = 0
            hasValues = false
            return false
        }
        guard interval > 0 else { return true }
        judge(Float(interval))
        var values = SIMD8<Float>()
        values[0] = Float(cycle.peak - cycle.foot)
        values[1] = Float(cycle.peak)
        values[2] = Float(cycle.foot)
        values[3] = Float(interval)
        values[4] = Float(cycle.total - before.total) / Float(interval)
        if hasValues { draw(from: before.peakAt, to: cycle.peakAt, values) }
        (valuesBefore, hasValues) = (values, true)
        return true
    }

    /// A heart beats 30 to 240 times a minute and seldom doubles or halves from one beat to the
    /// next; noise taken for beats keeps to neither.
    private mutating func judge(_ interval: Float) {
        let seconds = interval / Float(sampleRate)
        var isLikely = seconds >= 0.25 && seconds <= 2
        if hasValues {
            let last = valuesBefore[3]
            isLikely = isLikely && max(interval, last) < 2 * min(interval, last)
        }
        steadiness += ((isLikely ? 1 : 0) - steadiness) / 16
    }

    /// Adds the points that lie after one beat and up to the next.
    private mutating func draw(from start: Int, to end: Int, _ values: SIMD8<Float>) {
        // Doubled, so that the half seconds of an odd sample rate stay whole numbers.
        var point = (start * 2 / sampleRate + 1) * sampleRate
        let slope = (values - valuesBefore) / Float(2 * (end - start))
        while point <= 2 * end {
            push(valuesBefore + slope * Float(point - 2 * start))
            point += sampleRate
        }
    }

    private mutating func push(_ values: SIMD8<Float>) {
        var ring = ring.mutableSpan
        ring[head] = values
        head = (head + 1) & (Self.length - 1)
        if count < Self.length { count += 1 }
    }

    /// Writes the last points of all series, oldest first, each without its straight-line trend.
    func detrend(into points: inout MutableSpan<SIMD8<Float>>) {
        let ring = ring.span
        let oldest = head - count + Self.length
        let middle = Float(count - 1) / 2
        var sum = SIMD8<Float>()
        var lean = SIMD8<Float>()
        // Heights above the first point: small numbers lose less to rounding.
        let first = ring[oldest & (Self.length - 1)]
        for index in 0..<count {
            let value = ring[(oldest + index) & (Self.length - 1)] - first
            points[index] = value
            sum += value
            lean += value * (Float(index) - middle)
        }
        let mean = sum / Float(count)
        let length = Float(count)
        // The sum of squared distances from the middle of so many points.
        let slope = lean / (length * (length * length - 1) / 12)
        for index in 0..<count { points[index] -= mean + slope * (Float(index) - middle) }
    }
}
