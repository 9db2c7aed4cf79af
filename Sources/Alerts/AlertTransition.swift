public import SignalCore

/// What happened to an alert. Raw values are the names in the log.
public enum AlertChange: String, CaseIterable, Sendable {
    /// It began.
    case raised
    /// It became more urgent, or nobody acknowledged it in time.
    case escalated
    /// It became less urgent.
    case eased
    /// A person took it on; its sound stops for a while.
    case acknowledged
    /// A person stopped its sound for a while.
    case silenced
    /// Something worse ended an acknowledgement or a silence early.
    case broken
    /// It ended by its own rule.
    case cleared
    /// It is open on purpose and sounds once more, such as each half hour after a dose.
    case reminded
    /// A person saw that it had ended.
    case seen
}

/// One step in an alert's life, ready to be logged: facts, no effects.
public struct AlertTransition: Equatable, Sendable {
    /// The condition.
    public var kind: AlertKind
    /// How urgent it is after this step; for `cleared`, how urgent it was.
    public var priority: AlertPriority
    /// What happened.
    public var change: AlertChange
    /// When it happened.
    public var at: BootTime
    /// When the condition began; may lie before `at` by more than the delays, or before this boot.
    public var since: BootTime
    /// The oxygen value it was judged on; for a held alert the last one. `nil` when there is none.
    public var spo2Percent: UInt8?
    /// The limit in force; `nil` for conditions without one.
    public var limitPercent: Int?
    /// The pulse it was judged on, in beats a minute; `nil` when it is not about the pulse.
    public var pulseBpm: UInt16?
    /// The pulse limit in force; `nil` for conditions without one.
    public var pulseLimitBpm: Int?
    /// The delay the condition must last before it counts, in milliseconds.
    public var conditionDelayMilliseconds: Int64
    /// From the moment the condition counted to the signal, in milliseconds: never hidden in the
    /// condition's own delay.
    public var signalDelayMilliseconds: Int64
    /// The handle of whoever acted; `nil` for the machine's own steps.
    public var by: String?
    /// When an acknowledgement or silence ends; `nil` for other steps.
    public var until: BootTime?
    /// Why, in plain words; `nil` when the kind says it all.
    public var note: String?
    /// True when a person's act made this step, whether or not they said who they are.
    public internal(set) var isAct = false

    init(_ change: AlertChange, of alert: OpenAlert, at: BootTime) {
        kind = alert.kind
        priority = alert.priority
        self.change = change
        self.at = at
        since = alert.since
        spo2Percent = alert.lastPercent
        limitPercent = alert.limitPercent
        pulseBpm = alert.lastPulseBpm
        pulseLimitBpm = alert.pulseLimitBpm
        conditionDelayMilliseconds = alert.conditionDelayMilliseconds
        signalDelayMilliseconds = alert.signalDelayMilliseconds
        note = alert.note
    }
}

extension AlertTransition {
    static let unattendedNote = "nobody acknowledged it"

    /// True when a high alert escalated because nobody acknowledged it in time.
    public var isUnattended: Bool { change == .escalated && note == Self.unattendedNote }

    /// A person saw that an alert had ended.
    init(seen ended: EndedAlert, by: String?, at: BootTime) {
        self.init(.seen, of: ended.alert, at: at)
        self.by = by
        isAct = true
    }
}
