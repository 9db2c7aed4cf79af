import Ledger
import ResponseLog

extension FHIRPerson {
    /// The resource for one act; `nil` for what is no clinical fact of its own. Notes and other
    /// free words never leave.
    func resource(_ row: TimelineRow) -> FHIRValue? {
        guard let act = row.standingAct else { return nil }
        let time = ExportTime.text(row.occurredUnixMilliseconds, row.logged.utcOffsetMinutes)
        let id = row.logged.entry.text
        switch act {
        case .dose(let dose): return medication(dose, id, row, at: time)
        case .oxygen(let oxygen): return oxygen.flows ? flow(oxygen, id, row, at: time) : nil
        case .doseResponse(let response): return self.response(response, id, row, at: time)
        case .awake:
            return seen(id, [.responsiveness], "Level of responsiveness", row.words, at: time)
        case .breathsCounted:
            guard let rate = act.breathsPerMinute else { return nil }
            var members = observation(
                id, [.respiratoryRate], "Respiratory rate, counted", at: time)
            members["valueQuantity"] = .quantity("\(rate)", "/min")
            return .object(members)
        case .vitalsTyped(let typed): return self.typed(typed, id, at: time)
        case .breathing, .colour, .pupils, .muscle, .position, .afterEffect, .stimulationResult:
            return seen(id, [], "Seen", row.words, at: time)
        case .breaths(.stopped), .note, .breathPace, .aed(.off), .compressions(on: false):
            return nil
        case .breaths, .airway, .stimulated, .compressions, .aed:
            return procedure(act, id, row, at: time)
        case .emergencyCall(let call): return self.call(call, id, row, at: time)
        case .crew: return communication(id, row, status: "completed", at: time)
        }
    }

    private func medication(
        _ dose: Dose, _ id: String, _ row: TimelineRow, at time: String
    ) -> FHIRValue {
        var members = begin("MedicationAdministration", id, status: "completed")
        members["medicationCodeableConcept"] = .concept([.naloxone], "naloxone")
        members["effectiveDateTime"] = .text(time)
        members["context"] = .reference(encounter)
        members["performer"] = performer(of: row, beforeUs: dose.beforeUs)
        // mad-1: a dosage says how much. Without an amount, text alone says what is known.
        if let amount = dose.amountMicrograms {
            var dosage: [String: FHIRValue] = [
                "dose": .quantity(ExportTime.milligrams(amount), "mg")
            ]
            if let route = dose.route.code { dosage["route"] = .concept([route], route.display) }
            members["dosage"] = .object(dosage)
        } else {
            members["note"] = .list([.object(["text": .text(row.words)])])
        }
        return .object(members)
    }

    /// In which role somebody did it; never who. Left out when no role was recorded.
    private func performer(of row: TimelineRow, beforeUs: Bool) -> FHIRValue? {
        let role = source.role(of: row)?.rawValue.replacing("-", with: " ")
        guard let who = beforeUs ? "somebody before the site's team" : role else { return nil }
        return .list([.object(["actor": .object(["display": .text(who)])])])
    }

    private func flow(
        _ oxygen: Oxygen, _ id: String, _ row: TimelineRow, at time: String
    ) -> FHIRValue {
        var members = begin("MedicationAdministration", id, status: "completed")
        members["medicationCodeableConcept"] = .concept([.oxygen], "oxygen")
        var period: [String: FHIRValue] = ["start": .text(time)]
        if let next = source.rows.first(where: {
            guard case .oxygen = $0.standingAct else { return false }
            return $0.occurredUnixMilliseconds > row.occurredUnixMilliseconds
        }) {
            period["end"] = .text(
                ExportTime.text(next.occurredUnixMilliseconds, next.logged.utcOffsetMinutes))
        } else {
            members["status"] = .text("in-progress")
        }
        members["effectivePeriod"] = .object(period)
        members["context"] = .reference(encounter)
        members["performer"] = performer(of: row, beforeUs: false)
        members["dosage"] = .object([
            "text": .text(row.words),
            "rateQuantity": .quantity("\(oxygen.litresPerMinute)", "L/min"),
        ])
        return .object(members)
    }

