/// What an alert is about. Raw values are its name in the log, in settings and on the wire.
public enum AlertKind: String, CaseIterable, Sendable {
    /// Oxygen below the low limit.
    case oxygenLow = "oxygen-low"
    /// Oxygen below the critical limit, or far below the low limit: at once.
    case oxygenCritical = "oxygen-critical"
    /// A low value on a signal too poor to be sure of it.
    case oxygenLowPoorSignal = "oxygen-low-poor-signal"
    /// Oxygen below the caution limit: silent until a dose was given.
    case oxygenCaution = "oxygen-caution"
    /// Oxygen falls fast, though it may not be low yet.
    case oxygenFalling = "oxygen-falling"
    /// The pulse is slow.
    case pulseLow = "pulse-low"
    /// The pulse is fast.
    case pulseHigh = "pulse-high"
    /// The probe is on and the oximeter finds no pulse.
    case pulseLost = "pulse-lost"
    /// No usable value.
    case signalLost = "signal-lost"
    /// The oximeter was unplugged or went away.
    case deviceGone = "device-gone"
    /// The oximeter is there but sends nothing.
    case stalled
    /// The oximeter sends the same thing again and again.
    case stuck
    /// Another program holds the oximeter's port.
    case taken
    /// The oximeter says that its battery is low.
    case lowBattery = "low-battery"
    /// Someone logged that the person does not respond.
    case unresponsive
    /// Someone logged no breathing, gasping, or too few counted breaths.
    case notBreathing = "not-breathing"
    /// Nobody has logged how awake the person is for too long.
    case awakeUnknown = "awake-unknown"
    /// Oxygen is on, which hides slow breathing, and nobody has counted breaths.
    case breathsNotCounted = "breaths-not-counted"
    /// The site's time to look again after a treatment has come.
    case reCheck = "re-check"
    /// The last dose may wear off: watched on, with reminders.
    case reSedationWatch = "re-sedation-watch"
    /// The station's clock jumped.
    case clockStep = "clock-step"
    /// Nobody has confirmed the station's clock since it started.
    case clockUnconfirmed = "clock-unconfirmed"
    /// The station cannot write its records.
    case storageFailing = "storage-failing"
    /// The station's disk is nearly full.
    case storageNearlyFull = "storage-nearly-full"
    /// Steps of alerts were lost before they were written.
    case historyOverflow = "history-overflow"
    /// No screen says that it can be heard.
    case consoleNotSounding = "console-not-sounding"
    /// Nobody has tested the sound this shift.
    case soundTestOverdue = "sound-test-overdue"
    /// The station stopped and started again.
    case stationRestarted = "station-restarted"

    /// This kind's row of the table.
    public var rule: AlertRule { AlertRule.table[slot] }
    /// The short words people see.
    public var plainWords: String { rule.plainWords }
    /// True when it is about the person's body as the oximeter sees it: such an alert clears only
    /// by measured good seconds, and a lost signal holds it.
    public var isPhysiological: Bool { subject == .oxygen || subject == .pulse }
    /// True when it is about the station and not about one watch.
    public var isOfStation: Bool { rule.subject == .station }

    /// The slots of a watch, and of the station.
    static var watchSlots: Range<Int> { 0..<20 }
    static var stationSlots: Range<Int> { 20..<28 }

    /// The kinds of a watch that say how the person is; an oxygen or pulse value is refreshed in them.
    static var physiologicalSlots: SlotSet { SlotSet(0..<8) }
    /// The kinds that say oxygen is low, on whatever signal.
    static var lowOxygenSlots: SlotSet { SlotSet(0..<3) }

    /// Alerts the machine ends by itself may latch; those that a person's entry ends have been seen.
    var latches: Bool {
        switch subject {
        case .oxygen, .pulse, .signal, .device: true
        case .observation, .timer, .station: false
        }
    }

    /// What this kind is judged on, as its row says.
    var subject: AlertRule.Subject {
        switch slot {
        case 0..<5: .oxygen
        case 5..<8: .pulse
        case 8..<11: .signal
        case 11..<14: .device
        case 14..<16: .observation
        case 16..<20: .timer
        default: .station
        }
    }

    /// Where this kind stands in every table.
    var slot: Int {
        switch self {
        case .oxygenLow: 0
        case .oxygenCritical: 1
        case .oxygenLowPoorSignal: 2
        case .oxygenCaution: 3
        case .oxygenFalling: 4
        case .pulseLow: 5
        case .pulseHigh: 6
        case .pulseLost: 7
        case .signalLost: 8
        case .deviceGone: 9
        case .stalled: 10
        case .stuck: 11
        case .taken: 12
        case .lowBattery: 13
        case .unresponsive: 14
        case .notBreathing: 15
        case .awakeUnknown: 16
        case .breathsNotCounted: 17
        case .reCheck: 18
        case .reSedationWatch: 19
        case .clockStep: 20
        case .clockUnconfirmed: 21
        case .storageFailing: 22
        case .storageNearlyFull: 23
        case .historyOverflow: 24
        case .consoleNotSounding: 25
        case .soundTestOverdue: 26
        case .stationRestarted: 27
        }
    }
}
