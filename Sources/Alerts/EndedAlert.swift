public import SignalCore

/// An alert that ended by its rule and that nobody has seen since: its line stays on the watch.
public struct EndedAlert: Equatable, Sendable {
    /// The alert as it last stood.
    public let alert: OpenAlert
    /// When it ended.
    public let endedAt: BootTime
    /// How often this kind ended without anyone seeing it.
    public let times: Int

    init(_ alert: OpenAlert, endedAt: BootTime, before: EndedAlert?) {
        self.alert = alert
        self.endedAt = endedAt
        times = (before?.times ?? 0) + 1
    }
}
