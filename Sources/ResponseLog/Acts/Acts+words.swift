extension Oxygen {
    var words: String {
        guard flows else { return "Oxygen off" }
        var words = "Oxygen on, \(litresPerMinute) L/min"
        if device != .notRecorded { words += ", \(device.plain)" }
        if let cylinder { words += ", cylinder \(cylinder)" }
        if let gaugeBar { words += " at \(gaugeBar) bar" }
        return words
    }
}

extension StimulationResult {
    var words: String {
        switch self {
        case .none: "No response to stimulation"
        case .stirs: "Stirs when stimulated"
        case .wakes: "Wakes when stimulated"
        }
    }
}

extension DoseResponse {
    var words: String {
        var parts = ["After the dose: \(change.rawValue)"]
        switch breathing {
        case .yes: parts.append("breathing")
        case .no: parts.append("not breathing")
        case .unknown: parts.append("breathing not known")
        case .notRecorded: break
        }
        switch awake {
        case .yes: parts.append("awake")
        case .no: parts.append("not awake")
        case .unknown: parts.append("awake or not is not known")
        case .notRecorded: break
        }
        return parts.joined(separator: ", ")
    }
}

extension AfterEffect {
    var words: String {
        switch self {
        case .none: "No after-effects seen"
        case .reSedation: "Breathing or waking got worse again (re-sedation)"
        default: "After-effect: \(plain)"
        }
    }
}

extension TypedVitals {
    var words: String {
        let oxygen = spo2Percent.map { "oxygen \($0) %" }
        let pulse = pulseBpm.map { "pulse \($0)" }
        return "Read off and typed: " + [oxygen, pulse].compactMap(\.self).joined(separator: ", ")
    }
}

extension CrewStep {
    var words: String {
        switch self {
        case .handedOver: "Handed over to the ambulance crew"
        case .leftWithPerson: "Ambulance crew left with the person"
        case .leftWithout: "Ambulance crew left without the person"
        }
    }
}
