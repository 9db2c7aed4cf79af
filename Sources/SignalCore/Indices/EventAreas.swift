/// Areas of a rule's events over a recorded series, as pobm 1.2.0 has them: each event from its
/// first to its end second, that one included. Seconds without a value add nothing.
public struct EventAreas: Equatable, Sendable {
    /// Area below 100 % (DA100, summed), in percent seconds.
    public private(set) var below100 = 0
    /// Area below each event's own highest value (DAmax, summed), in percent seconds.
    public private(set) var belowMaximum = 0
    /// Seconds from start to end, summed.
    public private(set) var eventSeconds = 0
    private let validSeconds: Int

    /// Adds up the areas of `events` in the series they were found in.
    public init(_ events: [DesaturationEvent], in series: Span<UInt8>) {
        var valid = 0
        for second in 0..<series.count where 1...100 ~= series[second] { valid += 1 }
        validSeconds = valid
        for event in events { add(event, series) }
    }

    private mutating func add(_ event: DesaturationEvent, _ series: Span<UInt8>) {
        var (sum, count, highest) = (0, 0, 0)
        for second in event.start..<min(event.end + 1, series.count) {
            let percent = Int(series[second])
            guard 1...100 ~= percent else { continue }
            sum += percent
            count += 1
            highest = max(highest, percent)
        }
        below100 += 100 * count - sum
        belowMaximum += highest * count - sum
        eventSeconds += event.end - event.start
    }

    /// Share of the valid seconds inside events (POD), 0 to 1; 0 without a value.
    public var shareOfTime: Double { perValidSecond(eventSeconds) }

    /// `belowMaximum` a valid second (AODmax), in percent.
    public var aodMaximumPercent: Double { perValidSecond(belowMaximum) }

    /// `below100` a valid second (AOD100), in percent.
    public var aod100Percent: Double { perValidSecond(below100) }

    private func perValidSecond(_ amount: Int) -> Double {
        validSeconds == 0 ? 0 : Double(amount) / Double(validSeconds)
    }
}
