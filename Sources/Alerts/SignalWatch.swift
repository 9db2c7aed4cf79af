import SignalCore

/// Watches whether there is a signal at all. One loss has one alert at a time, named for its
/// cause: device gone, device silent, or no usable value. When the cause changes, the new alert is
/// raised with at least the old one's priority before the old one is cleared.
///
/// A poor value is still a value: without any measured second the alert stays low; without any
/// value it climbs to high.
struct SignalWatch {
    private(set) var link: LinkCondition
    private var linkSince: BootTime
    /// When there was a value last; `nil` before the first.
    private(set) var lastValueAt: BootTime?
    private var lastReadingAt: BootTime?
    private var judgedAt: BootTime?
    private var standing = Reading.State.absent
    private var lostSince: BootTime?
    private var poorSince: BootTime?
    private var isGrave = false
    private var valueRun = GoodRun()
    private var measuredRun = GoodRun()
    private var backSeconds: Int
    private var silentMilliseconds: Int64

    init(limits: Limits, link: LinkCondition, at: BootTime, lostSince: BootTime? = nil) {
        self.link = link
        linkSince = at
        self.lostSince = lostSince
        poorSince = lostSince
        backSeconds = limits[.signalBackSeconds]
        silentMilliseconds = Int64(limits[.silentLinkMilliseconds])
    }

    mutating func set(_ limits: Limits) {
        backSeconds = limits[.signalBackSeconds]
        silentMilliseconds = Int64(limits[.silentLinkMilliseconds])
    }

    /// True while the link brings usable values and no loss is remembered.
    @inline(__always)
    var isCalm: Bool { link == .streaming && lostSince == nil && poorSince == nil }

    @inline(__always)
    var hasOximeter: Bool { link != .none }
    @inline(__always)
    var hasValue: Bool { standing != .absent }

    /// Takes a reading. `isOpen`: an alert of the signal is open, so only good seconds end the
    /// loss. `isGrave`: oxygen was low or falling just before.
    mutating func take(_ reading: Reading, isOpen: Bool, isGrave: Bool) {
        lastReadingAt = reading.at
        judgedAt = reading.at
        if reading.state == .absent {
            if reading.reason == .gone { set(.gone, at: reading.at, isGrave: isGrave) }
            return lose(at: reading.at, isGrave: isGrave)
        }
        if link != .streaming { set(.streaming, at: reading.at, isGrave: isGrave) }
        standing = reading.state
        lastValueAt = reading.at
        valueRun.take(at: reading.at)
        if !isOpen || valueRun.lasted(seconds: backSeconds) { lostSince = nil }
        if standing == .measured {
            measuredRun.take(at: reading.at)
            if !isOpen || measuredRun.lasted(seconds: backSeconds) { poorSince = nil }
        } else {
            measuredRun.reset()
            poorSince = poorSince ?? reading.at
        }
    }

    /// The way to the oximeter changed.
    mutating func set(_ link: LinkCondition, at: BootTime, isGrave: Bool) {
        guard link != self.link else { return }
        self.link = link
        linkSince = at
        switch link {
        case .gone, .stalled, .taken: lose(at: at, isGrave: isGrave)
        case .none: forget()
        case .streaming: break
        }
    }

    /// True once values have come for as long as a signal needs to be back.
    var isBack: Bool { valueRun.lasted(seconds: backSeconds) }

    /// A second passed. A link that has been silent too long is called absent, whatever its
    /// thread does. Returns whether it was.
    mutating func tick(at: BootTime, isGrave: Bool) -> Bool {
        guard hasOximeter else { return false }
        let heard = max(lastReadingAt ?? linkSince, linkSince)
        guard at.millisecondsSince(heard) > silentMilliseconds else { return false }
        judgedAt = at
        let firstMissing = heard > linkSince ? heard.adding(milliseconds: 1000) : linkSince
        lose(at: firstMissing, isGrave: isGrave)
        return true
    }

    private mutating func lose(at: BootTime, isGrave grave: Bool) {
        standing = .absent
        valueRun.reset()
        measuredRun.reset()
        poorSince = poorSince ?? at
        guard lostSince == nil else { return }
        lostSince = at
        isGrave = grave
    }

    private mutating func forget() {
        standing = .absent
        lostSince = nil
        poorSince = nil
        valueRun.reset()
        measuredRun.reset()
    }

    /// What the open alerts of the signal and the rest of the watch say.
    struct Context {
        /// The highest priority among the open alerts of the signal.
        var openPriority: AlertPriority?
        /// An oxygen alert is open, or a dose may still wear off.
        var isGrave: Bool
        /// An alert that says "poor signal" with a low value is open: that says it already.
        var saysPoorSignal: Bool
        var lastPercent: UInt8?
    }

    @inline(__always)
    func deviceGoneEvidence(_ context: Context) -> Evidence { linkEvidence(.gone, context) }

    @inline(__always)
    func stalledEvidence(_ context: Context) -> Evidence { linkEvidence(.stalled, context) }

    /// The port is another program's. The loss itself has its own alert beside this one.
    @inline(__always)
    func takenEvidence() -> Evidence {
        if link == .taken { return .met(Condition(since: linkSince)) }
        let isKnown = link != .streaming || isJudgedSinceLinkCameBack || lostSince == nil
        return isKnown ? .ended(note: link == .streaming ? nil : whyNotThis) : .unsure
    }

    @inline(__always)
    private func linkEvidence(_ cause: LinkCondition, _ context: Context) -> Evidence {
        if link == cause { return met(since: linkSince, context) }
        if link != .streaming { return .ended(note: whyNotThis) }
        if lostSince == nil { return .ended(note: nil) }
        return isJudgedSinceLinkCameBack && !hasValue
            ? .ended(note: .noValueYet) : .unsure
    }

    @inline(__always)
    func signalLostEvidence(_ context: Context, handedOver: Bool) -> Evidence {
        guard link == .streaming || link == .taken else { return .ended(note: whyNotThis) }
        if let lostSince {
            let isJudged = link == .taken || isJudgedSinceLinkCameBack
            guard !hasValue, !handedOver || isJudged else { return .unsure }
            return met(since: lostSince, context)
        }
        guard let poorSince else { return .ended(note: nil) }
        guard standing == .unreliable, !context.saysPoorSignal || context.openPriority != nil else {
            return .unsure
        }
        return .met(
            Condition(
                since: poorSince, atMost: .low, mayEase: true, percent: context.lastPercent,
                note: .poorSignal))
    }

    private var whyNotThis: MachineNote {
        link == .none ? .withoutOximeter : .anotherCause
    }

    @inline(__always)
    private var isJudgedSinceLinkCameBack: Bool { judgedAt.map { $0 > linkSince } ?? false }

    @inline(__always)
    private func met(since: BootTime, _ context: Context) -> Evidence {
        let atOnce = isGrave || context.isGrave
        return .met(
            Condition(
                since: since, atLeast: atOnce ? .high : context.openPriority,
                percent: context.lastPercent))
    }
}
