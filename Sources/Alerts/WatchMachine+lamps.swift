public import SignalCore

/// Oxygen state: one of the two lamps. Never "fine" without a measured value.
public struct OxygenLamp: Equatable, Sendable {
    /// How oxygen stands.
    public enum State: String, Sendable {
        /// Measured, from the fine limit on.
        case fine
        /// Measured, below the fine limit and not low.
        case belowFine = "below-fine"
        /// Below the low limit, measured or not sure.
        case low
        /// Below the critical limit, measured or not sure.
        case critical
        /// No current value, or one nobody can rely on that is not low.
        case unknown
    }

    /// How oxygen stands.
    public var state: State
    /// The last value, whatever its quality; may be old, so show its age.
    public var lastPercent: UInt8?
    /// When that value was current; `nil` without one.
    public var lastAt: BootTime?
    /// Since when oxygen is given: values then hide slow breathing. `nil` when it is not.
    public var onOxygenSince: BootTime?
}

/// Awake state: the other lamp.
public struct AwakeLamp: Equatable, Sendable {
    /// What was logged; `nil` when nothing was, or when it is too old to count.
    public var level: AwakeLevel?
    /// What was logged last, however old; `nil` when nothing was.
    public var lastLevel: AwakeLevel?
    /// When that occurred.
    public var lastAt: BootTime?
    /// When it stops counting, or stopped.
    public var unknownFrom: BootTime
}

/// Where a person stands between awake and asleep. Only awake entries move it: a normal oxygen
/// value never closes "still asleep".
public enum CareState: Equatable, Sendable {
    /// Nobody has logged an awake state.
    case notObserved
    /// Logged as alert at this moment.
    case awake(at: BootTime)
    /// Asleep since then, and oxygen is not known to be fine.
    case asleep(AwakeLevel, since: BootTime)
    /// Oxygen fine, still asleep since then: watched and timed, not over.
    case oxygenFineStillAsleep(AwakeLevel, since: BootTime)
}

extension WatchMachine {
    /// True while the newest second is measured and from the fine limit on.
    var isOxygenFine: Bool {
        guard case .measured(let value) = oxygen.standing else { return false }
        return Int(value) >= limits[.finePercent]
    }

    /// Oxygen state at the machine's moment.
    public var oxygenLamp: OxygenLamp {
        OxygenLamp(
            state: oxygenState, lastPercent: oxygen.last?.value, lastAt: oxygen.last?.at,
            onOxygenSince: care.facts.oxygenSince)
    }

    private var oxygenState: OxygenLamp.State {
        guard let value = oxygen.standing.percent.map(Int.init) else { return .unknown }
        if value < limits.criticalPercent { return .critical }
        if value < limits.lowPercent { return .low }
        guard case .measured = oxygen.standing else { return .unknown }
        return value >= limits[.finePercent] ? .fine : .belowFine
    }

    /// Awake state at the machine's moment.
    public var awakeLamp: AwakeLamp {
        let seen = care.facts.awake
        let interval = care.awakeIntervalMilliseconds(oxygenIsFine: isOxygenFine)
        let unknownFrom = (seen?.at ?? startedAt).adding(milliseconds: interval)
        return AwakeLamp(
            level: now < unknownFrom ? seen?.value : nil, lastLevel: seen?.value, lastAt: seen?.at,
            unknownFrom: unknownFrom)
    }

    /// Where the person stands between awake and asleep.
    public var careState: CareState {
        guard let seen = care.facts.awake else { return .notObserved }
        guard seen.value != .alert else { return .awake(at: seen.at) }
        let since = care.facts.asleepSince ?? seen.at
        return isOxygenFine
            ? .oxygenFineStillAsleep(seen.value, since: since) : .asleep(seen.value, since: since)
    }

    /// What people's entries say now.
    public var careFacts: CareFacts { care.facts }
    /// When the last dose was given; `nil` without one.
    public var lastDoseAt: BootTime? { care.facts.lastDoseAt }
    /// Milliseconds since the last dose at the machine's moment; `nil` without one.
    public var sinceLastDoseMilliseconds: Int64? { lastDoseAt.map { now.millisecondsSince($0) } }
    /// When the site wants the person looked at again; `nil` when no treatment waits for it.
    public var reCheckDueAt: BootTime? { care.reCheckDueAt }
    /// Until when the last dose may wear off; `nil` without one.
    public var reSedationUntil: BootTime? { care.reSedationUntil }
    /// How the way to the oximeter is.
    public var linkCondition: LinkCondition { signal.link }
}

extension AlertKind {
    /// The oxygen limit this kind is judged on; `nil` for others.
    func limitPercent(_ limits: Limits) -> Int? {
        switch self {
        case .oxygenLow, .oxygenLowPoorSignal: limits.lowPercent
        case .oxygenCritical: limits.criticalPercent
        case .oxygenCaution: limits[.cautionPercent]
        default: nil
        }
    }
}
