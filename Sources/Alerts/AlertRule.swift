/// One row of the table of conditions. The machine, the settings page, the docs and the tests read
/// the same rows; a new kind is a new row and the evidence for it.
public struct AlertRule: Sendable {
    /// What a condition is judged on.
    public enum Subject: Sendable {
        /// The oxygen value.
        case oxygen
        /// Whether there is a usable value at all.
        case signal
        /// What a person logged.
        case observation
        /// Time since something was logged.
        case timer
    }

    /// How long a condition must last.
    public enum Delay: Sendable {
        /// It counts at once.
        case atOnce
        /// It must last as long as this limit says.
        case lasting(LimitField)
        /// It must last as long as its own interval, which depends on the state of the person.
        case itsInterval
        /// It must last twice its own interval.
        case twiceItsInterval
    }

    /// A priority and the delay after which the condition has it.
    public struct Rung: Sendable {
        /// How long the condition must last.
        public let after: Delay
        /// How urgent it then is.
        public let priority: AlertPriority
    }

    /// How an alert ends.
    public enum Clearing: String, Sendable {
        /// Consecutive measured seconds on the good side of the limit by a margin (rule 1).
        case goodSeconds = "measured seconds in a row, on the good side of the limit by a margin"
        /// Good seconds, or a good signal that lets the plain oxygen alerts take over.
        case signalGoodAgain = "good signal again: plain oxygen alerts take over"
        /// Consecutive seconds with a usable value.
        case usableSeconds = "usable seconds in a row, or another cause takes over"
        /// A later observation by a person.
        case observation = "a later observation"
    }

    /// The condition.
    public let kind: AlertKind
    /// The short words people see.
    public let plainWords: String
    /// What it is judged on.
    public let subject: Subject
    /// When it holds, in words for the settings page and the docs.
    public let condition: String
    /// Priorities by how long it lasts, mildest first.
    public let ladder: [Rung]
    /// How it ends.
    public let clearing: Clearing

    /// Every kind's row, in the order of `AlertKind.allCases`.
    public static let table: [AlertRule] = [
        AlertRule(
            kind: .oxygenLow, plainWords: "Oxygen low", subject: .oxygen,
            condition: "SpO2 below the low limit",
            ladder: [Rung(after: .lasting(.oxygenLowDelayMilliseconds), priority: .high)],
            clearing: .goodSeconds),
        AlertRule(
            kind: .oxygenCritical, plainWords: "Oxygen very low", subject: .oxygen,
            condition: "SpO2 below the critical limit, or far below the low limit",
            ladder: [Rung(after: .atOnce, priority: .high)], clearing: .goodSeconds),
        AlertRule(
            kind: .oxygenLowPoorSignal, plainWords: "Oxygen low, poor signal", subject: .oxygen,
            condition: "a low value while the signal is poor; very low: high and at once",
            ladder: [Rung(after: .lasting(.poorSignalDelayMilliseconds), priority: .medium)],
            clearing: .signalGoodAgain),
        AlertRule(
            kind: .signalLost, plainWords: "No signal", subject: .signal,
            condition: "no usable value; high at once after low or falling oxygen or a dose",
            ladder: [
                Rung(after: .lasting(.signalLostLowMilliseconds), priority: .low),
                Rung(after: .lasting(.signalLostMediumMilliseconds), priority: .medium),
                Rung(after: .lasting(.signalLostHighMilliseconds), priority: .high),
            ], clearing: .usableSeconds),
        AlertRule(
            kind: .deviceGone, plainWords: "Device gone", subject: .signal,
            condition: "the oximeter went away; high at once as for no signal",
            ladder: deviceLadder, clearing: .usableSeconds),
        AlertRule(
            kind: .stalled, plainWords: "Device silent", subject: .signal,
            condition: "the oximeter sends nothing; high at once as for no signal",
            ladder: deviceLadder, clearing: .usableSeconds),
        AlertRule(
            kind: .unresponsive, plainWords: "Not responding", subject: .observation,
            condition: "awake state logged as unresponsive",
            ladder: [Rung(after: .atOnce, priority: .high)], clearing: .observation),
        AlertRule(
            kind: .notBreathing, plainWords: "Not breathing", subject: .observation,
            condition: "breathing logged as none or gasping, or too few breaths counted",
            ladder: [Rung(after: .atOnce, priority: .high)], clearing: .observation),
        AlertRule(
            kind: .awakeUnknown, plainWords: "Awake state unknown", subject: .timer,
            condition: "nobody logged the awake state for too long",
            ladder: [
                Rung(after: .itsInterval, priority: .low),
                Rung(after: .twiceItsInterval, priority: .medium),
            ], clearing: .observation),
        AlertRule(
            kind: .reCheck, plainWords: "Time to re-check", subject: .timer,
            condition: "site time to look again after a dose, breaths or oxygen began",
            ladder: [
                Rung(after: .atOnce, priority: .low),
                Rung(after: .lasting(.reCheckMediumMilliseconds), priority: .medium),
            ], clearing: .observation),
    ]

    private static let deviceLadder = [
        Rung(after: .atOnce, priority: .low),
        Rung(after: .lasting(.signalLostMediumMilliseconds), priority: .medium),
        Rung(after: .lasting(.signalLostHighMilliseconds), priority: .high),
    ]
}
