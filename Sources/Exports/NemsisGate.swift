/// The last look at fragments before they leave.
public enum NemsisGate {
    /// Every fault; none for sections that may leave.
    public static func faults(_ sections: [NemsisElement]) -> [ExportFault] {
        sections.flatMap { section in
            section.children.flatMap { group in
                required(group, in: section.name) + leaves(group).flatMap(value)
                    + (group.name == "eMedications.MedicationGroup" ? amount(group) : [])
            }
        }
    }

    private static let needed: [String: [String]] = [
        "eVitals": [
            "eVitals.01", "eVitals.02", "eVitals.03", "eVitals.06", "eVitals.10", "eVitals.12",
            "eVitals.14", "eVitals.26",
        ],
        "eMedications": [
            "eMedications.01", "eMedications.02", "eMedications.03", "eMedications.04",
            "eMedications.05", "eMedications.06", "eMedications.07", "eMedications.08",
            "eMedications.10",
        ],
        "eProcedures": [
            "eProcedures.01", "eProcedures.02", "eProcedures.03", "eProcedures.05",
            "eProcedures.10",
        ],
    ]

    private static func leaves(_ element: NemsisElement) -> [NemsisElement] {
        element.children.isEmpty ? [element] : element.children.flatMap(leaves)
    }

    private static func required(
        _ group: NemsisElement, in section: String
    ) -> [ExportFault] {
        guard let names = needed[section] else {
            return [ExportFault(section, "is no section of this export")]
        }
        let here = Set(leaves(group).map(\.name))
        return names.filter { !here.contains($0) }
            .map { ExportFault(group.name, "lacks \($0)") }
    }

    /// The largest number each element takes; the smallest is above 0, for 0 would stand for a
    /// value nobody has, and 20 and 60 are the ledger's own bounds.
    private static let most: [String: Double] = [
        "eVitals.10": 300, "eVitals.12": 100, "eVitals.14": 300, "eMedications.05": 60,
    ]

    private static func value(_ leaf: NemsisElement) -> [ExportFault] {
        let fault: (String) -> [ExportFault] = { [ExportFault(leaf.name, $0)] }
        if leaf.text.isEmpty {
            guard leaf.attributes == ["xsi:nil": "true", "NV": NemsisCodes.notRecorded] else {
                return fault("is empty and does not say why")
            }
            return leaf.name.hasSuffix(".01") || leaf.name.hasSuffix(".02")
                ? fault("must have a value") : []
        }
        if leaf.name.hasSuffix(".01") {
            return ExportTime.hasZone(leaf.text)
                ? [] : fault("\(leaf.text) is no time with an offset from UTC")
        }
        if let most = most[leaf.name] {
            let number = Double(leaf.text) ?? -1
            // A count of breaths may be 0: somebody counted and there was none.
            let isGood = (number > 0 || leaf.name == "eVitals.14" && number == 0) && number <= most
            return isGood ? [] : fault("\(leaf.text) is outside 1 to \(most)")
        }
        guard NemsisCodes.allowed[leaf.name]?.contains(leaf.text) == true else {
            return fault("\(leaf.text) is not on the list")
        }
        return []
    }

    private static func amount(_ group: NemsisElement) -> [ExportFault] {
        let values = Dictionary(
            leaves(group).map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        let isOxygen = values["eMedications.03"] == ClinicalCode.oxygen.code
        let unit = isOxygen ? NemsisCodes.litresPerMinute : NemsisCodes.milligram
        guard let text = values["eMedications.05"], !text.isEmpty else { return [] }
        guard values["eMedications.06"] == unit, let amount = Double(text),
            amount <= (isOxygen ? 60 : 20)
        else { return [ExportFault("eMedications.05", "\(text) does not fit drug and unit")] }
        return []
    }
}
