public import SignalCore

/// Decides the alerts of one watch: readings, people's entries and acts, and the passing of time
/// go in; transitions come out. Pure: it has no clock, no effects, and the same input gives the
/// same output whenever it happens.
///
/// One machine belongs to one watch, not to a port: a watch outlives its oximeter and may have
/// none. Moments may arrive a little out of order; the machine's own time never goes back. `take`
/// and `tick` allocate nothing. Not for sharing between threads.
public struct WatchMachine: Sendable {
    /// The limits of this watch: those it was started with, until someone changes them for it alone.
    public internal(set) var limits: Limits
    /// When the watch began.
    public let startedAt: BootTime
    /// The latest moment this machine was told of.
    public private(set) var now: BootTime

    /// Since when the probe is on again after so long a time that it may be on someone else; `nil`
    /// once answered. A question, never an alert.
    public internal(set) var asksWhoSince: BootTime?
    /// Until when the watch is paused; `nil` while it is not.
    public internal(set) var pausedUntil: BootTime?
    /// How often it was paused.
    public internal(set) var pauseCount = 0

    var lives: AlertLives
    var oxygen: OxygenWatch
    var fall: FallWatch
    var pulse: PulseWatch
    var signal: SignalWatch
    var device = DeviceWatch()
    var care: CareWatch
    var pauseOverSince: BootTime?
    /// Off only in the test that compares the short way with the long one.
    var takesShortcuts = true

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
        lives = AlertLives(AlertKind.watchSlots, limits: limits)
        oxygen = OxygenWatch(limits: limits, last: last)
        fall = FallWatch(limits: limits)
        pulse = PulseWatch(limits: limits)
        signal = SignalWatch(
            limits: limits, link: hasOximeter ? .streaming : .none, at: at, lostSince: lost)
        care = CareWatch(limits: limits, startedAt: startedAt, facts: restored.care)
        for alert in restored.alerts {
            let limit = alert.kind.limitPercent(limits)
            lives.put(OpenAlert(restored: alert, limitPercent: limit, at: at))
        }
    }

    /// Takes a reading; once a second.
    public mutating func take(_ reading: Reading) {
        let isGrave = self.isGrave(at: reading.at)
        let searches = reading.reason == .searching && signal.hasValue
        askWho(reading)
        oxygen.take(reading)
        fall.take(reading)
        pulse.take(reading, isGrave: isGrave)
        device.take(reading)
        signal.take(reading, isOpen: signalPriority != nil, isGrave: isGrave)
        if reading.reason == .gone { device.set(.gone) }
        settle(at: reading.at, isPulseLost: searches)
    }

    /// The way to the oximeter changed.
    public mutating func link(_ condition: LinkCondition, at: BootTime) {
        let isGrave = self.isGrave(at: at)
        signal.set(condition, at: at, isGrave: isGrave)
        device.set(condition)
        if condition != .streaming {
            oxygen.lose(at: at)
            pulse.loseLink()
        }
        settle(at: at)
    }

    /// Takes what a person logged. `at` is when it occurred and may lie in the past; ages and
    /// timers run from it. A treatment changes no alert in this moment: whatever follows from it,
    /// such as an armed caution, comes with the next second.
    public mutating func observe(_ observation: Observation, at: BootTime) {
        care.take(observation, at: at)
        guard !observation.isTreatment else {
            now = max(now, at)
            return
        }
        pauseOverSince = nil
        settle(
            at: at, saysNotBreathing: observation.saysNotBreathing, saysGrave: observation.isGrave)
    }

    /// Replaces everything people logged after a correction, folded anew from what still holds.
    /// Facts that only add a treatment change no alert in this moment, as in `observe`.
    public mutating func setTimers(from facts: CareFacts, at: BootTime) {
        let onlyTreats = facts.onlyAddsTreatment(to: care.facts)
        care.set(facts)
        guard !onlyTreats else {
            now = max(now, at)
            return
        }
        settle(at: at)
    }

    /// A second passed. Call every second, also when nothing comes.
    public mutating func tick(at: BootTime) {
        if signal.tick(at: at, isGrave: isGrave(at: at)) {
            oxygen.lose(at: at)
            pulse.loseLink()
        }
        settle(at: at)
    }

    /// A probe back on after long enough may be on someone else.
    private mutating func askWho(_ reading: Reading) {
        guard reading.state != .absent, let last = signal.lastValueAt,
            reading.at.isPast(last, byMilliseconds: Int64(limits[.asksWhoMilliseconds]) + 1)
        else { return }
        asksWhoSince = reading.at
    }

    /// Hands over every transition since the last time, oldest first, and forgets it.
    public mutating func drain(_ body: (AlertTransition) -> Void) { lives.history.drain(body) }

    /// How many transitions were lost because nobody drained them in time.
    public var droppedTransitions: Int64 { lives.history.dropped }

    /// The open alert of a kind; `nil` when it is not open.
    public func openAlert(_ kind: AlertKind) -> OpenAlert? { lives.alert(kind) }

    /// Every open alert, most urgent first, then the oldest.
    public var open: [OpenAlert] { lives.open }

    /// Alerts that ended by their own rule and that nobody has seen since, in the table's order.
    /// Their lines stay on the watch until someone sees them.
    public var ended: [EndedAlert] { lives.ended.compactMap(\.self) }

    /// What this watch needs to go on after a restart.
    public var snapshot: RestoredWatch {
        let alerts = open.map {
            RestoredAlert(
                kind: $0.kind, priority: $0.priority, raisedAt: $0.raisedAt, since: $0.since,
                lastPercent: $0.lastPercent, lastPercentAt: $0.lastPercentAt)
        }
        return RestoredWatch(alerts: alerts, care: care.facts)
    }

    /// Judges every condition at `at`.
    mutating func settle(
        at: BootTime, isPulseLost: Bool = false, saysNotBreathing: Bool = false,
        saysGrave: Bool = false
    ) {
        now = max(now, at)
        oxygen.forgetOldLows(at: now)
        pulse.forgetOld(at: now)
        lives.endHushes(at: now)
        if pausedUntil != nil, isStillPaused(saysGrave: saysGrave) { return }
        var worse = Worse(isPulseLost: isPulseLost, saysNotBreathing: saysNotBreathing)
        judge(&worse)
        keepCurrent()
        if care.facts.lastDoseAt != nil {
            lives.remind(.reSedationWatch, dueAt: care.reSedationReminder(at: now), at: now)
        }
        if !lives.hushedSlots.isEmpty {
            let (standing, limits) = (oxygen.standing, limits)
            lives.breakHushes(at: now) {
                worse.reason(against: $0, standing: standing, limits: limits)
            }
        }
        if !lives.soundingSlots.isEmpty { lives.escalateUnattended(at: now) }
    }

    /// Moves every life on. Conditions that hold come first, so that an alert that takes over is
    /// raised before the one it takes over from is cleared.
    private mutating func judge(_ worse: inout Worse) {
        let said = lives.history.total
        var over = SlotSet()
        for slot in slotsToJudge {
            let evidence = evidence(lives.kind(slot))
            if evidence.holds {
                lives.step(slot, evidence, at: now, &worse)
            } else if !evidence.isUnsure {
                over.insert(slot)
            }
        }
        // What is known of one condition may rest on what others are open: as long as nothing
        // happened, it stands as it was found.
        for slot in takesShortcuts ? lives.underwaySlots : SlotSet(AlertKind.watchSlots)
        where over.contains(slot) || lives.history.total != said || !takesShortcuts {
            let evidence = evidence(lives.kind(slot))
            if !evidence.holds { lives.step(slot, evidence, at: now, &worse) }
        }
    }

    /// Losing the signal now would be grave: oxygen is low or falling, or a dose may wear off.
    @inline(__always)
    private func isGrave(at: BootTime) -> Bool {
        hasOpenOxygenAlert || oxygen.isLow || doseMayWearOff(at: at) || fall.since != nil
    }

    /// Refreshes the value an open alert shows, and whether it is held.
    private mutating func keepCurrent() {
        guard !lives.openSlots.intersection(AlertKind.physiologicalSlots).isEmpty else { return }
        let (last, beats) = (oxygen.last, pulse.last)
        let heldSince = oxygen.unsureSince
        let hasValue = signal.hasValue
        lives.refreshOpen(in: AlertKind.physiologicalSlots) { alert in
            if let last {
                alert.lastPercent = last.value
                alert.lastPercentAt = last.at
            }
            if alert.kind.subject == .pulse { alert.lastPulseBpm = beats?.value }
            alert.heldSince = heldSince ?? (hasValue ? nil : alert.heldSince)
        }
    }
}

extension Observation {
    /// Breathing logged as none or gasping: the worst a person can say.
    var saysNotBreathing: Bool {
        if case .breathing(let value) = self { value.isNone } else { false }
    }

    /// Something that ends a pause at once.
    var isGrave: Bool { saysNotBreathing || self == .awake(.unresponsive) }

    /// What was given to the person, and no look at them.
    var isTreatment: Bool {
        switch self {
        case .dose, .breathsStarted, .oxygenStarted: true
        case .awake, .breathing, .countedBreaths, .breathsStopped, .oxygenStopped: false
        }
    }
}
