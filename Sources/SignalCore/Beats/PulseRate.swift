/// The pulse rate from beats: the median of the last 8 intervals, then the mean of those within a
/// fifth of it.
public struct PulseRate: Sendable {
    private static let leastBeats = 3
    private static let windowSeconds = 8
    private let rate: Int
    private var places = InlineArray<16, Int>(repeating: .min)
    private var agreed = InlineArray<16, Bool>(repeating: false)
    private var count = 0

    /// Makes it for a waveform of so many samples a second.
    public init(sampleRateHertz: Int) { rate = min(max(sampleRateHertz, 25), 500) }

    /// Takes the next beat.
    public mutating func take(_ beat: Beat) {
        places[count & 15] = beat.sampleIndex
        agreed[count & 15] = beat.agrees
        count += 1
    }

    /// The signal stopped: the beats so far are forgotten.
    public mutating func gap() { count = 0 }

    /// Beats a minute as of a sample; nil when fewer than 3 beats on which both detectors agree lie
    /// in the 8 s up to it.
    public func beatsPerMinute(at sample: Int) -> Double? {
        let from = sample - Self.windowSeconds * rate
        let held = min(count, 9)
        var agreeing = 0
        for back in 0..<min(count, 16) {
            let index = (count - 1 - back) & 15
            if places[index] > from, agreed[index] { agreeing += 1 }
        }
        guard agreeing >= Self.leastBeats else { return nil }
        var intervals = LastEight()
        for back in 0..<held - 1 { intervals.add(interval(back)) }
        let median = intervals.median ?? interval(0)
        var sum: Float = 0
        var kept: Float = 0
        for back in 0..<held - 1 where abs(interval(back) - median) <= 0.2 * median {
            sum += interval(back)
            kept += 1
        }
        guard sum > 0 else { return nil }
        return (Double(60 * Float(rate) * kept / sum) * 10).rounded() / 10
    }

    /// The interval that ended so many beats ago, in samples.
    private func interval(_ back: Int) -> Float {
        Float(places[(count - 1 - back) & 15] - places[(count - 2 - back) & 15])
    }
}
