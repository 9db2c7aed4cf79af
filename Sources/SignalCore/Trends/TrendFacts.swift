/// What a window of readings shows.
public struct TrendFacts: Equatable, Sendable {
    /// The lowest value, measured or unreliable: poor quality never hides a low value.
    public var lowestPercent: UInt8
    /// The highest measured value.
    public var highestPercent: UInt8
    /// The median of the measured values; the lower one of two in the middle.
    public var medianPercent: UInt8
    /// The change in points a minute: least squares over the measured seconds. 0 for one second.
    public var slopePercentPerMinute: Double
    /// Seconds with a measured value.
    public var measuredSeconds: Int
    /// Seconds with an unreliable value.
    public var unreliableSeconds: Int
}
