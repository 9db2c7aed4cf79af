import Ledger

extension CareAct {
    /// The entry kind of this act.
    public var kind: String {
        switch self {
        case .stimulated: "care.stimulated"
        case .airway: "care.airway"
        case .breaths: "care.breaths"
        case .breathPace: "care.breath-pace"
        case .stimulationResult: "care.stimulation-result"
        case .oxygen: "care.oxygen"
        case .dose: "care.dose"
        case .doseResponse: "care.dose-response"
        case .afterEffect: "care.after-effect"
        case .position: "care.position"
        case .colour: "care.colour"
        case .pupils: "care.pupils"
        case .muscle: "care.muscle"
        case .vitalsTyped: "care.vitals-typed"
        case .crew: "care.crew"
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
        case .stimulated, .airway, .breaths, .breathPace, .oxygen, .dose, .compressions, .aed,
            .emergencyCall:
            true
        case .stimulationResult, .doseResponse, .afterEffect, .position, .colour, .pupils,
            .muscle, .vitalsTyped, .crew, .awake, .breathing, .breathsCounted, .note:
            false
        }
    }

    /// The act's own payload fields.
    var fields: [String: CanonicalValue] {
        switch self {
        case .stimulated(let how): ["how": .choice(how)]
        case .airway(let how): ["how": .choice(how)]
        case .breaths(let how): ["how": .choice(how)]
        case .breathPace(let rate): ["breathsPerMinute": .integer(Int64(rate))]
        case .stimulationResult(let result): ["result": .choice(result)]
        case .oxygen(let oxygen): oxygen.fields
        case .dose(let dose): dose.fields
        case .doseResponse(let response): response.fields
        case .afterEffect(let effect): ["effect": .choice(effect)]
        case .position(let position): ["position": .choice(position)]
        case .colour(let colour): ["colour": .choice(colour)]
        case .pupils(let pupils): ["pupils": .choice(pupils)]
        case .muscle(let muscle): ["muscle": .choice(muscle)]
        case .vitalsTyped(let vitals):
            [
                "spo2Percent": .optional(vitals.spo2Percent.map(Int64.init)),
                "pulseBpm": .optional(vitals.pulseBpm.map(Int64.init)),
            ]
        case .crew(let step): ["step": .choice(step)]
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
        case "care.breath-pace":
            self = .breathPace(
                breathsPerMinute: Int(try reader.integer("breathsPerMinute", in: 1...60)))
        case "care.stimulation-result": self = .stimulationResult(try reader.choice("result"))
        case "care.oxygen": self = .oxygen(try Oxygen(reader))
        case "care.dose": self = .dose(try Dose(reader))
        case "care.dose-response": self = .doseResponse(try DoseResponse(reader))
        case "care.after-effect": self = .afterEffect(try reader.choice("effect"))
        case "care.position": self = .position(try reader.choice("position"))
        case "care.colour": self = .colour(try reader.choice("colour"))
        case "care.pupils": self = .pupils(try reader.choice("pupils"))
        case "care.muscle": self = .muscle(try reader.choice("muscle"))
        case "care.vitals-typed": self = .vitalsTyped(try TypedVitals(reader))
        case "care.crew": self = .crew(try reader.choice("step"))
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
