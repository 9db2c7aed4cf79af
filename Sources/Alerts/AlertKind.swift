/// What an alert is about. Raw values are its name in the log, in settings and on the wire.
public enum AlertKind: String, CaseIterable, Sendable {
    /// Oxygen below the low limit.
    case oxygenLow = "oxygen-low"
    /// Oxygen below the critical limit, or far below the low limit: at once.
    case oxygenCritical = "oxygen-critical"
    /// A low value on a signal too poor to be sure of it.
    case oxygenLowPoorSignal = "oxygen-low-poor-signal"
    /// No usable value.
    case signalLost = "signal-lost"
    /// The oximeter was unplugged or went away.
    case deviceGone = "device-gone"
    /// The oximeter is there but sends nothing.
    case stalled
    /// Someone logged that the person does not respond.
    case unresponsive
    /// Someone logged no breathing, gasping, or too few counted breaths.
    case notBreathing = "not-breathing"
    /// Nobody has logged how awake the person is for too long.
    case awakeUnknown = "awake-unknown"
    /// The site's time to look again after a treatment has come.
    case reCheck = "re-check"

    /// This kind's row of the table.
    public var rule: AlertRule { AlertRule.table[slot] }
    /// The short words people see.
    public var plainWords: String { rule.plainWords }
    /// True when it is about the person's body as the oximeter sees it: such an alert clears only
    /// by measured good seconds, and a lost signal holds it.
    public var isPhysiological: Bool { rule.subject == .oxygen }

    /// Where this kind stands in every table.
    var slot: Int {
        switch self {
        case .oxygenLow: 0
        case .oxygenCritical: 1
        case .oxygenLowPoorSignal: 2
        case .signalLost: 3
        case .deviceGone: 4
        case .stalled: 5
        case .unresponsive: 6
        case .notBreathing: 7
        case .awakeUnknown: 8
        case .reCheck: 9
        }
    }
}
