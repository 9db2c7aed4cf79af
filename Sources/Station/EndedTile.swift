public import Alerts
public import SignalCore

/// An alert that ended and that nobody has seen since, as people see it.
public struct EndedTile: Equatable, Sendable {
    /// The condition.
    public var kind: AlertKind
    /// How urgent it was.
    public var priority: AlertPriority
    /// When it was raised.
    public var raisedAt: BootTime
    /// When it ended.
    public var endedAt: BootTime
    /// How often this condition came and ended without anyone seeing it.
    public var times: Int

    /// Makes a line.
    public init(
        kind: AlertKind, priority: AlertPriority, raisedAt: BootTime, endedAt: BootTime, times: Int
    ) {
        self.kind = kind
        self.priority = priority
        self.raisedAt = raisedAt
        self.endedAt = endedAt
        self.times = times
    }

    init(_ ended: EndedAlert) {
        self.init(
            kind: ended.alert.kind, priority: ended.alert.priority,
            raisedAt: ended.alert.raisedAt, endedAt: ended.endedAt, times: ended.times)
    }
}
