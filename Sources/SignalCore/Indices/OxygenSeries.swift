extension OxygenIndices {
    /// The one-pass indices of a whole series, finished; `median-120` rounds as lunapi does.
    public static func over(_ series: Span<UInt8>) -> OxygenIndices {
        var indices = OxygenIndices(eventRoom: .max, lunaRange: range(of: series))
        indices.take(series)
        indices.finish()
        return indices
    }

    /// The same over an array.
    public static func over(_ series: [UInt8]) -> OxygenIndices { over(series.span) }

    /// The lowest and the highest value; `nil` without a value.
    public static func range(of series: Span<UInt8>) -> ClosedRange<UInt8>? {
        var (lowest, highest): (UInt8, UInt8) = (255, 0)
        for index in 0..<series.count {
            let value = series[index]
            // 0 and more than 100 wrap or lie above 99 here, so they never win.
            let place = value &- 1
            lowest = min(lowest, place)
            highest = max(highest, place < 100 ? value : 0)
        }
        return highest == 0 ? nil : (lowest + 1)...highest
    }
}

/// Everything about a whole recorded series, with the rule that needs it twice.
public struct OxygenSeries: ~Copyable {
    /// The indices of one pass.
    public let indices: OxygenIndices
    private let session: [[DesaturationEvent]]

    /// Computes everything. 0 and values above 100 are seconds without a value.
    public init(_ series: Span<UInt8>) {
        indices = .over(series)
        var histogram = indices.histogram
        histogram[0] = 0
        session = [
            SessionRule.events(in: series, histogram: histogram, drop: 3),
            SessionRule.events(in: series, histogram: histogram, drop: 4),
        ]
    }

    /// The same over an array.
    public init(_ series: [UInt8]) { self.init(series.span) }

    /// The events of a rule at a drop of 3 or 4 points; `hard-90` has no drop.
    public func events(_ rule: DesaturationRule, drop: Int) -> [DesaturationEvent] {
        guard rule == .sessionPercentile else { return indices.events(rule, drop: drop) }
        return session[drop == 3 ? 0 : 1]
    }
}
