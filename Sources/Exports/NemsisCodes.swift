import ResponseLog

/// The codes of NEMSIS 3.5.1 (build 250403CP1) that may leave, read from its XSD and lists.
enum NemsisCodes {
    static let yes = "9923003"
    static let notRecorded = "7701003"
    static let milligram = "3706021"
    static let litresPerMinute = "3706035"
    static let pulseOximeter = "3311007"
    /// NEMSIS has no code for someone who works here without being a clinician.
    static let onShift = "9905021"
    static let layPerson = "9905045"
    /// Other healthcare professional: which licence a nurse here holds is not asked.
    static let healthcare = "9905019"

    /// What each element may hold. Elements with numbers and times stand in `NemsisGate`.
    static let allowed: [String: Set<String>] = [
        "eVitals.02": [yes], "eMedications.02": [yes], "eProcedures.02": [yes],
        "eVitals.11": [pulseOximeter],
        "eVitals.26": ["3326001", "3326003", "3326005", "3326007"],
        "eMedications.03": [ClinicalCode.naloxone.code, ClinicalCode.oxygen.code],
        "eMedications.04": [
            "9927015", "9927017", "9927023", "9927045", "9927025", "9927031", "9927065",
        ],
        "eMedications.06": [milligram, litresPerMinute],
        "eMedications.07": ["9916001", "9916003", "9916005"],
        "eMedications.10": [onShift, layPerson, healthcare],
        "eProcedures.03": [
            ClinicalCode.bagValveMask.code, ClinicalCode.nasopharyngeal.code,
            ClinicalCode.oropharyngeal.code, ClinicalCode.cpr.code,
        ],
        "eProcedures.10": [onShift, layPerson, healthcare],
    ]

    /// Who did something, from the role that was recorded; `nil` when none was, or it was the crew.
    static func who(_ role: Responder.Role?) -> String? {
        switch role {
        case .worker, .staff, .supervisor: onShift
        case .nurse: healthcare
        case .visitor, .friend, .bystander: layPerson
        case .crew, .notRecorded, nil: nil
        }
    }

    static func awake(_ level: Consciousness) -> String {
        switch level {
        case .alert: "3326001"
        case .voice: "3326003"
        case .pain: "3326005"
        case .unresponsive: "3326007"
        }
    }

    static func route(_ route: Dose.Route) -> String? {
        switch route {
        case .intramuscular: "9927015"
        case .intranasal: "9927017"
        case .intravenous: "9927023"
        case .subcutaneous: "9927045"
        case .notRecorded: nil
        }
    }

    static func route(_ device: Oxygen.Device) -> String? {
        switch device {
        case .nasalCannula: "9927025"
        case .nonRebreather: "9927031"
        case .bagReservoir: "9927065"
        // No code of a simple mask was checked.
        case .simpleMask, .notRecorded: nil
        }
    }

    static func change(_ change: DoseResponse.Change) -> String? {
        switch change {
        case .improved: "9916001"
        case .unchanged: "9916003"
        case .worse: "9916005"
        case .unknown: nil
        }
    }
}
