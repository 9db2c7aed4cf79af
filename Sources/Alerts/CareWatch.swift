import SignalCore

/// Judges what people logged, and the times since.
///
/// A treatment starts a re-check timer and changes no alert; a second treatment neither moves nor
/// ends a re-check that is waiting. Only a look at the person does.
struct CareWatch {
    private(set) var facts: CareFacts
    /// The start of the earliest treatment nobody has looked after yet.
    private var reCheckFrom: BootTime?
    /// The conditions that may hold at some time as long as nothing else is logged.
    private(set) var slotsThatMayHold = SlotSet()
    private let startedAt: BootTime
    private var times: Times

    init(limits: Limits, startedAt: BootTime, facts: CareFacts) {
        times = Times(limits)
        self.startedAt = startedAt
        self.facts = facts
        reCheckFrom = firstUnchecked
        noteWhatMayHold()
    }

    mutating func take(_ observation: Observation, at: BootTime) {
        facts.take(observation, at: at)
        defer { noteWhatMayHold() }
        switch observation {
        case .dose, .breathsStarted, .oxygenStarted:
            guard !isChecked(at) else { return }
            reCheckFrom = reCheckFrom.map { min($0, at) } ?? at
        case .awake, .breathing, .countedBreaths:
            if let from = reCheckFrom, isChecked(from) { reCheckFrom = firstUnchecked }
        case .breathsStopped, .oxygenStopped: return
        }
    }

    mutating func set(_ limits: Limits) { times = Times(limits) }

    /// Replaces the facts after a correction. An earlier dose's timer runs on when the correction
    /// only added a later one, and when nothing changed: a note or a call is no look.
    mutating func set(_ facts: CareFacts) {
        let before = self.facts
        guard facts != before else { return }
        self.facts = facts
        defer { noteWhatMayHold() }
        let onlyAdded = before.lastDoseAt.map { $0 < facts.lastDoseAt ?? $0 } ?? false
        if onlyAdded, let from = reCheckFrom, !isChecked(from) { return }
        reCheckFrom = firstUnchecked
    }

    private mutating func noteWhatMayHold() {
        slotsThatMayHold = SlotSet()
        slotsThatMayHold.insert(AlertKind.awakeUnknown.slot)
        slotsThatMayHold.set(AlertKind.unresponsive.slot, facts.awake?.value == .unresponsive)
        let hasBreathing = facts.breathing != nil || facts.countedBreaths != nil
        slotsThatMayHold.set(AlertKind.notBreathing.slot, hasBreathing)
        slotsThatMayHold.set(AlertKind.breathsNotCounted.slot, facts.oxygenSince != nil)
        slotsThatMayHold.set(AlertKind.reCheck.slot, reCheckFrom != nil)
        slotsThatMayHold.set(AlertKind.reSedationWatch.slot, facts.lastDoseAt != nil)
    }

    private var firstUnchecked: BootTime? {
        var first: BootTime?
        for start in [facts.lastDoseAt, facts.breathsSince, facts.oxygenSince] {
            guard let start, !isChecked(start) else { continue }
            first = first.map { min($0, start) } ?? start
        }
        return first
    }

    private func isChecked(_ start: BootTime) -> Bool {
        guard let look = facts.lastLookAt else { return false }
        return look.millisecondsSince(start) >= times.reCheckCountsAfter
    }

    /// When the site wants the person looked at again; `nil` when no treatment waits for it.
    @inline(__always)
    var reCheckDueAt: BootTime? {
        reCheckFrom?.adding(milliseconds: times.reCheck)
    }

    /// Until when a dose may wear off; `nil` without a dose.
    @inline(__always)
    var reSedationUntil: BootTime? {
        facts.lastDoseAt?.adding(milliseconds: times.reSedationWatch)
    }

    @inline(__always)
    func reCheckEvidence(openSince: BootTime?, at: BootTime) -> Evidence {
        guard let due = reCheckDueAt else { return .ended(note: nil) }
        if at >= due { return .met(Condition(since: due)) }
        guard let openSince else { return .notMet }
        let start = openSince.adding(milliseconds: -times.reCheck)
        return isChecked(start) ? .ended(note: nil) : .unsure
    }

