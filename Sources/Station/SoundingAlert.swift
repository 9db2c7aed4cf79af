public import Alerts

/// What is to be heard now: the most urgent of all open alerts that sound. `nil` where nothing is.
public struct SoundingAlert: Equatable, Sendable {
    /// How urgent: which burst is played.
    public var priority: AlertPriority
    /// True for alerts of oxygen, which have a melody of their own.
    public var isOxygen: Bool
    /// True when only drills sound.
    public var isDrill: Bool
    /// True when nobody acknowledged a high alert in time: every screen and the station sound.
    public var isUnattended: Bool

    /// What an alert sounds like.
    init(_ placed: PlacedAlert<Int>) {
        priority = placed.alert.priority
        isOxygen = placed.alert.kind.rule.subject == .oxygen
        isDrill = placed.isDrill
        isUnattended = placed.alert.isUnattended
    }

    /// The pattern that every screen and the station play, by its name.
    public var patternName: String {
        if isDrill { return "drill" }
        return priority.rawName + (isOxygen ? "-oxygen" : "-general")
    }
}
