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

    private var low: Int
    private var critical: Int
    private var margin: Int
    private var clearSeconds: Int
    private(set) var standing = Standing.nothing
    /// The last value, whatever its quality.
    private(set) var last: Seen<UInt8>?
    /// Since when no second was measured; `nil` while they are.
    private(set) var unsureSince: BootTime?
    private var caution: Int
    private var satSeconds: SatSeconds?
    private var cautionTime = TimeBelow()
    private var cautionGood = GoodRun()
    private var lowTime = TimeBelow()
    private var criticalTime = TimeBelow()
    private var lowGood = GoodRun()
    private var criticalGood = GoodRun()

    init(limits: Limits, last: Seen<UInt8>? = nil) {
        low = limits.lowPercent
        critical = limits.criticalPercent
        margin = limits[.clearMarginPercent]
        clearSeconds = limits[.clearSeconds]
        caution = limits[.cautionPercent]
        let setting = limits[.oxygenLowSatSeconds]
        satSeconds = setting > 0 ? SatSeconds(limitPercent: low, setting: setting) : nil
        self.last = last
    }

    /// Other limits: times beyond a limit and good seconds begin anew, so that none is counted for a
    /// limit it was not measured against. A value that is low now is low from this moment.
    mutating func set(_ limits: Limits) {
        let before = self
        self = OxygenWatch(limits: limits, last: last)
        standing = before.standing
        unsureSince = before.unsureSince
        guard let last, let value = standing.percent, value == last.value else { return }
        let isMeasured = unsureSince == nil
        lowTime.take(Int(value) < low, isMeasured: isMeasured, at: last.at)
        criticalTime.take(Int(value) < critical, isMeasured: isMeasured, at: last.at)
        cautionTime.take(Int(value) < caution, isMeasured: isMeasured, at: last.at)
    }

    /// True while a measured value at or above the caution stands, and none below it is remembered.
    @inline(__always)
    var isCalm: Bool {
        guard case .measured = standing else { return false }
        return cautionTime.since == nil && lowTime.since == nil && criticalTime.since == nil
    }

    /// True when the newest value is below the low limit.
    @inline(__always)
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
        cautionTime.take(Int(value) < caution, isMeasured: isMeasured, at: reading.at)
        // In range only a measured second says so; below, quality vetoes nothing.
        if isMeasured || Int(value) < low { satSeconds?.take(percent: value, at: reading.at) }
        count(&cautionGood, isMeasured && Int(value) >= caution + margin, at: reading.at)
        count(&lowGood, isMeasured && Int(value) >= low + margin, at: reading.at)
        count(&criticalGood, isMeasured && Int(value) >= critical + margin, at: reading.at)
    }

    /// A second without a value, or no second at all.
    mutating func lose(at: BootTime) {
        standing = .nothing
        unsureSince = unsureSince ?? at
        cautionGood.reset()
        lowGood.reset()
        criticalGood.reset()
    }

    /// Lets go of a time below that was never confirmed for as long as good seconds must last.
    mutating func forgetOldLows(at: BootTime) {
        cautionTime.forget(at: at, afterSeconds: clearSeconds)
        lowTime.forget(at: at, afterSeconds: clearSeconds)
        criticalTime.forget(at: at, afterSeconds: clearSeconds)
    }

    @inline(__always)
    private func count(_ run: inout GoodRun, _ isGood: Bool, at: BootTime) {
        if isGood { run.take(at: at) } else { run.reset() }
    }

    /// SatSeconds, where the site chose them, stand instead of the delay.
    @inline(__always)
    func lowEvidence(isOpen: Bool, poorIsOpen: Bool) -> Evidence {
        let plain = evidence(
            limit: low, time: lowTime, run: lowGood, atLeast: poorIsOpen ? .high : nil)
        guard let satSeconds, !isOpen, !poorIsOpen, case .met(var condition) = plain,
            case .measured = standing
        else { return plain }
        guard satSeconds.isAlarming, let last else { return .unsure }
        condition.atLeast = .high
        condition.delayMilliseconds = max(0, last.at.millisecondsSince(condition.since))
        return .met(condition)
    }

    /// `isCovered`: a plain low alert is open and says more. Any quality counts; unless a dose has
    /// armed it, it is never above low.
    @inline(__always)
    func cautionEvidence(isOpen: Bool, isCovered: Bool, isArmed: Bool) -> Evidence {
        if isCovered, !isOpen { return .notMet }
        let value: UInt8
        switch standing {
        case .nothing: return cautionTime.since == nil ? .notMet : .unsure
        case .measured(let known), .unreliable(let known): value = known
        }
        guard let since = cautionTime.since else {
            return cautionGood.lasted(seconds: clearSeconds) ? .ended(note: nil) : .notMet
        }
        return .met(
            Condition(
                since: since, atMost: isArmed ? .medium : .low, percent: value,
                limitPercent: UInt8(caution)))
    }

    @inline(__always)
    func criticalEvidence() -> Evidence {
        evidence(limit: critical, time: criticalTime, run: criticalGood, atLeast: nil)
    }

    @inline(__always)
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
            Condition(since: since, atLeast: atLeast, percent: value, limitPercent: UInt8(limit)))
    }

    /// A low value on a poor signal, unless a plain alert stands for it already.
    @inline(__always)
    func poorSignalEvidence(isOpen: Bool, lowIsOpen: Bool, criticalIsOpen: Bool) -> Evidence {
        switch standing {
        case .measured(let value):
            if isOpen, lowIsOpen, Int(value) < low { return .ended(note: .signalGoodAgain) }
            return lowGood.lasted(seconds: clearSeconds) ? .ended(note: nil) : .notMet
        case .unreliable(let value):
            if Int(value) < critical, !criticalIsOpen, let since = criticalTime.since {
                return .met(
                    Condition(
                        since: since, atLeast: .high, percent: value, limitPercent: UInt8(critical))
                )
            }
            if Int(value) < low, !lowIsOpen, !criticalIsOpen, let since = lowTime.since {
                return .met(
                    Condition(
                        since: since, atMost: .medium, percent: value, limitPercent: UInt8(low)))
            }
            return lowTime.since == nil ? .notMet : .unsure
        case .nothing: return lowTime.since == nil ? .notMet : .unsure
        }
    }
}
