public import SignalCore

extension WatchMachine {
    /// Ends the watch: every open alert is closed with the reason people gave.
    public mutating func leave(reason: String, by: String?, at: BootTime) {
        settle(at: at)
        lives.close(reason: reason, by: by, at: now) { _ in true }
        lives.forgetEnded()
        pausedUntil = nil
        asksWhoSince = nil
    }

    /// The person steps out for a moment: no alert of the signal or of a timer is raised and none
    /// sounds, for the site's longest pause at most. A low value, values that stay, not breathing
    /// or not responding end it at once. When it is over and nobody is back, an alert says so.
    ///
    /// Returns false and does nothing while the oximeter gives values or a high alert stands that
    /// is not of the signal: a pause is no silence.
    @discardableResult
    public mutating func pause(at: BootTime) -> Bool {
        settle(at: at)
        let isGrave = lives.openSlots.contains {
            lives.priority(of: $0) == .high && lives.kind($0).subject != .signal
        }
        guard !signal.hasValue, !isGrave, pausedUntil == nil else { return false }
        let until = now.adding(milliseconds: Int64(limits[.pauseMilliseconds]))
        pausedUntil = until
        pauseCount += 1
        pauseOverSince = nil
        lives.changeOpen { $0.pausedUntil = until }
        return true
    }

    /// Ends a pause because someone says that the person is back.
    public mutating func endPause(at: BootTime) {
        endPause(nobodyBack: false, at: max(now, at))
        settle(at: at)
    }

    /// Another oximeter is on the person, or they sit at another seat. Open alerts go on; a fall is
    /// looked for anew, because oximeters differ; and the question who wears the probe is asked.
    public mutating func oximeterChanged(at: BootTime) {
        fall.forget()
        device = DeviceWatch()
        link(.streaming, at: at)
        asksWhoSince = now
    }

    /// Limits for this watch alone, from now on. Make them with `Limits.forOneWatch`, which asks
    /// for a handle and a reason and keeps the floor; log what it returns.
    public mutating func change(to limits: Limits, at: BootTime) {
        settle(at: at)
        self.limits = limits
        lives.set(limits)
        oxygen.set(limits)
        pulse.set(limits)
        fall.set(limits)
        care.set(limits)
        signal.set(limits)
        settle(at: now)
    }

    mutating func endPause(nobodyBack: Bool, at: BootTime) {
        guard pausedUntil != nil else { return }
        pausedUntil = nil
        pauseOverSince = nobodyBack ? at : nil
        lives.changeOpen {
            $0.pausedUntil = nil
            $0.soundingSince = at
        }
    }

    /// Ends the pause when its time or its reason is over; true while it runs.
    mutating func isStillPaused(saysGrave: Bool) -> Bool {
        guard let until = pausedUntil else { return false }
        let isLow = oxygen.standing.percent.map { Int($0) < limits.lowPercent } ?? false
        if saysGrave || isLow || signal.isBack {
            endPause(nobodyBack: false, at: now)
            return false
        }
        guard now >= until else { return true }
        endPause(nobodyBack: !signal.hasValue, at: until)
        return false
    }
}
