import ResponseLog

/// Reads what was done or seen from a form's fields.
enum CareForm {
    /// The kinds of act a form may name, with the fields each needs.
    enum Kind: String, CaseIterable {
        case stimulated
        case airway
        case breaths
        case oxygen
        case dose
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
        case .oxygen: .oxygen(litresPerMinute: Int(try needed("flow", 0...60, form)))
        case .dose: .dose(try dose(in: form))
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
    private static func dose(in form: Form) throws -> Dose {
        var amount = try form.number("micrograms", in: 1...20_000)
        if amount == nil, let text = form.text("milligrams") {
            guard let micrograms = micrograms(milligrams: text) else {
                throw ConsoleError.malformed(Words.english.badAmount)
            }
            amount = micrograms
        }
        return try Dose(
            route: try form.choice("route", or: .notRecorded), amountMicrograms: amount)
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
