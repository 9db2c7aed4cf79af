import Console
import Ledger
import Reports
import ResponseLog
import Store

/// One response read from a data directory, beside a running station or without one.
struct IncidentFile {
    let record: IncidentRecord
    let reader: LedgerReader

    /// Reads a response by its id, or by the first characters of it when only one begins so.
    init(_ id: String, directory: String) async throws {
        reader = try LedgerReader(directory: directory)
        let incident = try await Self.find(id, reader)
        guard
            let record = IncidentRecord(
                incident: incident, entries: try await reader.incidentEntries(incident))
        else { throw Refusal("there is no response \(id) in \(directory).") }
        self.record = record
    }

    private static func find(_ id: String, _ reader: LedgerReader) async throws -> EntryID {
        if let whole = EntryID(text: id) { return whole }
        let like = try await reader.incidents(limit: 10_000).map(\.incident)
            .filter { $0.hasPrefix(id.lowercased()) }
        guard id.count >= 4, let first = like.first, let found = EntryID(text: first) else {
            throw Refusal("\(id) is no response's id; give it whole, or its first 4 characters.")
        }
        guard like.count == 1 else {
            throw Refusal("\(like.count) responses begin with \(id); give more of the id.")
        }
        return found
    }

    /// The person of a watch, or the first one.
    func person(_ watch: String?) throws -> IncidentRecord.Person {
        guard let watch else {
            guard let first = record.people.first else { throw Refusal("it holds nobody.") }
            return first
        }
        let found = record.people.first { $0.watch.text == watch || $0.handle == watch }
        guard let found else {
            let known = record.people.map(\.handle).joined(separator: ", ")
            throw Refusal("\(watch) is not in this response, which holds \(known).")
        }
        return found
    }

    /// The handover sheet of one person as it is now.
    func sheet(_ person: IncidentRecord.Person, site: String) async throws -> HandoverSheet {
        let clock = WallClock.system().now()
        return HandoverSheet(
            HandoverFacts(
                record: record, person: person, points: try await points(person),
                nowUnixMilliseconds: clock.recordedUnixMilliseconds,
                utcOffsetMinutes: clock.utcOffsetMinutes, site: site))
    }

    /// The readings of one person from five minutes before the response to its end, or until now.
    func points(_ person: IncidentRecord.Person) async throws -> [VitalPoint] {
        let end =
            record.closedUnixMilliseconds ?? WallClock.system().now().recordedUnixMilliseconds
        let readings = try await reader.readings(
            watch: person.watch.text,
            in: record.openedUnixMilliseconds
                - IncidentRecord.leadMilliseconds..<max(record.openedUnixMilliseconds, end))
        return readings.map(VitalPoint.init)
    }
}
