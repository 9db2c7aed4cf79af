import SignalCore

/// The lives of all conditions of one watch, or of the station, and what happened to them. Room is
/// made once.
///
/// Beside the lives stand sets of slots that say what is open, pending and hushed. Nearly always
/// nothing is, and then nothing of an alert is copied or looked at: a year of readings goes through
/// here when a site asks what other limits would have done.
struct AlertLives {
    private(set) var lives: [AlertLife]
    private(set) var ended: [EndedAlert?]
    var history = TransitionRing()
    let slots: Range<Int>

    /// What is open, and what has begun and not lasted yet.
    private(set) var openSlots = SlotSet()
    private(set) var pendingSlots = SlotSet()
    /// Open alerts that are hushed; that wait for a reset; that nobody may leave unattended.
    private var hushed = SlotSet()
    private var latched = SlotSet()
    private var sounding = SlotSet()
    private var priorities: [AlertPriority]
    private var beginnings: [BootTime]

    init(_ slots: Range<Int>) {
        self.slots = slots
        lives = slots.map { _ in .quiet }
        ended = slots.map { _ in nil }
        priorities = slots.map { _ in .low }
        beginnings = slots.map { _ in BootTime(nanoseconds: 0) }
    }

    func alert(_ kind: AlertKind) -> OpenAlert? {
        slots.contains(kind.slot) ? lives[kind.slot - slots.lowerBound].alert : nil
    }

    @inline(__always)
    func isOpen(_ kind: AlertKind) -> Bool { openSlots.contains(kind.slot) }

    /// Open, or begun and not lasted yet.
    @inline(__always)
    func isUnderway(_ slot: Int) -> Bool {
        openSlots.contains(slot) || pendingSlots.contains(slot)
    }

    func priority(of slot: Int) -> AlertPriority? {
        openSlots.contains(slot) ? priorities[slot - slots.lowerBound] : nil
    }

    /// When an open alert's condition began; `nil` when it is not open.
    @inline(__always)
    func openSince(_ kind: AlertKind) -> BootTime? {
        isOpen(kind) ? beginnings[kind.slot - slots.lowerBound] : nil
    }

    mutating func put(_ alert: OpenAlert) {
        guard slots.contains(alert.kind.slot) else { return }
        lives[alert.kind.slot - slots.lowerBound] = .open(alert)
        note(alert.kind.slot)
    }

    /// Brings the sets in line with a life that changed.
    private mutating func note(_ slot: Int) {
        let index = slot - slots.lowerBound
        switch lives[index] {
        case .quiet: stand(slot, isOpen: false, isPending: false)
        case .pending: stand(slot, isOpen: false, isPending: true)
        case .open(let alert):
            stand(slot, isOpen: true, isPending: false)
            hushed.set(slot, alert.hush != nil)
            latched.set(slot, alert.endedAt != nil)
            sounding.set(slot, alert.priority == .high && !alert.isUnattended)
            priorities[index] = alert.priority
            beginnings[index] = alert.since
        }
    }

    private mutating func stand(_ slot: Int, isOpen: Bool, isPending: Bool) {
        openSlots.set(slot, isOpen)
        pendingSlots.set(slot, isPending)
        guard !isOpen else { return }
        hushed.set(slot, false)
        latched.set(slot, false)
        sounding.set(slot, false)
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
        guard mayChange(kind, evidence, limits: limits, at: at) else { return }
        let index = kind.slot - slots.lowerBound
        let before = lives[index].alert
        let change = lives[index].step(kind, evidence, limits: limits, at: at)
        note(kind.slot)
        guard let change else { return }
        history.append(change)
        worse.take(change, before: before)
        if change.change == .cleared, let before, kind.latches {
            ended[index] = EndedAlert(before, endedAt: at, before: ended[index])
        }
    }

    /// False when a step could only leave everything as it is.
    private func mayChange(
        _ kind: AlertKind, _ evidence: Evidence, limits: Limits, at: BootTime
    ) -> Bool {
        let slot = kind.slot
        switch evidence {
        case .unsure: return false
        case .notMet: return pendingSlots.contains(slot)
        case .ended: return pendingSlots.contains(slot) || openSlots.contains(slot)
        case .met(let condition):
            guard openSlots.contains(slot), !latched.contains(slot) else { return true }
            return kind.due(condition, limits: limits, at: at).map {
                $0.priority != priorities[slot - slots.lowerBound]
            } ?? false
        }
    }

    /// Changes open alerts in place: all, or those of some slots.
    mutating func changeOpen(in some: SlotSet? = nil, _ body: (inout OpenAlert) -> Void) {
        let chosen = some.map(openSlots.intersection) ?? openSlots
        var next = chosen.next(from: 0)
        while let slot = next {
            next = chosen.next(from: slot + 1)
            guard case .open(var alert) = lives[slot - slots.lowerBound] else { continue }
            body(&alert)
            put(alert)
        }
    }

    /// Changes the alerts that are hushed.
    mutating func changeHushed(_ body: (inout OpenAlert) -> Void) {
        guard !hushed.isEmpty else { return }
        changeOpen(in: hushed, body)
    }

    /// Every alert a person has hushed, in the table's order.
    var hushedAlerts: [OpenAlert] {
        guard !hushed.isEmpty else { return [] }
        return lives.compactMap(\.alert).filter { $0.hush != nil }
    }

    /// Whether any alert may go unattended: high, with nobody on it yet.
    var mayGoUnattended: Bool { !sounding.isEmpty }

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
            note(index + slots.lowerBound)
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
