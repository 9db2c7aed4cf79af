public import SignalCore

/// An open alert and whose it is.
public struct PlacedAlert<Place: Equatable & Sendable>: Equatable, Sendable {
    /// Whose it is: a watch, or the station.
    public var place: Place
    /// The alert.
    public var alert: OpenAlert
    /// True for a drill: simulated devices, no real person.
    public var isDrill: Bool

    /// Makes one.
    public init(place: Place, alert: OpenAlert, isDrill: Bool) {
        self.place = place
        self.alert = alert
        self.isDrill = isDrill
    }
}

/// How alerts of several watches stand to each other.
public enum AlertOrder {
    /// Real ones before drills whatever their priority, then the most urgent, then the oldest.
    public static func sorted<Place>(_ alerts: [PlacedAlert<Place>]) -> [PlacedAlert<Place>] {
        alerts.sorted { left, right in
            if left.isDrill != right.isDrill { return right.isDrill }
            if left.alert.priority != right.alert.priority {
                return left.alert.priority > right.alert.priority
            }
            // At the same priority people come before the station's own troubles.
            let (ofStation, otherOfStation) =
                (left.alert.kind.isOfStation, right.alert.kind.isOfStation)
            if ofStation != otherOfStation { return otherOfStation }
            return left.alert.raisedAt < right.alert.raisedAt
        }
    }

    /// Those that sound at `at`, in order. A drill makes no sound while any real alert is open,
    /// also one that is silenced: its person still waits.
    public static func sounding<Place>(
        _ alerts: [PlacedAlert<Place>], at: BootTime
    ) -> [PlacedAlert<Place>] {
        let hasReal = alerts.contains { !$0.isDrill && !$0.alert.kind.isOfStation }
        return sorted(alerts).filter { $0.alert.isSounding(at: at) && !($0.isDrill && hasReal) }
    }

    /// The priority whose burst is played at `at`; `nil` when nothing sounds.
    public static func soundingPriority<Place>(
        _ alerts: [PlacedAlert<Place>], at: BootTime
    ) -> AlertPriority? {
        sounding(alerts, at: at).map(\.alert.priority).max()
    }
}
