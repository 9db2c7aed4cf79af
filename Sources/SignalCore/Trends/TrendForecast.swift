/// When a falling value reaches a limit, if it goes on as it does.
public struct TrendForecast: Equatable, Sendable {
    /// Seconds from the newest reading until the limit is reached.
    public var seconds: Int
    /// The earliest that the values allow, in seconds.
    public var earliestSeconds: Int
    /// The latest that the values allow, in seconds; `nil` when later than the forecast reaches.
    public var latestSeconds: Int?
}

extension Trend {
    /// A forecast reaches no further than this, in seconds. Own choice: nobody breathes in a
    /// straight line for longer.
    public static let forecastSeconds = 180
    /// A forecast needs a measured value no older than this, in seconds.
    private static let freshSeconds = 3

    /// When the value reaches `percent`, told only when the last `window` supports it: every slope
    /// that its values allow falls, a value was measured within 3 s, it is still above the limit,
    /// and the limit is reached within 180 s.
    public func forecast(to percent: UInt8, over window: Window) -> TrendForecast? {
        guard let slope = robustSlope(over: window), slope.isFalling, isFresh(above: Int(percent))
        else { return nil }
        let above = slope.levelPercent - Double(percent)
        guard above > 0 else { return nil }
        let horizon = Double(Self.forecastSeconds)
        let expected = 60 * above / -slope.percentPerMinute
        guard expected <= horizon else { return nil }
        // Half a point either way: values are rounded to whole percent.
        let earliest = 60 * max(0, above - 0.5) / -slope.lowest
        let latest = 60 * (above + 0.5) / -slope.highest
        return TrendForecast(
            seconds: Int(expected.rounded()), earliestSeconds: Int(earliest.rounded(.down)),
            latestSeconds: latest <= horizon ? Int(latest.rounded(.up)) : nil)
    }

    /// The forecast of the shortest of 10 s, a minute and 5 min that supports one: what has just
    /// begun to fall is not slowed by what was before.
    public func forecast(to percent: UInt8) -> TrendForecast? {
        forecast(to: percent, over: .tenSeconds) ?? forecast(to: percent, over: .minute)
            ?? forecast(to: percent, over: .fiveMinutes)
    }

    /// A value was measured just now, and none of just now has reached the limit already.
    private func isFresh(above percent: Int) -> Bool {
        var measured = false
        for age in 0..<min(Self.freshSeconds, seconds) {
            let index = newest - age
            let slot = slots.span[index < 0 ? index + Self.capacity : index]
            guard let value = slot.percent else { continue }
            if value <= percent { return false }
            measured = measured || slot.isMeasured
        }
        return measured
    }
}
