public import SignalCore

/// An alert that was open before a restart.
public struct RestoredAlert: Equatable, Sendable {
    /// The condition.
    public var kind: AlertKind
    /// How urgent it was.
    public var priority: AlertPriority
    /// When its condition began.
    public var since: BootTime
    /// When it was raised; negative when that was before this boot.
    public var raisedAt: BootTime
    /// The last oxygen value known then.
    public var lastPercent: UInt8?
    /// When that value was current.
    public var lastPercentAt: BootTime?

    /// Makes an alert to put back. Without `since` its condition began when it was raised.
    public init(
        kind: AlertKind, priority: AlertPriority, raisedAt: BootTime, since: BootTime? = nil,
        lastPercent: UInt8? = nil, lastPercentAt: BootTime? = nil
    ) {
        self.kind = kind
        self.priority = priority
        self.since = since ?? raisedAt
        self.raisedAt = raisedAt
        self.lastPercent = lastPercent
        self.lastPercentAt = lastPercentAt
    }
}

/// What a watch needs to go on after a restart. It has no room for silences and acknowledgements:
/// neither survives.
public struct RestoredWatch: Equatable, Sendable {
    /// Alerts that were open.
    public var alerts: [RestoredAlert]
    /// What people's entries say.
    public var care: CareFacts

    /// Makes what a watch goes on from.
    public init(alerts: [RestoredAlert], care: CareFacts) {
        self.alerts = alerts
        self.care = care
    }
}
