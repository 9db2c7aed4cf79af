/// What each kind of resource must hold.
enum FHIRResourceGate {
    /// The statuses that may leave, by kind of resource (FHIR R4's required lists, as far as used).
    private static let statuses: [String: Set<String>] = [
        "Encounter": ["in-progress", "finished"],
        "Observation": ["final"],
        "MedicationAdministration": ["in-progress", "completed"],
        "Procedure": ["completed"],
        "Communication": ["completed", "not-done"],
    ]

    static func faults(_ resource: FHIRValue?, place: String) -> [ExportFault] {
        guard let resource, let kind = resource["resourceType"]?.text,
            let allowed = statuses[kind]
        else { return [ExportFault(place, "is no resource of this export")] }
        var faults: [ExportFault] = []
        if !allowed.contains(resource["status"]?.text ?? "") {
            faults.append(ExportFault(place, "has no status of its list"))
        }
        if resource["subject"]?["identifier"]?["value"] == nil {
            faults.append(ExportFault(place, "is about nobody"))
        }
        let times = ["effectiveDateTime", "effectivePeriod", "performedDateTime", "period", "sent"]
        if times.count(where: { resource[$0] != nil }) != 1 {
            faults.append(ExportFault(place, "must have one time"))
        }
        switch kind {
        case "Observation": faults += observation(resource, place)
        case "MedicationAdministration": faults += medication(resource, place)
        case "Encounter" where resource["class"] == nil:
            faults.append(ExportFault(place, "has no class"))
        case "Procedure" where resource["code"] == nil:
            faults.append(ExportFault(place, "has no code"))
        default: break
        }
        return faults
    }

    private static func observation(_ resource: FHIRValue, _ place: String) -> [ExportFault] {
        guard let code = resource["code"] else { return [ExportFault(place, "has no code")] }
        let answers = ["valueQuantity", "valueCodeableConcept", "dataAbsentReason"]
            .count { resource[$0] != nil }
        var faults: [ExportFault] = []
        if answers != 1 {
            faults.append(ExportFault(place, "needs a value, or why there is none, and not both"))
        }
        faults += measured(code, resource["valueQuantity"], place)
        for part in resource["component"]?.elements ?? [] {
            faults += measured(part["code"], part["valueQuantity"], place)
        }
        return faults
    }

    /// The unit and the largest value of each code: 100 %, and the 300 a minute entries allow.
    private static func measured(
        _ code: FHIRValue?, _ quantity: FHIRValue?, _ place: String
    ) -> [ExportFault] {
        guard let quantity else { return [] }
        let codes = Set((code?["coding"]?.elements ?? []).compactMap { $0["code"]?.text })
        // Nobody has a saturation or a pulse of 0; a count of breaths may find none.
        let rule: (unit: String, least: Double, most: Double)
        if codes.contains(ClinicalCode.saturation.code) {
            rule = ("%", 1, 100)
        } else if codes.contains(ClinicalCode.heartRate.code) {
            rule = ("/min", 1, 300)
        } else if codes.contains(ClinicalCode.respiratoryRate.code) {
            rule = ("/min", 0, 300)
        } else {
            return [ExportFault(place, "measures something without a code")]
        }
        guard quantity["code"] == .text(rule.unit), let value = quantity["value"]?.number,
            (rule.least...rule.most).contains(value)
        else {
            return [
                ExportFault(
                    place, "has a value outside \(rule.least) to \(rule.most) \(rule.unit)")
            ]
        }
        return []
    }

    private static func medication(_ resource: FHIRValue, _ place: String) -> [ExportFault] {
        guard let drug = resource["medicationCodeableConcept"] else {
            return [ExportFault(place, "names no medication")]
        }
        var faults: [ExportFault] = []
        if let dosage = resource["dosage"] {
            if dosage["dose"] == nil, dosage["rateQuantity"] == nil {
                faults.append(ExportFault(place, "has a dosage without dose or rate (mad-1)"))
            }
            faults += amount(dosage["dose"], "mg", 20, place)
            faults += amount(dosage["rateQuantity"], "L/min", 60, place)
        }
        let isOxygen = drug["coding"]?.elements.first?["code"] == .text(ClinicalCode.oxygen.code)
        if resource["dosage"]?[isOxygen ? "dose" : "rateQuantity"] != nil {
            faults.append(ExportFault(place, "has a rate for a drug, or a dose for a gas"))
        }
        return faults
    }

    /// 20 mg and 60 L/min are the most an entry of the ledger may hold: 400 mg of naloxone is 400
    /// micrograms with the wrong unit.
    private static func amount(
        _ quantity: FHIRValue?, _ unit: String, _ most: Double, _ place: String
    ) -> [ExportFault] {
        guard let quantity else { return [] }
        guard quantity["code"] == .text(unit), let value = quantity["value"]?.number,
            value > 0, value <= most
        else { return [ExportFault(place, "has an amount outside 0 to \(most) \(unit)")] }
        return []
    }
}
