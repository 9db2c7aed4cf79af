public import Reports
public import ResponseLog
import SignalCore

/// One person of a response, with what the oximeter said: what both exports are made from.
public struct ExportedPerson: Sendable {
    let record: IncidentRecord
    let person: IncidentRecord.Person
    let minutes: [Minute]
    let rows: [TimelineRow]

    /// The lowest trusted values of one minute, and when they were read; `nil`, at its end, when none
    /// could be trusted.
    struct Minute: Equatable {
        let endUnixMilliseconds: Int64
        var atUnixMilliseconds: Int64
        var spo2Percent: UInt8?
        var pulseBpm: UInt16?
    }

    /// Takes a person of a response and their readings, oldest first.
    public init(
        _ person: IncidentRecord.Person, of record: IncidentRecord, points: [VitalPoint]
    ) {
        self.record = record
        self.person = person
        minutes = Self.minutes(points)
        // An entry that was corrected away did not happen; it stays in the ledger.
        rows = person.rows.filter { $0.standingAct != nil }
    }

    private static func minutes(_ points: [VitalPoint]) -> [Minute] {
        var minutes: [Minute] = []
        for point in points {
            let end = point.unixMilliseconds / 60_000 * 60_000 + 60_000
            if minutes.last?.endUnixMilliseconds != end {
                minutes.append(Minute(endUnixMilliseconds: end, atUnixMilliseconds: end))
            }
            guard point.state == .measured, let spo2 = point.spo2Percent else { continue }
            let place = minutes.count - 1
            guard spo2 < minutes[place].spo2Percent ?? .max else { continue }
            minutes[place].spo2Percent = spo2
            minutes[place].pulseBpm = point.pulseBpm
            minutes[place].atUnixMilliseconds = point.unixMilliseconds
        }
        return minutes
    }

    /// In which role an act was done, as far as that was recorded.
    func role(of row: TimelineRow) -> Responder.Role? {
        guard let doer = row.logged.didBy, let role = record.roles[doer], role != .notRecorded
        else { return nil }
        return role
    }

    var utcOffsetMinutes: Int { record.rows.first?.logged.utcOffsetMinutes ?? 0 }

    /// The response recorded for a dose: the one that names it, else the first unnamed one between
    /// it and the next dose.
    func response(to dose: TimelineRow) -> DoseResponse? {
        var isAfter = false
        var unnamed: DoseResponse?
        for row in rows {
            if row.logged.entry == dose.logged.entry {
                isAfter = true
                continue
            }
            if case .doseResponse(let response) = row.standingAct {
                if response.dose == dose.logged.entry { return response }
                if isAfter, response.dose == nil { unnamed = unnamed ?? response }
            }
            if row.standingDose != nil { isAfter = false }
        }
        return unnamed
    }
}
