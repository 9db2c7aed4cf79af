import SignalCore

/// A condition that holds now.
struct Condition {
    /// When it began, by the samples' or the observation's time, not by their arrival.
    var since: BootTime
    /// Has at least this priority at once, whatever the ladder says.
    var atLeast: AlertPriority?
    /// Never above this priority.
    var atMost = AlertPriority.high
    /// May make an open alert milder: only conditions of the signal do.
    var mayEase = false
    /// What a rung of `itsInterval` waits for.
    var intervalMilliseconds: Int64 = 0
    var percent: UInt8?
    var limitPercent: Int?
    var pulseBpm: UInt16?
    var pulseLimitBpm: Int?
    /// The delay it already had by another rule than the ladder, such as SatSeconds.
    var delayMilliseconds: Int64?
    /// What the kind's words leave open.
    var note: String?
}

/// What is known about a condition at this moment.
enum Evidence {
    /// It holds.
    case met(Condition)
    /// Nothing can be said: a pending one waits, an open one is held.
    case unsure
    /// It does not hold: a pending one ends, an open one stays until its clearing rule is met.
    case notMet
    /// Its clearing rule is met. The note says why when the rule does not.
    case ended(note: String?)
}

/// A rung of the ladder that has been reached.
struct Due: Equatable {
    var priority: AlertPriority
    var delayMilliseconds: Int64
}

/// The life of one condition in one watch.
///
/// ```
///          holds              lasted its delay
///  quiet ─────────► pending ───────────────────► open ⟲ escalate, ease, hush, break
///    ▲   ◄─────────                                │
///    │    does not hold                            │ its clearing rule is met
///    └─────────────────────────────────────────────┘
/// ```
/// From `open` there is no way out but its clearing rule: not a lost signal, not an
/// acknowledgement, not a treatment.
enum AlertLife {
    case quiet
    case pending(since: BootTime)
    case open(OpenAlert)

    var alert: OpenAlert? {
        if case .open(let alert) = self { alert } else { nil }
    }

    var isOpen: Bool {
        if case .open = self { true } else { false }
    }

    /// Moves on by what is known at `at`; returns what happened, or `nil`.
    mutating func step(
        _ kind: AlertKind, _ evidence: Evidence, limits: Limits, at: BootTime
    ) -> AlertTransition? {
        switch evidence {
        case .met(let condition):
            liveAgain()
            guard let due = kind.due(condition, limits: limits, at: at) else {
                if !isOpen { self = .pending(since: condition.since) }
                return nil
            }
            return meet(kind, due, condition, at: at)
        case .unsure: return nil
        case .notMet:
            if !isOpen { self = .quiet }
            return nil
        case .ended(let note): return end(kind, note: note, limits: limits, at: at)
        }
    }

    /// A latched alert whose condition holds again is no longer waiting for its reset.
    private mutating func liveAgain() {
        guard case .open(var alert) = self, alert.endedAt != nil else { return }
        alert.endedAt = nil
        self = .open(alert)
    }

    private mutating func meet(
        _ kind: AlertKind, _ due: Due, _ condition: Condition, at: BootTime
    ) -> AlertTransition? {
        guard case .open(var alert) = self else {
            let raised = OpenAlert(kind, due, of: condition, at: at)
            self = .open(raised)
            return AlertTransition(.raised, of: raised, at: at)
        }
        let isWorse = due.priority > alert.priority
        guard isWorse || (due.priority < alert.priority && condition.mayEase) else { return nil }
        alert.priority = due.priority
        alert.note = condition.note
        alert.isQuiet = kind.isQuiet(at: due.priority)
        // A milder alert's hush covers no more than what it is now.
        if !isWorse { alert.hush?.priority = due.priority }
        alert.soundingSince = at
        alert.isUnattended = false
        alert.lastPercent = condition.percent ?? alert.lastPercent
        alert.limitPercent = condition.limitPercent ?? alert.limitPercent
        self = .open(alert)
        return AlertTransition(isWorse ? .escalated : .eased, of: alert, at: at)
    }

    /// Ends it, or, where the site latches, only marks that its condition is over. One that hands
    /// over to another alert, or says why it ends, leaves nothing to reset.
    private mutating func end(
        _ kind: AlertKind, note: String?, limits: Limits, at: BootTime
    ) -> AlertTransition? {
        guard case .open(var alert) = self else {
            self = .quiet
            return nil
        }
        if limits.latches, kind.latches, note == nil {
            alert.endedAt = alert.endedAt ?? at
            self = .open(alert)
            return nil
        }
        self = .quiet
        var cleared = AlertTransition(.cleared, of: alert, at: at)
        cleared.note = note
        return cleared
    }
}

extension AlertKind {
    /// Alerts the machine ends by itself may latch; those that a person's entry ends have been seen.
    var latches: Bool {
        switch subject {
        case .oxygen, .pulse, .signal, .device: true
        case .observation, .timer, .station: false
        }
    }

    /// The highest rung a condition has reached at `at`; `nil` while it has reached none.
    func due(_ condition: Condition, limits: Limits, at: BootTime) -> Due? {
        let lasted = at.millisecondsSince(condition.since)
        var due = condition.atLeast.map {
            Due(priority: $0, delayMilliseconds: condition.delayMilliseconds ?? 0)
        }
        for rung in Self.ladders[slot] {
            let delay = rung.after.milliseconds(condition, limits)
            let priority = min(rung.priority, condition.atMost)
            guard lasted >= delay, priority.rawValue > (due?.priority.rawValue ?? 0) else {
                continue
            }
            due = Due(priority: priority, delayMilliseconds: delay)
        }
        return due
    }
}

extension AlertRule.Delay {
    fileprivate func milliseconds(_ condition: Condition, _ limits: Limits) -> Int64 {
        switch self {
        case .atOnce: 0
        case .lasting(let field): Int64(limits[field])
        case .itsInterval: condition.intervalMilliseconds
        case .twiceItsInterval: condition.intervalMilliseconds * 2
        }
    }
}
