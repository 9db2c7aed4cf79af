import SignalCore

/// The lives of all conditions of one watch, or of the station, and what happened to them.
///
/// ```
///          holds              lasted its delay
///  quiet ─────────► pending ───────────────────► open ⟲ escalate, ease, hush, break
///    ▲   ◄─────────                                │
///    │    does not hold                            │ its clearing rule is met
///    └─────────────────────────────────────────────┘
/// ```
/// From `open` there is no way out but its clearing rule: not a lost signal, not an
/// acknowledgement, not a treatment.
///
/// Sets of slots say what is open, pending and hushed. Nearly always nothing is, and then nothing
/// of an alert is looked at; what is open is changed where it stands, never copied: a year of
/// readings goes through here when a site asks what other limits would have done. Room is made once.
struct AlertLives {
    private(set) var ended: [EndedAlert?]
    var history = TransitionRing()
    let slots: Range<Int>
    private let kinds: [AlertKind]
    private var ladders: Ladders
    /// What is open stands here; a slot holds one exactly while `openSlots` has it.
    private var alerts: [OpenAlert?]

    /// What is open, and what has begun and not lasted yet.
    private(set) var openSlots = SlotSet()
    private(set) var pendingSlots = SlotSet()
    /// Open alerts that are hushed; that wait for a reset; that nobody may leave unattended.
    private(set) var hushedSlots = SlotSet()
    private var latchedSlots = SlotSet()
    private(set) var soundingSlots = SlotSet()

    init(_ slots: Range<Int>, limits: Limits) {
        self.slots = slots
        kinds = Array(AlertKind.allCases[slots])
        ladders = Ladders(limits)
        alerts = slots.map { _ in nil }
        ended = slots.map { _ in nil }
    }

    mutating func set(_ limits: Limits) { ladders = Ladders(limits) }

    var unattendedMilliseconds: Int64 { ladders.unattendedMilliseconds }

    @inline(__always)
    func kind(_ slot: Int) -> AlertKind { kinds[slot - slots.lowerBound] }

    func alert(_ kind: AlertKind) -> OpenAlert? {
        slots.contains(kind.slot) ? alerts[kind.slot - slots.lowerBound] : nil
    }

    @inline(__always)
    func isOpen(_ kind: AlertKind) -> Bool { openSlots.contains(kind.slot) }

    /// Open, or begun and not lasted yet.
    @inline(__always)
    var underwaySlots: SlotSet { openSlots.union(pendingSlots) }

    @inline(__always)
    func priority(of slot: Int) -> AlertPriority? {
        openSlots.contains(slot) ? alerts[slot - slots.lowerBound]?.priority : nil
    }

    /// Since when an open alert sounds at its priority without anyone on it.
    @inline(__always)
    func soundingSince(_ slot: Int) -> BootTime? { alerts[slot - slots.lowerBound]?.soundingSince }

    /// When an open alert's condition began; `nil` when it is not open.
    @inline(__always)
    func openSince(_ kind: AlertKind) -> BootTime? {
        isOpen(kind) ? alerts[kind.slot - slots.lowerBound]?.since : nil
    }

    /// Every open alert, most urgent first, then the oldest.
    var open: [OpenAlert] {
        alerts.compactMap(\.self).sorted {
            ($1.priority, $0.raisedAt) < ($0.priority, $1.raisedAt)
        }
    }

    mutating func put(_ alert: OpenAlert) {
        let slot = alert.kind.slot
        guard slots.contains(slot) else { return }
        alerts[slot - slots.lowerBound] = alert
        openSlots.insert(slot)
        pendingSlots.remove(slot)
        hushedSlots.set(slot, alert.hush != nil)
        latchedSlots.set(slot, alert.endedAt != nil)
        soundingSlots.set(slot, alert.priority == .high && !alert.isUnattended)
    }

    /// Takes an alert out: its life is over.
    private mutating func remove(_ slot: Int) {
        alerts[slot - slots.lowerBound] = nil
        openSlots.remove(slot)
        pendingSlots.remove(slot)
        hushedSlots.remove(slot)
        latchedSlots.remove(slot)
        soundingSlots.remove(slot)
    }

