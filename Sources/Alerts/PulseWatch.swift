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
    private var limits: Limits

    init(limits: Limits) { self.limits = limits }

    mutating func set(_ limits: Limits) { self.limits = limits }

    mutating func take(_ reading: Reading, isGrave grave: Bool) {
        judgeSearch(reading, isGrave: grave)
        guard let bpm = reading.pulseBpm else { return lose() }
        let isMeasured = reading.state == .measured
        last = Seen(bpm, at: reading.at)
        standing = isMeasured ? .measured(bpm) : .unreliable(bpm)
        let (low, high) = (limits[.pulseLowBpm], limits[.pulseHighBpm])
        let margin = limits[.pulseClearMarginBpm]
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
        lowTime.forget(at: at, afterSeconds: limits[.clearSeconds])
        highTime.forget(at: at, afterSeconds: limits[.clearSeconds])
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

    private func count(_ run: inout GoodRun, _ isGood: Bool, at: BootTime) {
        if isGood { run.take(at: at) } else { run.reset() }
    }

    /// True while no pulse beyond a limit and no search for one is remembered.
    @inline(__always)
    var isCalm: Bool {
        lowTime.since == nil && highTime.since == nil && searchingSince == nil
    }

    func lowEvidence() -> Evidence { evidence(.pulseLowBpm, lowTime, lowGood) }

    func highEvidence() -> Evidence { evidence(.pulseHighBpm, highTime, highGood) }

    private func evidence(_ field: LimitField, _ time: TimeBelow, _ run: GoodRun) -> Evidence {
        let bpm: UInt16
        switch standing {
        case .nothing: return time.since == nil ? .notMet : .unsure
        case .measured(let value), .unreliable(let value): bpm = value
        }
        guard let since = time.since else {
            return run.lasted(seconds: limits[.clearSeconds]) ? .ended(note: nil) : .notMet
        }
        return .met(Condition(since: since, pulseBpm: bpm, pulseLimitBpm: limits[field]))
    }

    /// `isGrave`: oxygen is low or falling, or a dose was given.
    func lostEvidence(isGrave grave: Bool, lastPercent: UInt8?) -> Evidence {
        guard let searchingSince else {
            return pulseRun.lasted(seconds: limits[.signalBackSeconds])
                ? .ended(note: nil) : .notMet
        }
        return .met(
            Condition(
                since: searchingSince, atMost: isGrave || grave ? .high : .medium,
                percent: lastPercent))
    }
}
