import ResponseLog

/// SplitMix64: the same seed, the same run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func one<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &self)]
    }

    /// A response with random help, calls, answers and end.
    mutating func response() throws -> IncidentRecord {
        var told = ToldResponse(
            openedAt: Int64.random(in: 1_000..<9_000, using: &self),
            drill: Int.random(in: 0..<10, using: &self) == 0)
        for number in 0..<Int.random(in: 0...8, using: &self) {
            told.care(try act(), after: Int64(number) * 40 + 3)
        }
        for field: RecordField in [
            .substanceReported, .transport, .personOutcome, .callReason, .falseAlarmReason,
        ] where Bool.random(using: &self) {
            let code = one(field.choices).code
            try told.answer(field, one([.unknown, .declined, .given(.codes([code]))]))
        }
        if Bool.random(using: &self) { told.close(one(Outcome.allCases)) }
        return try told.record()
    }

    private mutating func act() throws -> CareAct {
        switch Int.random(in: 0..<8, using: &self) {
        case 0: .stimulated(one(Stimulation.allCases))
        case 1: .breaths(one(AssistedBreaths.allCases))
        case 2:
            .oxygen(
                try Oxygen(
                    litresPerMinute: one([0, 4, 15]), device: one(Oxygen.Device.allCases)))
        case 3:
            .dose(
                try Dose(
                    route: one(Dose.Route.allCases), amountMicrograms: one([nil, 400, 4000]),
                    beforeUs: Int.random(in: 0..<5, using: &self) == 0))
        case 4: .compressions(on: Bool.random(using: &self))
        case 5: .emergencyCall(one(EmergencyCall.allCases))
        case 6: .breathing(one(Breathing.allCases))
        default: .awake(one(Consciousness.allCases))
        }
    }
}
