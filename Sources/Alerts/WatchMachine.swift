public import SignalCore

/// Decides the alerts of one watch: readings, people's entries and acts, and the passing of time
/// go in; transitions come out. Pure: it has no clock, no effects, and the same input gives the
/// same output whenever it happens.
///
/// One machine belongs to one watch, not to a port: a watch outlives its oximeter and may have
/// none. Moments may arrive a little out of order; the machine's own time never goes back. `take`
/// and `tick` allocate nothing. Not for sharing between threads.
public struct WatchMachine: Sendable {
    /// The limits this watch was started with. They do not change under it.
    public let limits: Limits
    /// When the watch began.
    public let startedAt: BootTime
    /// The latest moment this machine was told of.
    public private(set) var now: BootTime

    var lives: [AlertLife] = AlertRule.table.map { _ in .quiet }
    var history = TransitionRing()
    var oxygen: OxygenWatch
    var signal: SignalWatch
    var care: CareWatch
    private var trend = Trend()

    /// Begins a watch. Without an oximeter it has no alerts of the signal, only of observations.
    public init(limits: Limits, startedAt: BootTime, hasOximeter: Bool) {
        self.init(
            limits: limits, startedAt: startedAt, hasOximeter: hasOximeter,
            restored: RestoredWatch(alerts: [], care: CareFacts()), at: startedAt)
    }

    /// Goes on with a watch at `at` after a restart. Open alerts are open again and sound; those
    /// of oxygen are held on their last value until good seconds are measured. Nothing is raised
    /// twice, and no silence or acknowledgement comes back.
    public init(
        limits: Limits, startedAt: BootTime, hasOximeter: Bool, restored: RestoredWatch,
        at: BootTime
    ) {
        self.limits = limits
        self.startedAt = startedAt
        now = at
        let last = restored.alerts.compactMap { alert in
            alert.lastPercent.map { Seen($0, at: alert.lastPercentAt ?? alert.raisedAt) }
        }.max { $0.at < $1.at }
        let lost = restored.alerts.filter { $0.kind.rule.subject == .signal }.map(\.since).min()
        oxygen = OxygenWatch(limits: limits, last: last)
        signal = SignalWatch(
            limits: limits, link: hasOximeter ? .streaming : .none, at: at, lostSince: lost)
        care = CareWatch(limits: limits, startedAt: startedAt, facts: restored.care)
        for alert in restored.alerts {
            let limit = alert.kind.limitPercent(limits)
            lives[alert.kind.slot] = .open(OpenAlert(restored: alert, limitPercent: limit, at: at))
        }
    }

    /// Takes a reading; once a second.
    public mutating func take(_ reading: Reading) {
        let isGrave = self.isGrave(at: reading.at)
        let searches = reading.reason == .searching && signal.hasValue
        oxygen.take(reading)
        signal.take(reading, isOpen: signalPriority != nil, isGrave: isGrave)
        trend.take(reading)
        settle(at: reading.at, isPulseLost: searches)
    }

    /// The way to the oximeter changed.
    public mutating func link(_ condition: LinkCondition, at: BootTime) {
        let isGrave = self.isGrave(at: at)
        signal.set(condition, at: at, isGrave: isGrave)
        if condition != .streaming { oxygen.lose(at: at) }
        settle(at: at)
    }

    /// Takes what a person logged. `at` is when it occurred and may lie in the past; ages and
    /// timers run from it.
    public mutating func observe(_ observation: Observation, at: BootTime) {
        care.take(observation, at: at)
        settle(at: at, saysNotBreathing: observation.saysNotBreathing)
    }

    /// Replaces everything people logged after a correction, folded anew from what still holds.
    public mutating func setTimers(from facts: CareFacts, at: BootTime) {
        care.set(facts)
        settle(at: at)
    }

    /// A second passed. Call every second, also when nothing comes.
    public mutating func tick(at: BootTime) {
        if signal.tick(at: at, isGrave: isGrave(at: at)) { oxygen.lose(at: at) }
        settle(at: at)
    }

    /// Hands over every transition since the last time, oldest first, and forgets it.
    public mutating func drain(_ body: (AlertTransition) -> Void) { history.drain(body) }

    /// How many transitions were lost because nobody drained them in time.
    public var droppedTransitions: Int64 { history.dropped }

    /// The open alert of a kind; `nil` when it is not open.
    public func openAlert(_ kind: AlertKind) -> OpenAlert? { lives[kind.slot].alert }

    /// Every open alert, most urgent first, then the oldest.
    public var open: [OpenAlert] {
        lives.compactMap(\.alert).sorted {
            ($1.priority, $0.raisedAt) < ($0.priority, $1.raisedAt)
        }
    }