    @inline(__always)
    func unresponsiveEvidence() -> Evidence {
        guard let awake = facts.awake, awake.value == .unresponsive else {
            return .ended(note: nil)
        }
        return .met(Condition(since: awake.at))
    }

    /// The later of the two ways to say how someone breathes holds; at the same moment the worse.
    @inline(__always)
    func notBreathingEvidence() -> Evidence {
        let newest = latest(facts.breathing?.at, facts.countedBreaths?.at)
        if let seen = facts.breathing, seen.at == newest, seen.value.isNone {
            return .met(Condition(since: seen.at))
        }
        if let seen = facts.countedBreaths, seen.at == newest,
            seen.value < times.fewestBreathsPerMinute
        {
            return .met(Condition(since: seen.at))
        }
        return .ended(note: nil)
    }

    /// How long an awake state counts. Someone asleep with fine oxygen may be left asleep longer;
    /// someone who hardly reacts may not.
    @inline(__always)
    func awakeIntervalMilliseconds(oxygenIsFine: Bool) -> Int64 {
        switch facts.awake?.value {
        case nil, .alert: times.awakeUnknown
        case .voice: oxygenIsFine ? times.awakeUnknownAsleep : times.awakeUnknown
        case .pain, .unresponsive: times.awakeUnknownDeep
        }
    }

    /// Only another awake entry ends it. When oxygen turns fine again and the longer time holds, an
    /// open alert stays.
    @inline(__always)
    func awakeUnknownEvidence(openSince: BootTime?, oxygenIsFine: Bool, at: BootTime) -> Evidence {
        let base = facts.awake?.at ?? startedAt
        let interval = awakeIntervalMilliseconds(oxygenIsFine: oxygenIsFine)
        if at.millisecondsSince(base) >= interval {
            return .met(Condition(since: base, intervalMilliseconds: interval))
        }
        guard let openSince else { return .notMet }
        return base > openSince ? .ended(note: nil) : .unsure
    }

    /// Oxygen hides slow breathing: only a count tells.
    @inline(__always)
    func breathsNotCountedEvidence(openSince: BootTime?) -> Evidence {
        guard let oxygen = facts.oxygenSince else { return .ended(note: nil) }
        let base = max(oxygen, facts.countedBreaths?.at ?? oxygen)
        if let openSince, base > openSince { return .ended(note: nil) }
        return .met(Condition(since: base, intervalMilliseconds: times.breathsCount))
    }

    @inline(__always)
    func reSedationEvidence(at: BootTime) -> Evidence {
        guard let dose = facts.lastDoseAt, let end = reSedationUntil, at < end else {
            return .ended(note: nil)
        }
        return at < dose ? .notMet : .met(Condition(since: dose))
    }

    /// The latest moment up to `at` at which the time after a dose reminds; `nil` before the first.
    @inline(__always)
    func reSedationReminder(at: BootTime) -> BootTime? {
        guard let dose = facts.lastDoseAt else { return nil }
        let interval = times.reSedationReminder
        let passed = at.millisecondsSince(dose) / interval
        return passed > 0 ? dose.adding(milliseconds: passed * interval) : nil
    }
}

extension CareWatch {
    /// The limits it judges by, in milliseconds; plain numbers, because they are read every second.
    private struct Times {
        var reCheck: Int64
        var reCheckCountsAfter: Int64
        var reSedationWatch: Int64
        var reSedationReminder: Int64
        var awakeUnknown: Int64
        var awakeUnknownAsleep: Int64
        var awakeUnknownDeep: Int64
        var breathsCount: Int64
        var fewestBreathsPerMinute: Int

        init(_ limits: Limits) {
            reCheck = Int64(limits[.reCheckMilliseconds])
            reCheckCountsAfter = Int64(limits[.reCheckCountsAfterMilliseconds])
            reSedationWatch = Int64(limits[.reSedationWatchMilliseconds])
            reSedationReminder = Int64(limits[.reSedationReminderMilliseconds])
            awakeUnknown = Int64(limits[.awakeUnknownMilliseconds])
            awakeUnknownAsleep = Int64(limits[.awakeUnknownAsleepMilliseconds])
            awakeUnknownDeep = Int64(limits[.awakeUnknownDeepMilliseconds])
            breathsCount = Int64(limits[.breathsCountMilliseconds])
            fewestBreathsPerMinute = limits[.fewestBreathsPerMinute]
        }
    }
}
