import Ledger
import Reports
import ResponseLog

/// A response as text and as JSON.
struct IncidentText {
    private let record: IncidentRecord

    init(_ record: IncidentRecord) { self.record = record }

    private func clock(_ time: Int64, _ offset: Int) -> String {
        LocalTime(unixMilliseconds: time, utcOffsetMinutes: offset).text
    }

    /// For people.
    var text: String {
        let offset = record.rows.last?.logged.utcOffsetMinutes ?? 0
        let opened = LocalTime(
            unixMilliseconds: record.openedUnixMilliseconds, utcOffsetMinutes: offset)
        var lines = [
            "Response \(record.incident)\(record.drill ? "  DRILL" : "")",
            "Opened \(opened.dateText) \(opened.text) (UTC\(opened.offsetText))"
                + (record.closedUnixMilliseconds.map { ", closed \(clock($0, offset))" }
                    ?? ", still open"),
            "Outcome: \(record.outcome?.words ?? "still open"); highest step: \(record.severity.words)",
        ]
        for person in record.people {
            let times = ResponseTimes(person, of: record)
            lines.append(
                "\(person.handle): \(person.doses.count) doses, "
                    + "\(Dose.milligrams(person.doses.knownMicrograms)) mg; counted from "
                    + "\(clock(times.start.unixMilliseconds, offset)) (\(times.start.cause.rawValue))"
            )
            for (name, time) in Self.moments(times) {
                lines.append(
                    "  \(name): "
                        + (time.map { "\(clock($0, offset)), +\(times.seconds($0) ?? 0) s" }
                            ?? "not recorded"))
            }
        }
        for row in record.rows {
            var line = "\(clock(row.occurredUnixMilliseconds, offset))  \(row.words)"
            if row.withdrawn { line += "  (corrected: did not happen so)" }
            if row.possibleDuplicateOf != nil { line += "  (possible duplicate)" }
            if row.isLate { line += "  (written later)" }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func moments(_ times: ResponseTimes) -> [(String, Int64?)] {
        [
            ("stimulated", times.stimulated), ("first breath", times.breath),
            ("oxygen", times.oxygen), ("first dose", times.dose), ("breathing", times.breathing),
            ("awake", times.awake), ("worse again", times.reSedated), ("911", times.call),
            ("crew", times.crew),
        ]
    }

    /// For scripts: one object; `null` means not recorded.
    var json: String {
        JSONText.object([
            ("incident", .text(record.incident.text)), ("drill", .flag(record.drill)),
            ("openedUnixMilliseconds", .integer(record.openedUnixMilliseconds)),
            ("closedUnixMilliseconds", .integer(record.closedUnixMilliseconds)),
            ("outcome", .optional(record.outcome?.rawValue)),
            ("severity", .text(record.severity.words)),
            ("people", .objects(record.people.map(person))),
            ("entries", .objects(record.rows.map(row))),
        ])
    }

    private func person(_ person: IncidentRecord.Person) -> [(String, JSONText.Value)] {
        let times = ResponseTimes(person, of: record)
        return [
            ("watch", .text(person.watch.text)), ("handle", .text(person.handle)),
            ("doses", .integer(Int64(person.doses.count))),
            ("naloxoneMicrograms", .integer(person.doses.knownMicrograms)),
            ("startUnixMilliseconds", .integer(times.start.unixMilliseconds)),
            ("startCause", .text(times.start.cause.rawValue)),
            ("toStimulationSeconds", .integer(times.seconds(times.stimulated))),
            ("toBreathSeconds", .integer(times.seconds(times.breath))),
            ("toOxygenSeconds", .integer(times.seconds(times.oxygen))),
            ("toDoseSeconds", .integer(times.seconds(times.dose))),
            ("toBreathingSeconds", .integer(times.seconds(times.breathing))),
            ("toAwakeSeconds", .integer(times.seconds(times.awake))),
            ("reSedatedUnixMilliseconds", .integer(times.reSedated)),
        ]
    }

    private func row(_ row: TimelineRow) -> [(String, JSONText.Value)] {
        [
            ("entry", .text(row.logged.entry.text)), ("kind", .text(row.logged.kind)),
            ("watch", .optional(row.watch?.text)),
            ("occurredUnixMilliseconds", .integer(row.occurredUnixMilliseconds)),
            ("recordedUnixMilliseconds", .integer(row.logged.recordedUnixMilliseconds)),
            ("certainty", .text(row.logged.certainty.rawValue)), ("words", .text(row.words)),
            ("withdrawn", .flag(row.withdrawn)),
        ]
    }
}
