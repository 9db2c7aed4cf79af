public import SignalCore

/// Sound that a person stopped for a while. It never outlives `until`, and the light stays on.
public struct Hush: Equatable, Sendable {
    /// What the person did.
    public enum Act: Sendable {
        /// Took the alert on.
        case acknowledged
        /// Stopped the sound only.
        case silenced
    }

    /// What the person did.
    public var act: Act
    /// When sound returns.
    public var until: BootTime
    /// The handle of whoever did it; `nil` when nobody said.
    public var by: String?
    /// The priority that was hushed: anything higher breaks it.
    var priority: AlertPriority
    /// The oxygen value at that moment, or the last known: clearly lower breaks it.
    var percent: UInt8?
}

/// A condition that is open now, as people must see it.
public struct OpenAlert: Equatable, Sendable {
    /// The condition.
    public let kind: AlertKind
    /// How urgent it is now.
    public internal(set) var priority: AlertPriority
    /// When it was raised.
    public let raisedAt: BootTime
    /// When its condition began.
    public let since: BootTime
    /// The last oxygen value known; `nil` when there never was one.
    public internal(set) var lastPercent: UInt8?
    /// When that value was current.
    public internal(set) var lastPercentAt: BootTime?
    /// The limit in force; `nil` for conditions without one.
    public internal(set) var limitPercent: Int?
    /// The last pulse known, in beats a minute, for alerts of the pulse.
    public internal(set) var lastPulseBpm: UInt16?
    /// The pulse limit in force; `nil` for conditions without one.
    public internal(set) var pulseLimitBpm: Int?
    /// Since when its condition is over and it stays only because the site latches alerts; `nil`
    /// while the condition lives.
    public internal(set) var endedAt: BootTime?
    /// True while it is shown without sound by its own rule, not because someone silenced it.
    public internal(set) var isQuiet = false
    /// Until when a pause of the watch holds its sound.
    public internal(set) var pausedUntil: BootTime?
    /// Since when it is held without a good signal; `nil` while the signal is good.
    public internal(set) var heldSince: BootTime?
    /// A running acknowledgement or silence; may have lapsed, so ask `isSounding(at:)`.
    public internal(set) var hush: Hush?
    /// True when it is high and nobody acknowledged it in time.
    public internal(set) var isUnattended = false
    /// What the kind's words leave open, such as "poor signal" when there is a value after all.
    public internal(set) var note: String?
    /// The delay the condition had to last, in milliseconds.
    public let conditionDelayMilliseconds: Int64
    /// From the moment the condition counted to the signal, in milliseconds.
    public let signalDelayMilliseconds: Int64
    /// Since when it sounds at its priority without anyone on it.
    var soundingSince: BootTime
    /// When it last reminded.
    var remindedAt: BootTime?

    init(_ kind: AlertKind, _ due: Due, of condition: Condition, at: BootTime) {
        self.kind = kind
        priority = due.priority
        raisedAt = at
        since = condition.since
        lastPercent = condition.percent
        limitPercent = condition.limitPercent.map(Int.init)
        lastPulseBpm = condition.pulseBpm
        pulseLimitBpm = condition.pulseLimitBpm.map(Int.init)
        isQuiet = kind.isQuiet(at: due.priority)
        note = condition.note?.rawValue
        conditionDelayMilliseconds = due.delayMilliseconds
        signalDelayMilliseconds = max(
            0, at.millisecondsSince(condition.since) - due.delayMilliseconds)
        soundingSince = at
    }

    /// Puts back an alert that was open before a restart: without any silence, sounding from now.
    init(restored alert: RestoredAlert, limitPercent: Int?, at: BootTime) {
        kind = alert.kind
        priority = alert.priority
        raisedAt = alert.raisedAt
        since = alert.since
        lastPercent = alert.lastPercent
        lastPercentAt = alert.lastPercentAt ?? alert.lastPercent.map { _ in alert.raisedAt }
        self.limitPercent = limitPercent
        isQuiet = alert.kind.isQuiet(at: alert.priority)
        // A reminder that came due while the station was down must not be lost; one that was given
        // already sounds once more.
        heldSince = alert.kind.isPhysiological ? alert.lastPercentAt ?? alert.raisedAt : nil
        conditionDelayMilliseconds = 0
        signalDelayMilliseconds = 0
        soundingSince = at
    }

    /// When a running acknowledgement ends.
    public var acknowledgedUntil: BootTime? { hush?.act == .acknowledged ? hush?.until : nil }
    /// When a running silence ends.
    public var silencedUntil: BootTime? { hush?.act == .silenced ? hush?.until : nil }
    /// True while it is held on its last value because the signal is lost or poor.
    public var isHeld: Bool { heldSince != nil }

    /// True unless it is quiet by its own rule, the watch is paused, or a person's hush still runs
    /// at `at`.
    public func isSounding(at: BootTime) -> Bool {
        if isQuiet { return false }
        if let pausedUntil, at < pausedUntil { return false }
        guard let hush else { return true }
        return at >= hush.until
    }
}

extension AlertKind {
    /// Whether a priority of this kind makes no sound: a caution before any dose, and the time a
    /// dose may wear off between its reminders.
    func isQuiet(at priority: AlertPriority) -> Bool {
        switch self {
        case .oxygenCaution: priority == .low
        case .reSedationWatch: true
        // They hold for hours on any site that starts its day: seen, not heard, or people learn to
        // hear past the sounds that matter.
        case .clockUnconfirmed, .soundTestOverdue: true
        default: false
        }
    }
}
