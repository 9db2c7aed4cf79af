import ResponseLog

/// FHIR R4 (4.0.1) Bundle of type `collection` about one or more people of responses. The same
/// ledger gives the same bytes: ids are the entries' own or worked out from them, and the time is
/// that of the newest entry told, not of the export.
public struct FHIRBundle: Sendable {
    /// The Bundle as FHIR's JSON.
    public let value: FHIRValue

    /// Makes it. Nothing is checked here: `FHIRGate` says whether it may leave.
    public init(_ people: [ExportedPerson]) {
        let newest = people.flatMap(\.record.rows).map(\.logged)
            .max { $0.recordedUnixMilliseconds < $1.recordedUnixMilliseconds }
        var members: [String: FHIRValue] = [
            "resourceType": .text("Bundle"), "type": .text("collection"),
        ]
        if let newest {
            members["timestamp"] = .text(
                ExportTime.text(newest.recordedUnixMilliseconds, newest.utcOffsetMinutes))
        }
        let resources = people.flatMap { FHIRPerson($0).resources }
        // FHIR allows no empty array.
        if !resources.isEmpty { members["entry"] = .list(resources.map(Self.entry)) }
        value = .object(members)
    }

    private static func entry(_ resource: FHIRValue) -> FHIRValue {
        .object([
            "fullUrl": .text("urn:uuid:" + (resource["id"]?.text ?? "")), "resource": resource,
        ])
    }
}

/// The resources of one person.
struct FHIRPerson {
    let source: ExportedPerson
    let encounter: String

    init(_ source: ExportedPerson) {
        self.source = source
        encounter = ExportTime.id(
            "encounter \(source.record.incident) \(source.person.watch)")
    }

    var resources: [FHIRValue] {
        [visit] + source.minutes.flatMap(vitals) + source.rows.compactMap(resource)
    }

    var subject: FHIRValue {
        .object(["identifier": .object(["value": .text(source.person.handle)])])
    }

    private var visit: FHIRValue {
        let record = source.record
        let offset = source.utcOffsetMinutes
        var period: [String: FHIRValue] = [
            "start": .text(ExportTime.text(record.openedUnixMilliseconds, offset))
        ]
        if let closed = record.closedUnixMilliseconds {
            period["end"] = .text(ExportTime.text(closed, offset))
        }
        return .object([
            "resourceType": .text("Encounter"), "id": .text(encounter),
            "status": .text(record.closedUnixMilliseconds == nil ? "in-progress" : "finished"),
            "class": .coding(.field), "subject": subject, "period": .object(period),
        ])
    }

    /// What every resource about an act begins with.
    func begin(_ kind: String, _ id: String, status: String) -> [String: FHIRValue] {
        [
            "resourceType": .text(kind), "id": .text(id), "status": .text(status),
            "subject": subject,
        ]
    }

    private func vitals(_ minute: ExportedPerson.Minute) -> [FHIRValue] {
        let time = ExportTime.text(minute.atUnixMilliseconds, source.utcOffsetMinutes)
        let words = "\(source.person.watch) \(minute.atUnixMilliseconds)"
        var saturation = observation(
            ExportTime.id("spo2 " + words), [.saturation, .pulseOximetry],
            "Lowest oxygen saturation of the minute", at: time)
        // A minute nothing could be trusted in has no value. It is never 0.
        if let percent = minute.spo2Percent {
            saturation["valueQuantity"] = .quantity("\(percent)", "%")
        } else {
            saturation["dataAbsentReason"] = .concept([.absent], "no reliable signal")
        }
        guard let bpm = minute.pulseBpm else { return [.object(saturation)] }
        var pulse = observation(
            ExportTime.id("pulse " + words), [.heartRate], "Pulse at that moment", at: time)
        pulse["valueQuantity"] = .quantity("\(bpm)", "/min")
        return [.object(saturation), .object(pulse)]
    }

    func observation(
        _ id: String, _ codes: [ClinicalCode], _ words: String, at time: String
    ) -> [String: FHIRValue] {
        var members = begin("Observation", id, status: "final")
        members["category"] = .list([.concept([.vitalSigns], "Vital Signs")])
        members["code"] = .concept(codes, words)
        members["effectiveDateTime"] = .text(time)
        members["encounter"] = .reference(encounter)
        return members
    }
}
