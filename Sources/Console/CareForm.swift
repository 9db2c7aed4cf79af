import ResponseLog

/// Reads what was done or seen from a form's fields.
enum CareForm {
    /// The kinds of act a form may name, with the fields each needs.
    enum Kind: String, CaseIterable {
        case stimulated
        case airway
        case breaths
        case breathPace = "breath-pace"
        case stimulationResult = "stimulation-result"
        case oxygen
        case dose
        case doseResponse = "dose-response"
        case afterEffect = "after-effect"
        case position
        case colour
        case pupils
        case muscle
        case vitalsTyped = "vitals-typed"
        case crew
        case compressions
        case aed
        case emergencyCall = "emergency-call"
        case awake
        case breathing
        case breathsCounted = "breaths-counted"
        case note
    }

    static func act(in form: Form) throws -> CareAct {
        guard let kind = Kind(rawValue: form.text("kind") ?? "") else {
            throw ConsoleError.malformed(Words.english.unknownAct)
        }
        return switch kind {
        case .stimulated: .stimulated(try form.choice("how", or: .notRecorded))
        case .airway: .airway(try form.choice("how", or: .notRecorded))
        case .breaths: .breaths(try form.choice("how", or: .notRecorded))
        case .breathPace: .breathPace(breathsPerMinute: Int(try needed("rate", 1...60, form)))
        case .stimulationResult: .stimulationResult(try form.choice("result"))
        case .oxygen: .oxygen(try oxygen(in: form))
        case .dose: .dose(try dose(in: form))
        case .doseResponse: .doseResponse(try doseResponse(in: form))
        case .afterEffect: .afterEffect(try form.choice("effect"))
        case .position: .position(try form.choice("position"))
        case .colour: .colour(try form.choice("colour"))
        case .pupils: .pupils(try form.choice("pupils"))
        case .muscle: .muscle(try form.choice("muscle"))
        case .vitalsTyped: .vitalsTyped(try vitals(in: form))
        case .crew: .crew(try form.choice("step"))
        case .compressions: .compressions(on: try form.choice("on") as Switch == .yes)
        case .aed: .aed(try form.choice("step"))
        case .emergencyCall: .emergencyCall(try form.choice("call"))
        case .awake: .awake(try form.choice("level"))
        case .breathing: .breathing(try form.choice("how"))
        case .breathsCounted:
            .breathsCounted(
                breaths: Int(try needed("breaths", 0...120, form)),
                seconds: Int(try needed("seconds", 5...60, form)))
        case .note: .note(try form.text("text", longest: CareAct.longestNote))
        }
    }

    private enum Switch: String {
        case yes
        case no
    }

    private static func needed(
        _ name: String, _ range: ClosedRange<Int64>, _ form: Form
    ) throws -> Int64 {
        guard let number = try form.number(name, in: range) else {
            throw ConsoleError.malformed(Words.english.fieldMissing(name))
        }
        return number
    }

    /// A product's button sends micrograms; the free form sends milligrams, or nothing when nobody
    /// knows.
    static func dose(in form: Form) throws -> Dose {
        var amount = try form.number("micrograms", in: 1...20_000)
        if amount == nil, let text = form.text("milligrams") {
            guard let micrograms = micrograms(milligrams: text) else {
                throw ConsoleError.malformed(Words.english.badAmount)
            }
            amount = micrograms
        }
        return try Dose(
            route: try form.choice("route", or: .notRecorded), amountMicrograms: amount,
            strengthMicrogramsPerMillilitre: try form.number("strength", in: 1...80_000),
            site: try form.choice("site", or: .notRecorded),
            kit: try form.words("kit", longest: 40), beforeUs: form.isTicked("before"))
    }

    private static func doseResponse(in form: Form) throws -> DoseResponse {
        DoseResponse(
            dose: try form.id("dose"), change: try form.choice("change"),
            breathing: try form.choice("breathing", or: .notRecorded),
            awake: try form.choice("awake", or: .notRecorded))
    }

    private static func oxygen(in form: Form) throws -> Oxygen {
        try Oxygen(
            litresPerMinute: Int(try needed("flow", 0...60, form)),
            device: try form.choice("device", or: .notRecorded),
            cylinder: try form.words("cylinder", longest: 40),
            gaugeBar: try form.number("gauge", in: 0...400).map { Int($0) })
    }

    private static func vitals(in form: Form) throws -> TypedVitals {
        try TypedVitals(
            spo2Percent: try form.number("spo2", in: 1...100).map { Int($0) },
            pulseBpm: try form.number("pulse", in: 1...300).map { Int($0) })
    }

    /// "0.4" and "0,4" are 400. At most three digits after the point: there is no smaller dose.
    static func micrograms(milligrams text: String) -> Int64? {
        let parts = text.replacing(",", with: ".").split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.map(\.utf8).joined().allSatisfy { (0x30...0x39).contains($0) }
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        guard digits, fraction.count <= 3, parts[0].count <= 3,
            let whole = Int64(parts[0].isEmpty ? "0" : parts[0]),
            let rest = Int64(
                (fraction + "000").prefix(3))
        else { return nil }
        return whole * 1000 + rest
    }
}
