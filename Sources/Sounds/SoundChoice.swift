/// How urgent a sound is.
public enum SoundPriority: Int, Comparable, Sendable, CaseIterable {
    /// One or two pulses, seldom.
    case low
    /// Three pulses.
    case medium
    /// Ten pulses.
    case high

    /// Orders from low to high.
    public static func < (left: SoundPriority, right: SoundPriority) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What the choice of a sound needs to know of one open alert.
public struct SoundCandidate: Equatable, Sendable {
    /// How urgent it is.
    public var priority: SoundPriority
    /// True for alerts of oxygen.
    public var isOxygen: Bool
    /// True for an alert of a drill.
    public var isDrill: Bool
    /// True while someone's silence or acknowledgement stands.
    public var isSilenced: Bool

    /// Makes a candidate.
    public init(
        _ priority: SoundPriority, isOxygen: Bool, isDrill: Bool = false, isSilenced: Bool = false
    ) {
        self.priority = priority
        self.isOxygen = isOxygen
        self.isDrill = isDrill
        self.isSilenced = isSilenced
    }
}

/// Which one pattern is to be heard.
public enum SoundChoice {
    /// The pattern for these alerts; `nil` for silence.
    ///
    /// The highest that is not silenced wins, oxygen before others of its priority. A drill is mute
    /// while any real alert is open, even a silenced one: it must not sound in its place.
    public static func pattern(for alerts: [SoundCandidate]) -> SoundPattern? {
        let real = alerts.filter { !$0.isDrill }
        if real.isEmpty {
            return alerts.contains { !$0.isSilenced } ? .drill : nil
        }
        let sounding = real.filter { !$0.isSilenced }
        guard let top = sounding.map(\.priority).max() else { return nil }
        let isOxygen = sounding.contains { $0.priority == top && $0.isOxygen }
        return switch top {
        case .high: isOxygen ? .highOxygen : .highGeneral
        case .medium: isOxygen ? .mediumOxygen : .mediumGeneral
        case .low: isOxygen ? .lowOxygen : .lowGeneral
        }
    }
}
