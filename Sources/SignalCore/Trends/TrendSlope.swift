/// A slope that a few wild values do not move, and how sure it is.
public struct TrendSlope: Equatable, Sendable {
    /// The change in points a minute: the median of the slopes of all pairs of points (Theil 1950).
    public var percentPerMinute: Double
    /// The least and the greatest slope that the values allow, in points a minute.
    public var lowest: Double
    /// See `lowest`.
    public var highest: Double
    /// The value at the newest second on the line of this slope, in percent.
    public var levelPercent: Double
    /// How many points, of `secondsEach` seconds, it rests on.
    public var points: Int
    /// How many seconds a point stands for.
    public var secondsEach: Int

    /// True when every slope that the values allow falls.
    public var isFalling: Bool { highest < 0 }
    /// True when every slope that the values allow rises.
    public var isRising: Bool { lowest > 0 }
}

extension Trend {
    /// Fewer points than this make no slope. Own choice.
    private static let leastPoints = 5
    /// Devices average over about so many seconds, so neighbouring values err together (the most
    /// common default among makers).
    private static let averagingSeconds = 8.0

    /// The robust slope of the last `window`; `nil` when less than half of its seconds were
    /// measured or fewer than five points are left.
    ///
    /// The range is Sen's (1968) at 95 %, z·√(n(n − 1)(2n + 5)/18) places from the middle of the
    /// sorted slopes, widened by √(8 s / seconds a point) because devices average, and then by the
    /// rounding of the values to whole percent at both ends of the window. Costs one pass over the
    /// window and 435 pairs at the most.
    public func robustSlope(over window: Window) -> TrendSlope? {
        guard usableSeconds(over: window) * 2 >= window.rawValue else { return nil }
        let points = TrendPoints(self, over: window)
        guard points.count >= Self.leastPoints else { return nil }
        let slopes = SortedSlopes(points)
        let middle = slopes.median
        let n = Double(points.count)
        let together = max(1, Self.averagingSeconds / Double(points.secondsEach))
        let spread = 1.96 * (n * (n - 1) * (2 * n + 5) / 18 * together).squareRoot()
        let pairs = slopes.count
        let low = max(0, Int((Double(pairs) - spread) / 2) - 1)
        let high = min(pairs - 1, pairs - 1 - low)
        // Doubled places: half of their distance is seconds, and one point over it is the rounding.
        let span = Double(points.x[points.count - 1] - points.x[0]) / 2
        let rounding = 60 / span
        return TrendSlope(
            percentPerMinute: 60 * middle, lowest: 60 * slopes[low] - rounding,
            highest: 60 * slopes[high] + rounding,
            levelPercent: Self.level(points, slope: middle), points: points.count,
            secondsEach: points.secondsEach)
    }

    /// The median of where each point's line of this slope is now.
    private static func level(_ points: TrendPoints, slope: Double) -> Double {
        var levels = SmallSort<30>()
        for place in 0..<points.count {
            levels.add((Double(points.y[place]) - slope * Double(points.x[place])) / 2)
        }
        levels.sort()
        return levels.median
    }
}

/// The slopes of all pairs of points, in percent a second, sorted.
private struct SortedSlopes {
    private var slopes = SmallSort<435>()

    init(_ points: TrendPoints) {
        for right in 1..<points.count {
            for left in 0..<right {
                let rise = Double(points.y[right] - points.y[left])
                slopes.add(rise / Double(points.x[right] - points.x[left]))
            }
        }
        slopes.sort()
    }

    var count: Int { slopes.count }
    var median: Double { slopes.median }
    subscript(place: Int) -> Double { slopes[place] }
}
