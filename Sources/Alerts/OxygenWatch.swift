import SignalCore

/// Judges oxygen values. Quality decides which alert stands for a low value, never whether.
///
/// How the three conditions stand together:
/// - *low* and *critical* are separate conditions with their own limits; critical may be raised
///   while low is open or before its delay is over. Each clears by rule 1 on its own limit, so
///   after a rise to 88 % critical clears and low stays.
/// - *low, poor signal* stands for a low value nobody can be sure of, unless the plain alert for
///   that value is open already. When the signal is good and the value is still low, the plain
///   alert is raised at once, without another delay, and takes over in the same moment.
/// - Time below the limit counts on through poor and lost seconds.
struct OxygenWatch {
    /// The newest second, as far as oxygen goes.
    enum Standing {
        case measured(UInt8)
        case unreliable(UInt8)
        case nothing
    }

    private let low: Int
    private let critical: Int
    private let margin: Int
    private let clearSeconds: Int
    private(set) var standing = Standing.nothing
    /// The last value, whatever its quality.
    private(set) var last: Seen<UInt8>?
    /// Since when no second was measured; `nil` while they are.
    private(set) var unsureSince: BootTime?
    private var lowTime = TimeBelow()
    private var criticalTime = TimeBelow()
    private var lowGood = GoodRun()
    private var criticalGood = GoodRun()

    init(limits: Limits, last: Seen<UInt8>? = nil) {
        low = limits.lowPercent
        critical = limits.criticalPercent
        margin = limits[.clearMarginPercent]
        clearSeconds = limits[.clearSeconds]
        self.last = last
    }

    /// True when the newest value is below the low limit.
    var isLow: Bool { last.map { Int($0.value) < low } ?? false }

    mutating func take(_ reading: Reading) {
        guard let value = reading.judgedPercent else { return lose(at: reading.at) }
        let isMeasured = reading.state == .measured
        guard isMeasured || reading.state == .unreliable || Int(value) < low else {
            return lose(at: reading.at)
        }
        last = Seen(value, at: reading.at)
        standing = isMeasured ? .measured(value) : .unreliable(value)
        unsureSince = isMeasured ? nil : unsureSince ?? reading.at
        lowTime.take(Int(value) < low, isMeasured: isMeasured, at: reading.at)
        criticalTime.take(Int(value) < critical, isMeasured: isMeasured, at: reading.at)
        count(&lowGood, isMeasured && Int(value) >= low + margin, at: reading.at)
        count(&criticalGood, isMeasured && Int(value) >= critical + margin, at: reading.at)
    }

    /// A second without a value, or no second at all.
    mutating func lose(at: BootTime) {
        standing = .nothing
        unsureSince = unsureSince ?? at
        lowGood.reset()
        criticalGood.reset()
    }

    /// Lets go of a time below that was never confirmed for as long as good seconds must last.
    mutating func forgetOldLows(at: BootTime) {
        lowTime.forget(at: at, afterSeconds: clearSeconds)
        criticalTime.forget(at: at, afterSeconds: clearSeconds)
    }

    private func count(_ run: inout GoodRun, _ isGood: Bool, at: BootTime) {
        if isGood { run.take(at: at) } else { run.reset() }
    }

    func lowEvidence(poorIsOpen: Bool) -> Evidence {
        evidence(limit: low, time: lowTime, run: lowGood, atLeast: poorIsOpen ? .high : nil)
    }

    func criticalEvidence() -> Evidence {
        evidence(limit: critical, time: criticalTime, run: criticalGood, atLeast: nil)
    }

    private func evidence(
        limit: Int, time: TimeBelow, run: GoodRun, atLeast: AlertPriority?
    ) -> Evidence {
        guard case .measured(let value) = standing else {
            return time.since == nil ? .notMet : .unsure
        }
        guard let since = time.since else {
            return run.lasted(seconds: clearSeconds) ? .ended(note: nil) : .notMet
        }
        return .met(
            Condition(since: since, atLeast: atLeast, percent: value, limitPercent: limit))
    }

    /// A low value on a poor signal, unless a plain alert stands for it already.
    func poorSignalEvidence(isOpen: Bool, lowIsOpen: Bool, criticalIsOpen: Bool) -> Evidence {
        switch standing {
        case .measured(let value):
            if isOpen, lowIsOpen, Int(value) < low { return .ended(note: "signal good again") }
            return lowGood.lasted(seconds: clearSeconds) ? .ended(note: nil) : .notMet
        case .unreliable(let value):
            if Int(value) < critical, !criticalIsOpen, let since = criticalTime.since {
                return .met(
                    Condition(
                        since: since, atLeast: .high, percent: value, limitPercent: critical))
            }
            if Int(value) < low, !lowIsOpen, !criticalIsOpen, let since = lowTime.since {
                return .met(
                    Condition(since: since, atMost: .medium, percent: value, limitPercent: low))
            }
            return lowTime.since == nil ? .notMet : .unsure
        case .nothing: return lowTime.since == nil ? .notMet : .unsure
        }
    }
}

/// Since when values are below a limit, counted through seconds that prove nothing.
private struct TimeBelow {
    private(set) var since: BootTime?
    private var lastAt: BootTime?

    /// Only a measured value proves that oxygen is no longer below.
    mutating func take(_ isBelow: Bool, isMeasured: Bool, at: BootTime) {
        if isBelow {
            since = since ?? at
            lastAt = at
        } else if isMeasured {
            since = nil
        }
    }

    mutating func forget(at: BootTime, afterSeconds: Int) {
        guard let lastAt, at.millisecondsSince(lastAt) > Int64(afterSeconds) * 1000 else { return }
        since = nil
    }
}
