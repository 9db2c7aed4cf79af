import SignalCore

extension AlertLives {
    /// Stops the sound of one kind, or with `nil` of all, until a moment.
    mutating func hush(
        _ kind: AlertKind?, _ act: Hush.Act, until: BootTime, percent: UInt8?, by: String?,
        at: BootTime
    ) {
        for slot in openSlots {
            guard var alert = alert(self.kind(slot)), kind == nil || kind == alert.kind else {
                continue
            }
            alert.hush = Hush(
                act: act, until: until, by: by, priority: alert.priority, percent: percent)
            if act == .acknowledged {
                alert.isUnattended = false
                alert.isQuiet = alert.kind.isQuiet(at: alert.priority)
            }
            put(alert)
            var change = AlertTransition(
                act == .acknowledged ? .acknowledged : .silenced, of: alert, at: at)
            change.by = by
            change.isAct = true
            change.until = until
            history.append(change)
        }
    }

    /// Drops acknowledgements and silences whose time is over; sound is back from that moment.
    @inline(__always)
    mutating func endHushes(at: BootTime) {
        guard !hushedSlots.isEmpty else { return }
        changeOpen(in: hushedSlots) { alert in
            guard let hush = alert.hush, at >= hush.until else { return }
            alert.hush = nil
            alert.soundingSince = hush.until
        }
    }

    /// Ends acknowledgements and silences that something worse has overtaken. `reason` is `nil`
    /// where a hush may go on.
    mutating func breakHushes(at: BootTime, reason: (Hush) -> String?) {
        for slot in hushedSlots {
            guard var alert = alert(kind(slot)), let hush = alert.hush, let why = reason(hush)
            else { continue }
            alert.hush = nil
            alert.soundingSince = at
            put(alert)
            var change = AlertTransition(.broken, of: alert, at: at)
            change.note = why
            history.append(change)
        }
    }

    /// A high alert that has sounded so long with nobody on it goes to everyone, once until
    /// someone acknowledges it. Time under a silence does not count: the person who pressed it
    /// is there.
    mutating func escalateUnattended(at: BootTime) {
        for slot in soundingSlots where !hushedSlots.contains(slot) {
            guard let since = soundingSince(slot),
                at.isPast(since, byMilliseconds: unattendedMilliseconds),
                var alert = alert(kind(slot))
            else { continue }
            alert.isUnattended = true
            put(alert)
            var change = AlertTransition(.escalated, of: alert, at: at)
            change.note = AlertTransition.unattendedNote
            history.append(change)
        }
    }

    /// An alert that is open on purpose sounds once more.
    mutating func remind(_ kind: AlertKind, dueAt: BootTime?, at: BootTime) {
        guard let dueAt, var alert = alert(kind),
            dueAt > max(alert.remindedAt ?? alert.since, alert.since)
        else { return }
        alert.remindedAt = dueAt
        alert.isQuiet = false
        alert.hush = nil
        alert.soundingSince = at
        put(alert)
        history.append(AlertTransition(.reminded, of: alert, at: at))
    }
}
