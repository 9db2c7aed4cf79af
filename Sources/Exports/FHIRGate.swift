/// The last look at a Bundle before it leaves. It checks what schema validators were found to miss
/// (status lists, mad-1, units, code lists) and what would make a wrong clinical fact.
public enum FHIRGate {
    /// Every fault; none for a Bundle that may leave.
    public static func faults(_ bundle: FHIRValue) -> [ExportFault] {
        var faults: [ExportFault] = []
        if bundle["resourceType"] != .text("Bundle") || bundle["type"] != .text("collection") {
            faults.append(ExportFault("Bundle", "must be a collection"))
        }
        let entries = bundle["entry"]?.elements ?? []
        if !entries.isEmpty, bundle["timestamp"] == nil {
            faults.append(ExportFault("Bundle", "has no timestamp"))
        }
        var known: Set<String> = []
        for entry in entries {
            let url = entry["fullUrl"]?.text ?? ""
            let place = Self.place(entry["resource"])
            if !known.insert(url).inserted {
                faults.append(ExportFault(place, "has an id another resource has"))
            }
            if url != "urn:uuid:" + (entry["resource"]?["id"]?.text ?? "-") {
                faults.append(ExportFault(place, "stands under another id than its own"))
            }
        }
        faults += values(bundle, name: "", place: "Bundle", known: known)
        for entry in entries {
            let resource = entry["resource"]
            faults += FHIRResourceGate.faults(resource, place: Self.place(resource))
        }
        return faults
    }

    private static func place(_ resource: FHIRValue?) -> String {
        "\(resource?["resourceType"]?.text ?? "?") \(resource?["id"]?.text ?? "without id")"
    }

    private static let times: Set<String> = [
        "timestamp", "effectiveDateTime", "performedDateTime", "sent", "start", "end",
    ]

    /// What holds for a value wherever it stands.
    private static func values(
        _ value: FHIRValue, name: String, place: String, known: Set<String>
    ) -> [ExportFault] {
        switch value {
        case .text(let text): self.text(text, name, place, known)
        case .decimal: []
        case .list(let elements):
            elements.flatMap { values($0, name: name, place: place, known: known) }
        case .object(let members):
            object(value, name, place)
                + members.sorted { $0.key < $1.key }.flatMap { key, member in
                    values(
                        member, name: key,
                        place: value["resourceType"] == nil ? place : Self.place(value),
                        known: known)
                }
        }
    }

    private static func text(
        _ text: String, _ name: String, _ place: String, _ known: Set<String>
    ) -> [ExportFault] {
        if text.isEmpty { return [ExportFault(place, "\(name) is empty")] }
        if times.contains(name), !ExportTime.hasZone(text) {
            return [ExportFault(place, "\(name) \(text) is no time with an offset from UTC")]
        }
        if name == "reference", !known.contains(text) {
            return [ExportFault(place, "points at \(text), which is not here")]
        }
        return []
    }

    private static func object(
        _ value: FHIRValue, _ name: String, _ place: String
    ) -> [ExportFault] {
        if name == "coding" || name == "class" { return coding(value, place) }
        guard value["value"] != nil || value["unit"] != nil, name != "identifier" else { return [] }
        guard let number = value["value"]?.number, number >= 0 else {
            return [ExportFault(place, "\(name) has no number of 0 or more")]
        }
        guard value["system"] == .text(ClinicalCode.ucum), let code = value["code"]?.text,
            ClinicalCode.units.contains(code), value["unit"] == .text(code)
        else { return [ExportFault(place, "\(name) has a unit that is not on the list")] }
        return []
    }

    private static func coding(_ value: FHIRValue, _ place: String) -> [ExportFault] {
        let isAllowed = ClinicalCode.allowed.contains {
            value["system"] == .text($0.system) && value["code"] == .text($0.code)
                && value["display"] == .text($0.display)
        }
        guard !isAllowed else { return [] }
        return [ExportFault(place, "code \(value["code"]?.text ?? "?") is not on the list")]
    }
}
