import SignalCore

/// Judges the pulse: slow, fast, or not found on a probe that is on.
struct PulseWatch {
    private enum Standing {
        case measured(UInt16)
        case unreliable(UInt16)
        case nothing
    }

    private var standing = Standing.nothing
    private(set) var last: Seen<UInt16>?
    private var lowTime = TimeBelow()
    private var highTime = TimeBelow()
    private var lowGood = GoodRun()
    private var highGood = GoodRun()
    private var searchingSince: BootTime?
    private var isGrave = false
    private var pulseRun = GoodRun()
    private var low: Int
    private var high: Int
    private var margin: Int
    private var clearSeconds: Int
    private var backSeconds: Int

    init(limits: Limits) {
        low = limits[.pulseLowBpm]
        high = limits[.pulseHighBpm]
        margin = limits[.pulseClearMarginBpm]
        clearSeconds = limits[.clearSeconds]
        backSeconds = limits[.signalBackSeconds]
    }

    /// Other limits; what is remembered of the pulse stays.
    mutating func set(_ limits: Limits) {
        let other = PulseWatch(limits: limits)
        low = other.low
        high = other.high
        margin = other.margin
        clearSeconds = other.clearSeconds
        backSeconds = other.backSeconds
    }

    mutating func take(_ reading: Reading, isGrave grave: Bool) {
        judgeSearch(reading, isGrave: grave)
        guard let bpm = reading.pulseBpm else { return lose() }
        let isMeasured = reading.state == .measured
        last = Seen(bpm, at: reading.at)
        standing = isMeasured ? .measured(bpm) : .unreliable(bpm)
        lowTime.take(Int(bpm) < low, isMeasured: isMeasured, at: reading.at)
        highTime.take(Int(bpm) > high, isMeasured: isMeasured, at: reading.at)
        count(&lowGood, isMeasured && Int(bpm) >= low + margin, at: reading.at)
        count(&highGood, isMeasured && Int(bpm) <= high - margin, at: reading.at)
    }

    /// A second without a pulse, or no second at all.
    mutating func lose() {
        standing = .nothing
        lowGood.reset()
        highGood.reset()
    }

    /// The link changed or fell silent: nothing is looked for any more.
    mutating func loseLink() {
        lose()
        searchingSince = nil
        pulseRun.reset()
    }

    mutating func forgetOld(at: BootTime) {
        lowTime.forget(at: at, afterSeconds: clearSeconds)
        highTime.forget(at: at, afterSeconds: clearSeconds)
    }

    private mutating func judgeSearch(_ reading: Reading, isGrave grave: Bool) {
        if reading.state == .absent, reading.reason == .searching {
            if searchingSince == nil { isGrave = grave }
            searchingSince = searchingSince ?? reading.at
            return pulseRun.reset()
        }
        searchingSince = nil
        count(&pulseRun, reading.state != .absent, at: reading.at)
    }

    @inline(__always)
    private func count(_ run: inout GoodRun, _ isGood: Bool, at: BootTime) {
        if isGood { run.take(at: at) } else { run.reset() }
    }

    /// True while no pulse beyond a limit and no search for one is remembered.
    @inline(__always)
    var isCalm: Bool {
        lowTime.since == nil && highTime.since == nil && searchingSince == nil
    }

    @inline(__always)
    func lowEvidence() -> Evidence { evidence(low, lowTime, lowGood) }

    @inline(__always)
    func highEvidence() -> Evidence { evidence(high, highTime, highGood) }

    @inline(__always)
    private func evidence(_ limit: Int, _ time: TimeBelow, _ run: GoodRun) -> Evidence {
        let bpm: UInt16
        switch standing {
        case .nothing: return time.since == nil ? .notMet : .unsure
        case .measured(let value), .unreliable(let value): bpm = value
        }
        guard let since = time.since else {
            return run.lasted(seconds: clearSeconds) ? .ended(note: nil) : .notMet
        }
        return .met(Condition(since: since, pulseBpm: bpm, pulseLimitBpm: UInt16(limit)))
    }

    /// `isGrave`: oxygen is low or falling, or a dose was given.
    @inline(__always)
    func lostEvidence(isGrave grave: Bool, lastPercent: UInt8?) -> Evidence {
        guard let searchingSince else {
            return pulseRun.lasted(seconds: backSeconds)
                ? .ended(note: nil) : .notMet
        }
        return .met(
            Condition(
                since: searchingSince, atMost: isGrave || grave ? .high : .medium,
                percent: lastPercent))
    }
}