    /// What this watch needs to go on after a restart.
    public var snapshot: RestoredWatch {
        let alerts = open.map {
            RestoredAlert(
                kind: $0.kind, priority: $0.priority, raisedAt: $0.raisedAt, since: $0.since,
                lastPercent: $0.lastPercent, lastPercentAt: $0.lastPercentAt)
        }
        return RestoredWatch(alerts: alerts, care: care.facts)
    }

    /// Judges every condition at `at`. Conditions that hold come first, so that an alert that takes
    /// over is raised before the one it takes over from is cleared.
    mutating func settle(
        at: BootTime, isPulseLost: Bool = false, saysNotBreathing: Bool = false
    ) {
        now = max(now, at)
        var worse = Worse(isPulseLost: isPulseLost, saysNotBreathing: saysNotBreathing)
        oxygen.forgetOldLows(at: now)
        endHushes()
        step(conditionsThatHold: true, &worse)
        step(conditionsThatHold: false, &worse)
        for slot in lives.indices { keepCurrent(slot) }
        breakHushes(worse)
        escalateUnattended()
    }

    private mutating func step(conditionsThatHold: Bool, _ worse: inout Worse) {
        for slot in lives.indices {
            let kind = AlertRule.table[slot].kind
            let evidence = evidence(kind)
            guard evidence.holds == conditionsThatHold else { continue }
            let before = lives[slot].alert
            guard let change = lives[slot].step(kind, evidence, limits: limits, at: now) else {
                continue
            }
            history.append(change)
            worse.take(change, before: before)
        }
    }

    private func evidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .oxygenLow: oxygen.lowEvidence(poorIsOpen: isOpen(.oxygenLowPoorSignal))
        case .oxygenCritical: oxygen.criticalEvidence()
        case .oxygenLowPoorSignal:
            oxygen.poorSignalEvidence(
                isOpen: isOpen(.oxygenLowPoorSignal), lowIsOpen: isOpen(.oxygenLow),
                criticalIsOpen: isOpen(.oxygenCritical))
        case .signalLost:
            signal.signalLostEvidence(
                signalContext, handedOver: isOpen(.deviceGone) || isOpen(.stalled))
        case .deviceGone: signal.deviceGoneEvidence(signalContext)
        case .stalled: signal.stalledEvidence(signalContext)
        case .unresponsive: care.unresponsiveEvidence()
        case .notBreathing: care.notBreathingEvidence()
        case .awakeUnknown:
            care.awakeUnknownEvidence(
                open: openAlert(kind), oxygenIsFine: isOxygenFine, at: now)
        case .reCheck: care.reCheckEvidence(open: openAlert(kind), at: now)
        }
    }

    func isOpen(_ kind: AlertKind) -> Bool { lives[kind.slot].isOpen }

    /// The highest priority among the open alerts of the signal.
    private var signalPriority: AlertPriority? {
        var highest: AlertPriority?
        for slot in AlertKind.signalLost.slot...AlertKind.stalled.slot {
            guard case .open(let alert) = lives[slot] else { continue }
            highest = max(highest ?? .low, alert.priority)
        }
        return highest
    }

    private var signalContext: SignalWatch.Context {
        SignalWatch.Context(
            openPriority: signalPriority, isGrave: hasOpenOxygenAlert || doseMayWearOff(at: now),
            saysPoorSignal: isOpen(.oxygenLowPoorSignal), lastPercent: oxygen.last?.value)
    }

    private var hasOpenOxygenAlert: Bool {
        isOpen(.oxygenLow) || isOpen(.oxygenCritical) || isOpen(.oxygenLowPoorSignal)
    }

    private func doseMayWearOff(at: BootTime) -> Bool {
        care.reSedationUntil.map { at < $0 } ?? false
    }

    /// Losing the signal now would be grave: oxygen is low or falling.
    private func isGrave(at: BootTime) -> Bool {
        hasOpenOxygenAlert || oxygen.isLow || doseMayWearOff(at: at) || isFalling
    }

    private var isFalling: Bool {
        guard let last = oxygen.last?.value, signal.hasValue else { return false }
        let highest = max(
            trend.facts(over: .minute)?.highestPercent ?? 0,
            trend.facts(over: .tenSeconds)?.highestPercent ?? 0)
        return Int(highest) - Int(last) >= limits[.fallingPercent]
    }

    /// Refreshes the value an open alert shows, and whether it is held.
    private mutating func keepCurrent(_ slot: Int) {
        guard case .open(var alert) = lives[slot], alert.kind.isPhysiological else { return }
        if let last = oxygen.last {
            alert.lastPercent = last.value
            alert.lastPercentAt = last.at
        }
        alert.heldSince = oxygen.unsureSince ?? (signal.hasValue ? nil : alert.heldSince)
        lives[slot] = .open(alert)
    }
}

extension Observation {
    /// Breathing logged as none or gasping: the worst a person can say.
    var saysNotBreathing: Bool {
        if case .breathing(let value) = self { value.isNone } else { false }
    }
}

extension Evidence {
    var holds: Bool {
        if case .met = self { true } else { false }
    }
}