    private func response(
        _ response: DoseResponse, _ id: String, _ row: TimelineRow, at time: String
    ) -> FHIRValue {
        var members = observation(id, [], "Response to naloxone", at: time)
        members["category"] = nil
        members["valueCodeableConcept"] = .concept(
            response.change == .improved ? [.improved] : [], row.words)
        let dose = source.rows.last { candidate in
            guard candidate.standingDose != nil else { return false }
            guard let named = response.dose else {
                return candidate.occurredUnixMilliseconds <= row.occurredUnixMilliseconds
            }
            return candidate.logged.entry == named
        }
        if let dose { members["focus"] = .list([.reference(dose.logged.entry.text)]) }
        return .object(members)
    }

    private func seen(
        _ id: String, _ codes: [ClinicalCode], _ what: String, _ words: String, at time: String
    ) -> FHIRValue {
        var members = observation(id, codes, what, at: time)
        members["category"] = nil
        members["valueCodeableConcept"] = .concept([], words)
        return .object(members)
    }

    private func typed(_ typed: TypedVitals, _ id: String, at time: String) -> FHIRValue? {
        let value: (codes: [ClinicalCode], number: Int, unit: String)?
        if let percent = typed.spo2Percent {
            value = ([.saturation, .pulseOximetry], percent, "%")
        } else {
            value = typed.pulseBpm.map { ([.heartRate], $0, "/min") }
        }
        guard let value else { return nil }
        var members = observation(id, value.codes, "Read off and typed", at: time)
        members["valueQuantity"] = .quantity("\(value.number)", value.unit)
        // The second of two typed numbers rides along as a component.
        if typed.spo2Percent != nil, let bpm = typed.pulseBpm {
            members["component"] = .list([
                .object([
                    "code": .concept([.heartRate], "Pulse, read off and typed"),
                    "valueQuantity": .quantity("\(bpm)", "/min"),
                ])
            ])
        }
        return .object(members)
    }

    private func procedure(
        _ act: CareAct, _ id: String, _ row: TimelineRow, at time: String
    ) -> FHIRValue {
        var members = begin("Procedure", id, status: "completed")
        members["code"] = .concept(act.procedureCode.map { [$0] } ?? [], row.words)
        members["performedDateTime"] = .text(time)
        members["encounter"] = .reference(encounter)
        return .object(members)
    }

    private func call(
        _ call: EmergencyCall, _ id: String, _ row: TimelineRow, at time: String
    ) -> FHIRValue {
        switch call {
        case .called, .arrived, .someoneElse:
            communication(id, row, status: "completed", at: time)
        case .notNeeded, .declined, .fearOfPolice, .policy:
            // The reason stays here: who fears whom is nothing a receiver needs.
            communication(id, row, status: "not-done", words: "911 not called", at: time)
        }
    }

    private func communication(
        _ id: String, _ row: TimelineRow, status: String, words: String? = nil, at time: String
    ) -> FHIRValue {
        var members = begin("Communication", id, status: status)
        members["encounter"] = .reference(encounter)
        members["sent"] = .text(time)
        members["payload"] = .list([.object(["contentString": .text(words ?? row.words)])])
        return .object(members)
    }
}

extension Dose.Route {
    var code: ClinicalCode? {
        switch self {
        case .intramuscular: .intramuscular
        case .intranasal: .nasal
        case .intravenous: .intravenous
        case .subcutaneous: .subcutaneous
        case .notRecorded: nil
        }
    }
}

extension CareAct {
    /// The code of a procedure where one was checked; text alone otherwise.
    var procedureCode: ClinicalCode? {
        switch self {
        case .breaths(.bagValveMask): .bagValveMask
        case .airway(.nasopharyngeal): .nasopharyngeal
        case .airway(.oropharyngeal): .oropharyngeal
        case .compressions(on: true): .cpr
        default: nil
        }
    }
}
