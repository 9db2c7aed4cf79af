/// How far a response went. The order is the order of severity.
public enum SeverityStep: Int, CaseIterable, Comparable, Sendable {
    case watched
    case stimulated
    case oxygen
    case assistedBreaths
    case naloxone
    case cpr

    /// The step in plain words.
    public var words: String {
        switch self {
        case .watched: "watched"
        case .stimulated: "stimulated"
        case .oxygen: "oxygen"
        case .assistedBreaths: "assisted breaths"
        case .naloxone: "naloxone"
        case .cpr: "CPR"
        }
    }

    /// Orders steps by severity.
    public static func < (left: SeverityStep, right: SeverityStep) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension CareAct {
    /// The step of help this act is; `nil` for what is none.
    public var severityStep: SeverityStep? {
        switch self {
        case .stimulated: .stimulated
        case .oxygen(let oxygen): oxygen.flows ? .oxygen : nil
        case .breaths(let how): how == .stopped ? nil : .assistedBreaths
        case .dose(let dose): dose.beforeUs ? nil : .naloxone
        case .compressions(let on): on ? .cpr : nil
        case .aed(let step): step == .off ? nil : .cpr
        case .airway, .breathPace, .stimulationResult, .doseResponse, .afterEffect, .position,
            .colour, .pupils, .muscle, .vitalsTyped, .crew, .emergencyCall, .awake, .breathing,
            .breathsCounted, .note:
            nil
        }
    }
}
