import ResponseLog

extension ReportFigures {
    /// The states of a call, the one that settles it first.
    private static let calls: [(call: EmergencyCall, words: String)] = [
        (.called, "called"), (.someoneElse, "someone else called"),
        (.arrived, "crew came, call not recorded"), (.declined, "not called: person declined"),
        (.fearOfPolice, "not called: fear of police"), (.policy, "not called: site policy"),
        (.notNeeded, "not called: not needed"),
    ]

    mutating func add(callsIn cases: [ReportedCase]) {
        let states = cases.map(Self.state)
        add(
            "calls-911", "911",
            "Drug emergencies by the call for an ambulance. Called comes before every other word; "
                + "of several reasons for not calling, the first in this list counts.",
            Self.calls.map { call, words in
                (call.rawValue, words, Int64(states.count { $0 == call }))
            } + [("not-recorded", "not recorded", Int64(states.count { $0 == nil }))])
        if let figure = figure("calls-911") {
            relations.append(
                .parts(figure.rows.map { figure.cell($0.code) }, of: Self.emergencyCell))
        }
        let called = zip(cases, states).filter { $0.1 == .called }.map(\.0)
        add(
            "call-reasons", "Why 911 was called",
            "Of those in which 911 was called, by the reasons given; one may be in several lines.",
            RecordField.callReason.tally(
                called.map { $0.record.answers[.callReason].plainCodes }))
        relate(
            severalOf: CellName(figure: "calls-911", row: EmergencyCall.called.rawValue),
            in: "call-reasons")
    }

    private static func state(_ reported: ReportedCase) -> EmergencyCall? {
        let said = reported.record.rows.compactMap { row -> EmergencyCall? in
            guard case .emergencyCall(let call)? = row.standingAct else { return nil }
            return call
        }
        return calls.first { said.contains($0.call) }?.call
    }
}
