import SignalCore

/// The lives of all conditions of one watch, or of the station, and what happened to them. Room is
/// made once.
struct AlertLives {
    private(set) var lives: [AlertLife]
    /// How many are open: while none is, which is nearly always, nothing has to be looked through.
    private(set) var openCount = 0
    private(set) var ended: [EndedAlert?]
    var history = TransitionRing()
    let slots: Range<Int>

    init(_ slots: Range<Int>) {
        self.slots = slots
        lives = slots.map { _ in .quiet }
        ended = slots.map { _ in nil }
    }

    func alert(_ kind: AlertKind) -> OpenAlert? {
        slots.contains(kind.slot) ? lives[kind.slot - slots.lowerBound].alert : nil
    }

    func isOpen(_ kind: AlertKind) -> Bool { lives[kind.slot - slots.lowerBound].isOpen }

    mutating func put(_ alert: OpenAlert) {
        guard slots.contains(alert.kind.slot) else { return }
        if !isOpen(alert.kind) { openCount += 1 }
        lives[alert.kind.slot - slots.lowerBound] = .open(alert)
    }

    /// Every open alert, most urgent first, then the oldest.
    var open: [OpenAlert] {
        lives.compactMap(\.alert).sorted {
            ($1.priority, $0.raisedAt) < ($0.priority, $1.raisedAt)
        }
    }

    /// Moves one condition on; what happened goes to the history.
    mutating func step(
        _ kind: AlertKind, _ evidence: Evidence, limits: Limits, at: BootTime, _ worse: inout Worse
    ) {
        let index = kind.slot - slots.lowerBound
        // Nearly always: nothing is the matter, and nothing was.
        if case .quiet = lives[index], !evidence.holds { return }
        let before = lives[index].alert
        let change = lives[index].step(kind, evidence, limits: limits, at: at)
        if lives[index].isOpen != (before != nil) { openCount += before == nil ? 1 : -1 }
        guard let change else { return }
        history.append(change)
        worse.take(change, before: before)
        if change.change == .cleared, let before, kind.rule.latches {
            ended[index] = EndedAlert(before, endedAt: at, before: ended[index])
        }
    }

    /// Changes every open alert in place.
    mutating func changeOpen(_ body: (inout OpenAlert) -> Void) {
        guard openCount > 0 else { return }
        for index in lives.indices {
            guard case .open(var alert) = lives[index] else { continue }
            body(&alert)
            lives[index] = .open(alert)
        }
    }

    /// Closes open alerts with a person's reason, all or those that `isChosen` names.
    mutating func close(
        reason: String, by: String?, at: BootTime, where isChosen: (OpenAlert) -> Bool
    ) {
        for index in lives.indices {
            guard case .open(let alert) = lives[index], isChosen(alert) else { continue }
            var cleared = AlertTransition(.cleared, of: alert, at: at)
            cleared.by = by
            cleared.note = reason
            history.append(cleared)
            lives[index] = .quiet
            openCount -= 1
        }
    }

    /// Takes away the lines of ended alerts that a person saw.
    mutating func see(_ kind: AlertKind?, by: String?, at: BootTime) {
        for index in ended.indices {
            guard let line = ended[index], kind == nil || kind == line.alert.kind else { continue }
            ended[index] = nil
            history.append(AlertTransition(seen: line, by: by, at: at))
        }
    }

    mutating func forgetEnded() {
        for index in ended.indices { ended[index] = nil }
    }
}
