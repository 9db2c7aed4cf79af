/// What a stretch of readings comes to: the few numbers a person asks for first.
///
/// Values on a poor signal count like others (design rule 2) and are said to be so; a second
/// without a value counts as nothing but lost signal.
public struct SignalSummary: Equatable, Sendable {
    /// How long a value must be held to count as the lowest, so that one spike does not rule.
    public static let holdSeconds = 8

    /// The lowest level held for 8 s in a row: no 8 s without a gap stayed at or below a lower one.
    /// `nil` when there are no 8 s in a row with a value.
    public let lowestHeldPercent: UInt8?
    /// Whether some of those seconds had a poor signal.
    public let lowestHeldIsUnreliable: Bool
    /// Seconds with a value below the low limit.
    public let belowLowSeconds: Int64
    /// Seconds with a value below the critical limit.
    public let belowCriticalSeconds: Int64
    /// How many of the seconds below the low limit had a poor signal.
    public let belowLowUnreliableSeconds: Int64
    /// Seconds with a value on a usable signal.
    public let measuredSeconds: Int64
    /// Seconds with a value on a poor signal.
    public let unreliableSeconds: Int64
    /// All seconds of the stretch.
    public let totalSeconds: Int64

    /// Seconds without a value, whether the device said so or nobody wrote anything.
    public var absentSeconds: Int64 { totalSeconds - measuredSeconds - unreliableSeconds }

    /// The share of seconds with a usable signal, 0 to 100, rounded down.
    public var usablePercent: Int { Int(measuredSeconds * 100 / totalSeconds) }

    /// Sums up the points between two moments; limits in percent.
    public init(
        points: [SpO2Point], fromUnixMilliseconds: Int64, toUnixMilliseconds: Int64,
        lowPercent: Int, criticalPercent: Int
    ) {
        self.init(
            SecondSeries(
                points, fromUnixMilliseconds: fromUnixMilliseconds,
                toUnixMilliseconds: toUnixMilliseconds),
            lowPercent: lowPercent, criticalPercent: criticalPercent)
    }

    init(_ series: SecondSeries, lowPercent: Int, criticalPercent: Int) {
        let low = series.valued.filter { Int($0.value) < lowPercent }
        let measured = series.valued.count { $0.isMeasured }
        totalSeconds = series.length
        measuredSeconds = Int64(measured)
        unreliableSeconds = Int64(series.valued.count - measured)
        belowLowSeconds = Int64(low.count)
        belowLowUnreliableSeconds = Int64(low.count { !$0.isMeasured })
        belowCriticalSeconds = Int64(series.valued.count { Int($0.value) < criticalPercent })
        (lowestHeldPercent, lowestHeldIsUnreliable) = Self.lowestHeld(series.valued)
    }

    /// The smallest maximum of 8 seconds in a row; of equal ones a well measured one counts.
    private static func lowestHeld(_ seconds: [SecondSeries.Second]) -> (UInt8?, Bool) {
        var lowest: UInt8?
        var isUnreliable = false
        guard seconds.count >= holdSeconds else { return (nil, false) }
        for first in 0...seconds.count - holdSeconds {
            let window = seconds[first..<first + holdSeconds]
            let last = first + holdSeconds - 1
            guard seconds[last].place - seconds[first].place == Int64(holdSeconds - 1),
                let level = window.map(\.value).max()
            else { continue }
            let doubtful = window.contains { !$0.isMeasured }
            if level < lowest ?? .max || level == lowest && isUnreliable && !doubtful {
                lowest = level
                isUnreliable = doubtful
            }
        }
        return (lowest, isUnreliable)
    }
}

extension SignalSummary {
    /// The summary in plain words; limits in percent, as they were given.
    public func words(lowPercent: Int, criticalPercent: Int) -> String {
        var lines: [String] = []
        if let lowest = lowestHeldPercent {
            let doubt = lowestHeldIsUnreliable ? " (poor signal)" : ""
            lines.append("Lowest value held for 8 s: \(lowest) %\(doubt).")
        } else {
            lines.append("No value was held for 8 s.")
        }
        var below = "Below \(lowPercent) % for \(Self.duration(belowLowSeconds))"
        if belowLowUnreliableSeconds > 0 {
            below += " (\(Self.duration(belowLowUnreliableSeconds)) of it on a poor signal)"
        }
        lines.append(
            below + ", below \(criticalPercent) % for \(Self.duration(belowCriticalSeconds)).")
        lines.append(
            "Usable signal for \(usablePercent) % of \(Self.duration(totalSeconds)); poor for "
                + "\(Self.duration(unreliableSeconds)), none for \(Self.duration(absentSeconds)).")
        return lines.joined(separator: " ")
    }

    /// "45 s", "3 min 10 s", "2 h 5 min".
    static func duration(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600:
            seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
        default:
            seconds % 3600 < 60
                ? "\(seconds / 3600) h" : "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }
}
