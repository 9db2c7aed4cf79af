public import SignalCore

extension WatchMachine {
    /// Takes what a person does about open alerts. It ends no alert: sound stops for a while, the
    /// light stays. On alerts that are not open it does nothing.
    public mutating func act(_ act: PersonsAct, by: String?, at: BootTime) {
        settle(at: at)
        switch act {
        case .acknowledge(let kind):
            hush(kind, .acknowledged, seconds: limits[.acknowledgeSeconds], by: by)
        case .silence(let kind, let seconds):
            let longest = limits[.silenceMaxSeconds]
            let chosen = seconds ?? limits[.silenceDefaultSeconds]
            hush(kind, .silenced, seconds: min(max(chosen, 1), longest), by: by)
        }
    }

    /// Ends the watch: every open alert is closed with the reason people gave.
    public mutating func leave(reason: String, by: String?, at: BootTime) {
        settle(at: at)
        for slot in lives.indices {
            guard case .open(let alert) = lives[slot] else { continue }
            var cleared = AlertTransition(.cleared, of: alert, at: now)
            cleared.by = by
            cleared.note = reason
            history.append(cleared)
            lives[slot] = .quiet
        }
    }

    private mutating func hush(_ kind: AlertKind?, _ act: Hush.Act, seconds: Int, by: String?) {
        let until = now.adding(milliseconds: Int64(seconds) * 1000)
        for slot in lives.indices {
            guard case .open(var alert) = lives[slot], kind == nil || kind == alert.kind else {
                continue
            }
            alert.hush = Hush(
                act: act, until: until, by: by, priority: alert.priority,
                percent: oxygen.last?.value)
            if act == .acknowledged { alert.isUnattended = false }
            lives[slot] = .open(alert)
            var change = AlertTransition(
                act == .acknowledged ? .acknowledged : .silenced, of: alert, at: now)
            change.by = by
            change.until = until
            history.append(change)
        }
    }

    /// Drops acknowledgements and silences whose time is over; sound is back from that moment.
    mutating func endHushes() {
        for slot in lives.indices {
            guard case .open(var alert) = lives[slot], let hush = alert.hush, now >= hush.until
            else { continue }
            alert.hush = nil
            alert.soundingSince = hush.until
            lives[slot] = .open(alert)
        }
    }

    /// Ends acknowledgements and silences that something worse has overtaken.
    mutating func breakHushes(_ worse: Worse) {
        for slot in lives.indices {
            guard case .open(var alert) = lives[slot], let hush = alert.hush,
                let reason = worse.reason(
                    against: hush, standing: oxygen.standing, limits: limits)
            else { continue }
            alert.hush = nil
            alert.soundingSince = now
            lives[slot] = .open(alert)
            var change = AlertTransition(.broken, of: alert, at: now)
            change.note = reason
            history.append(change)
        }
    }

    /// A high alert that has sounded so long with nobody on it goes to everyone, once until
    /// someone acknowledges it. Time under a silence does not count: the person who pressed it
    /// is there.
    mutating func escalateUnattended() {
        for slot in lives.indices {
            guard case .open(var alert) = lives[slot], alert.priority == .high,
                alert.hush == nil, !alert.isUnattended,
                now.millisecondsSince(alert.soundingSince)
                    >= Int64(limits[.unattendedMilliseconds])
            else { continue }
            alert.isUnattended = true
            lives[slot] = .open(alert)
            var change = AlertTransition(.escalated, of: alert, at: now)
            change.note = "nobody acknowledged it"
            history.append(change)
        }
    }
}

/// What became worse in one step: design rule 4, in one place.
struct Worse {
    var isPulseLost = false
    var saysNotBreathing = false
    private var highest: AlertPriority?
    private var isSignalLost = false

    init(isPulseLost: Bool, saysNotBreathing: Bool) {
        self.isPulseLost = isPulseLost
        self.saysNotBreathing = saysNotBreathing
    }

    mutating func take(_ change: AlertTransition, before: OpenAlert?) {
        guard change.change == .raised || change.change == .escalated else { return }
        highest = max(highest ?? .low, change.priority)
        // Also when one that stood for a poor signal, with a value, climbs for want of any.
        let isNew = change.change == .raised || (before?.note != nil && change.note == nil)
        if isNew, change.kind.rule.subject == .signal { isSignalLost = true }
    }

    /// Why a hush may not go on; `nil` when it may.
    func reason(against hush: Hush, standing: OxygenWatch.Standing, limits: Limits) -> String? {
        if saysNotBreathing { return "not breathing" }
        if let highest, highest > hush.priority { return "higher priority" }
        if let value = standing.percent {
            let base = hush.percent.map(Int.init) ?? limits.lowPercent
            if Int(value) <= base - limits[.silenceBreakPercent] { return "oxygen lower" }
        }
        if isPulseLost { return "pulse lost" }
        return isSignalLost ? "signal lost" : nil
    }
}

extension OxygenWatch.Standing {
    /// The value that stands now, whatever its quality.
    var percent: UInt8? {
        switch self {
        case .measured(let value), .unreliable(let value): value
        case .nothing: nil
        }
    }
}
