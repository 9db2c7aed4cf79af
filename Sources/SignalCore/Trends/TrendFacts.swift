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

/// One pass over a window: sums for the least-squares line in whole numbers, so any order and any
/// time shift give the same bits, and a histogram for the median.
struct TrendPass {
    private var histogram = InlineArray<101, UInt16>(repeating: 0)
    private var lowest: UInt8 = .max
    private var highest: UInt8 = 0
    private var measured = 0
    private var unreliable = 0
    private var sumX = 0
    private var sumY = 0
    private var sumXX = 0
    private var sumXY = 0

    mutating func take(percent: UInt8, age: Int, measured isMeasured: Bool) {
        lowest = min(lowest, percent)
        guard isMeasured else {
            unreliable += 1
            return
        }
        highest = max(highest, percent)
        histogram[Int(percent)] += 1
        measured += 1
        let (x, y) = (-age, Int(percent))
        sumX += x
        sumY += y
        sumXX += x * x
        sumXY += x * y
    }

    func facts(windowSeconds: Int) -> TrendFacts? {
        guard measured * 2 >= windowSeconds else { return nil }
        return TrendFacts(
            lowestPercent: lowest, highestPercent: highest, medianPercent: median,
            slopePercentPerMinute: slope, measuredSeconds: measured, unreliableSeconds: unreliable)
    }

    private var median: UInt8 {
        var left = (measured + 1) / 2
        for percent in 0..<histogram.count {
            left -= Int(histogram[percent])
            if left <= 0 { return UInt8(percent) }
        }
        return 100
    }

    private var slope: Double {
        let spread = measured * sumXX - sumX * sumX
        guard spread > 0 else { return 0 }
        return 60 * Double(measured * sumXY - sumX * sumY) / Double(spread)
    }
}
