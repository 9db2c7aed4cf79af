import Exports
import Reports
import ResponseLog

/// Clinical exports on their way out: nothing is written that the own gates refuse.
enum ClinicalExport {
    /// Everyone of a response, with their readings. A drill is never told as a clinical fact.
    static func people(_ file: IncidentFile) async throws -> [ExportedPerson] {
        guard !file.record.drill else {
            throw Refusal("response \(file.record.incident) is a drill; drills are not exported.")
        }
        var people: [ExportedPerson] = []
        for person in file.record.people {
            people.append(
                ExportedPerson(person, of: file.record, points: try await file.points(person)))
        }
        return people
    }

    /// One Bundle of them all.
    static func fhir(_ people: [ExportedPerson]) throws -> String {
        let bundle = FHIRBundle(people).value
        try refuse(FHIRGate.faults(bundle))
        return bundle.json + "\n"
    }

    /// One file of fragments.
    static func nemsis(_ people: [ExportedPerson]) throws -> String {
        let fragments = people.map(NemsisFragment.init)
        try refuse(fragments.flatMap { NemsisGate.faults($0.sections) })
        return NemsisFragment.file(fragments)
    }

    private static func refuse(_ faults: [ExportFault]) throws {
        guard let first = faults.first else { return }
        throw Refusal(
            "the export has \(faults.count) faults and was not written; the first: \(first).")
    }
}
