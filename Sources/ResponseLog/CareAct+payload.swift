import Ledger

extension CareAct {
    /// The entry kind of this act.
    public var kind: String {
        switch self {
        case .stimulated: "care.stimulated"
        case .airway: "care.airway"
        case .breaths: "care.breaths"
        case .oxygen: "care.oxygen"
        case .dose: "care.dose"
        case .compressions: "care.compressions"
        case .aed: "care.aed"
        case .emergencyCall: "care.emergency-call"
        case .awake: "care.awake"
        case .breathing: "care.breathing"
        case .breathsCounted: "care.breaths-counted"
        case .note: "care.note"
        }
    }

    /// True for what is done to help, false for what is seen or said.
    public var isTreatment: Bool {
        switch self {
        case .stimulated, .airway, .breaths, .oxygen, .dose, .compressions, .aed, .emergencyCall:
            true
        case .awake, .breathing, .breathsCounted, .note: false
        }
    }

    /// The act's own payload fields.
    var fields: [String: CanonicalValue] {
        switch self {
        case .stimulated(let how): ["how": .choice(how)]
        case .airway(let how): ["how": .choice(how)]
        case .breaths(let how): ["how": .choice(how)]
        case .oxygen(let flow): ["flowLitresPerMinute": .integer(Int64(flow))]
        case .dose(let dose):
            ["route": .choice(dose.route), "amountMicrograms": .optional(dose.amountMicrograms)]
        case .compressions(let on): ["on": .bool(on)]
        case .aed(let step): ["step": .choice(step)]
        case .emergencyCall(let call): ["call": .choice(call)]
        case .awake(let level): ["level": .choice(level)]
        case .breathing(let how): ["how": .choice(how)]
        case .breathsCounted(let breaths, let seconds):
            ["breathCount": .integer(Int64(breaths)), "countedSeconds": .integer(Int64(seconds))]
        case .note(let text): ["text": .string(text)]
        }
    }

    /// Reads an act from its kind and payload; `nil` for a kind that is not an act.
    init?(kind: String, reader: PayloadReader) throws(FactError) {
        switch kind {
        case "care.stimulated": self = .stimulated(try reader.choice("how"))
        case "care.airway": self = .airway(try reader.choice("how"))
        case "care.breaths": self = .breaths(try reader.choice("how"))
        case "care.oxygen":
            self = .oxygen(
                litresPerMinute: Int(try reader.integer("flowLitresPerMinute", in: 0...60)))
        case "care.dose":
            self = .dose(
                try Dose(
                    route: try reader.choice("route"),
                    amountMicrograms: try reader.optionalInteger("amountMicrograms")))
        case "care.compressions": self = .compressions(on: try reader.flag("on"))
        case "care.aed": self = .aed(try reader.choice("step"))
        case "care.emergency-call": self = .emergencyCall(try reader.choice("call"))
        case "care.awake": self = .awake(try reader.choice("level"))
        case "care.breathing": self = .breathing(try reader.choice("how"))
        case "care.breaths-counted":
            self = .breathsCounted(
                breaths: Int(try reader.integer("breathCount", in: 0...120)),
                seconds: Int(try reader.integer("countedSeconds", in: 5...60)))
        case "care.note": self = .note(try reader.text("text", longest: Self.longestNote))
        default: return nil
        }
    }

    /// The longest note, in characters.
    public static let longestNote = 500

    /// Breaths a minute of a counted observation, rounded to the nearest; `nil` for other acts.
    public var breathsPerMinute: Int? {
        guard case .breathsCounted(let breaths, let seconds) = self, seconds > 0 else { return nil }
        return (breaths * 60 + seconds / 2) / seconds
    }
}
