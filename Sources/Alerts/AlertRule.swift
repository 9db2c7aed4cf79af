/// One row of the table of conditions. The machine, the settings page, the docs and the tests read
/// the same rows; a new kind is a new row and the evidence for it.
public struct AlertRule: Sendable {
    /// What a condition is judged on.
    public enum Subject: Sendable {
        /// The oxygen value.
        case oxygen
        /// The pulse, as the oximeter finds it.
        case pulse
        /// Whether there is a usable value at all.
        case signal
        /// The state of the oximeter itself.
        case device
        /// What a person logged.
        case observation
        /// Time since something was logged.
        case timer
        /// The station itself, whoever is watched.
        case station
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
        /// Measured seconds in a row without the fall.
        case fallGone = "measured seconds in a row without the fall"
        /// Seconds in a row with a pulse.
        case pulseBack = "seconds in a row with a pulse"
        /// The condition itself is over.
        case whenItEnds = "when it ends"
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
    public static let table: [AlertRule] = bodyRows + deviceRows + careRows + stationRows
}
