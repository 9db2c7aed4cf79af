/// How long one alert about a watch was open, folded from its changes.
public struct AlertStretch: Equatable, Sendable {
    /// The condition, as the alert table names it.
    public var alertKind: String
    /// high, medium or low: the highest it had while it was open.
    public var priority: String
    /// When it was raised, in milliseconds since 1970 UTC; `nil` when it was open before these
    /// rows.
    public var fromUnixMilliseconds: Int64?
    /// When it cleared; `nil` while it is open.
    public var untilUnixMilliseconds: Int64?

    /// The condition in plain words, such as "oxygen low".
    public var words: String { PlainWords.of(alertKind) }

    /// Every stretch the rows tell of, in the order they begin.
    public static func fold(_ rows: [TimelineRow]) -> [AlertStretch] {
        var stretches: [AlertStretch] = []
        var open: [String: Int] = [:]
        for row in rows {
            guard case .alertChanged(let alert) = row.logged.fact, alert.change != "seen" else {
                continue
            }
            let time = row.occurredUnixMilliseconds
            let place = open[alert.alertKind] ?? stretches.count
            if place == stretches.count {
                stretches.append(
                    AlertStretch(
                        alertKind: alert.alertKind, priority: alert.priority,
                        fromUnixMilliseconds: alert.change == "raised" ? time : nil,
                        untilUnixMilliseconds: nil))
                open[alert.alertKind] = place
            }
            if rank(alert.priority) > rank(stretches[place].priority) {
                stretches[place].priority = alert.priority
            }
            if alert.change == "cleared" {
                stretches[place].untilUnixMilliseconds = time
                open[alert.alertKind] = nil
            }
        }
        // What was open before all rows begins before what they raise.
        return stretches.enumerated().sorted { left, right in
            (left.element.fromUnixMilliseconds ?? .min, left.offset)
                < (right.element.fromUnixMilliseconds ?? .min, right.offset)
        }.map(\.element)
    }

    private static func rank(_ priority: String) -> Int {
        ["low", "medium", "high"].firstIndex(of: priority) ?? -1
    }
}