    /// Moves one condition on by what is known of it; what happened goes to the history. `said`
    /// stands for the note where somebody else than the machine words it.
    @inline(__always)
    mutating func step(
        _ slot: Int, _ evidence: Evidence, said: String? = nil, at: BootTime, _ worse: inout Worse
    ) {
        switch evidence {
        case .unsure: return
        case .notMet: pendingSlots.remove(slot)
        case .ended(let note):
            pendingSlots.remove(slot)
            if openSlots.contains(slot) { end(slot, note: note, at: at) }
        case .met(let condition):
            if latchedSlots.contains(slot) { liveAgain(slot) }
            guard let due = ladders.due(slot, condition, at: at) else {
                if !openSlots.contains(slot) { pendingSlots.insert(slot) }
                return
            }
            guard let priority = priority(of: slot) else {
                return raise(slot, due, condition, said: said, at: at, &worse)
            }
            guard due.priority > priority || (due.priority < priority && condition.mayEase) else {
                return
            }
            change(slot, to: due.priority, condition, said: said, at: at, &worse)
        }
    }

    private mutating func raise(
        _ slot: Int, _ due: Due, _ condition: Condition, said: String?, at: BootTime,
        _ worse: inout Worse
    ) {
        var raised = OpenAlert(kind(slot), due, of: condition, at: at)
        raised.note = said ?? raised.note
        put(raised)
        let change = AlertTransition(.raised, of: raised, at: at)
        history.append(change)
        worse.take(change, losesNote: false)
    }

    /// A priority above or below the one it has.
    private mutating func change(
        _ slot: Int, to priority: AlertPriority, _ condition: Condition, said: String?,
        at: BootTime, _ worse: inout Worse
    ) {
        guard var alert = alerts[slot - slots.lowerBound] else { return }
        let isWorse = priority > alert.priority
        let hadNote = alert.note != nil
        alert.priority = priority
        alert.note = said ?? condition.note?.rawValue
        alert.isQuiet = alert.kind.isQuiet(at: priority)
        // A milder alert's hush covers no more than what it is now.
        if !isWorse { alert.hush?.priority = priority }
        alert.soundingSince = at
        alert.isUnattended = false
        alert.lastPercent = condition.percent ?? alert.lastPercent
        alert.limitPercent = condition.limitPercent.map(Int.init) ?? alert.limitPercent
        put(alert)
        let change = AlertTransition(isWorse ? .escalated : .eased, of: alert, at: at)
        history.append(change)
        worse.take(change, losesNote: hadNote && change.note == nil)
    }

    /// A latched alert whose condition holds again is no longer waiting for its reset.
    private mutating func liveAgain(_ slot: Int) {
        alerts[slot - slots.lowerBound]?.endedAt = nil
        latchedSlots.remove(slot)
    }

    /// Ends it, or, where the site latches, only marks that its condition is over. One that hands
    /// over to another alert, or says why it ends, leaves nothing to reset.
    private mutating func end(_ slot: Int, note: MachineNote?, at: BootTime) {
        let index = slot - slots.lowerBound
        guard var alert = alerts[index] else { return }
        if ladders.latches, alert.kind.latches, note == nil {
            alert.endedAt = alert.endedAt ?? at
            return put(alert)
        }
        remove(slot)
        var cleared = AlertTransition(.cleared, of: alert, at: at)
        cleared.note = note?.rawValue
        history.append(cleared)
        if alert.kind.latches {
            ended[index] = EndedAlert(alert, endedAt: at, before: ended[index])
        }
    }

    /// Changes open alerts where they stand: all, or those of some slots.
    mutating func changeOpen(in some: SlotSet? = nil, _ body: (inout OpenAlert) -> Void) {
        for slot in some.map(openSlots.intersection) ?? openSlots {
            guard var alert = alerts[slot - slots.lowerBound] else { continue }
            body(&alert)
            put(alert)
        }
    }

    /// Refreshes what open alerts of some slots show; nothing that the sets know of may change.
    @inline(__always)
    mutating func refreshOpen(in some: SlotSet, _ body: (inout OpenAlert) -> Void) {
        for slot in openSlots.intersection(some) {
            alerts[slot - slots.lowerBound]?.refresh(body)
        }
    }

    /// Closes open alerts with a person's reason, all or those that `isChosen` names.
    mutating func close(
        reason: String, by: String?, at: BootTime, where isChosen: (OpenAlert) -> Bool
    ) {
        for slot in openSlots {
            guard let alert = alerts[slot - slots.lowerBound], isChosen(alert) else { continue }
            var cleared = AlertTransition(.cleared, of: alert, at: at)
            cleared.by = by
            cleared.isAct = true
            cleared.note = reason
            history.append(cleared)
            remove(slot)
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

extension OpenAlert {
    @inline(__always)
    fileprivate mutating func refresh(_ body: (inout OpenAlert) -> Void) { body(&self) }
}
