import ResponseLog
import SignalCore

extension HandoverSheet {
    /// How many lines of the table and of free words one page holds beside all that is fixed
    /// (measured by printing the fullest sheet on Letter paper: a test prints it).
    static let lineBudget = 13
    /// The least rows the table keeps, however long the words are.
    static let leastRows = 7
    /// From so many lines of words on the page is set small.
    static let denseLines = 4
    /// From so many rows and lines together on it is set a little smaller.
    static let busyLines = 4
    /// Characters of free words in one printed line.
    static let lineCharacters = 88

    /// Makes the sheet. The same facts give the same sheet.
    public init(_ facts: HandoverFacts) {
        let record = facts.record
        let made = LocalTime(
            unixMilliseconds: facts.nowUnixMilliseconds, utcOffsetMinutes: facts.utcOffsetMinutes)
        heading = HandoverHeading(
            site: facts.site, phone: facts.phone, preparedBy: facts.preparedBy,
            person: facts.person.handle,
            made: "\(made.dateText) \(made.text) (UTC\(made.offsetText))", drill: record.drill,
            isRunning: record.closedUnixMilliseconds == nil, peopleCount: record.people.count)
        before = facts.sectionsBefore
        vitals = facts.vitalRows
        after = facts.sectionsAfter
        totals = facts.totals
        let rows = facts.treatmentRows
        let words = (facts.sectionsBefore + facts.sectionsAfter).flatMap(\.lines)
            .map { max(0, ($0.value.count - 1) / Self.lineCharacters) }.reduce(0, +)
        isDense = words > Self.denseLines
        isBusy = !isDense && words + rows.count > Self.busyLines
        let room = max(Self.leastRows, Self.lineBudget - words)
        let shown = rows.count <= room ? rows.count : room
        treatments = Array(rows.suffix(shown))
        let noRoles = !rows.isEmpty && rows.allSatisfy(\.by.isEmpty)
        rolesMissing = noRoles ? facts.line("In which role it was done", nil) : nil
        folded = facts.folded(rows.dropLast(shown))
        strip = facts.strip
        strip?.height = isDense ? 125 : isBusy ? 161 : 175
        signal = facts.signalWords
        foot = facts.foot
    }
}

extension HandoverFacts {
    var signalWords: String {
        guard let strip else { return "No oximeter signal: watched by eye." }
        let summary = strip.summary
        let from = oximeter.map { "Oximeter \($0). " } ?? ""
        return from
            + summary.words(
                lowPercent: strip.lowPercent, criticalPercent: strip.criticalPercent)
            + " SpO2 lags behind breathing and is raised by oxygen."
    }

    var foot: [String] {
        let written = person.rows.filter { $0.standingAct != nil }
        let late = written.count { $0.isLate }
        var lines = [
            "\(written.count - late) entries written as they happened, \(late) more than a minute later."
        ]
        let unanswered = unacknowledged
        lines.append(
            unanswered == 0
                ? "No high alert went without an answer."
                : "\(unanswered) high alerts went without an answer for 60 s.")
        let faults = person.rows.count { row in
            guard case .alertChanged(let alert) = row.logged.fact else { return false }
            return alert.change == "raised" && Self.deviceKinds.contains(alert.alertKind)
        }
        if faults > 0 { lines.append("Oximeter faults: \(faults).") }
        return lines
    }

    private static let deviceKinds: Set<String> = ["device-gone", "stalled", "stuck", "taken"]

    /// High alerts that nobody acknowledged and no act followed within a minute.
    private var unacknowledged: Int {
        let rows = person.rows
        return rows.enumerated().count { place, row in
            guard case .alertChanged(let alert) = row.logged.fact, alert.change == "raised",
                alert.priority == "high"
            else { return false }
            let until = row.occurredUnixMilliseconds + 60_000
            guard until <= nowUnixMilliseconds else { return false }
            return !rows[(place + 1)...].prefix { $0.occurredUnixMilliseconds <= until }
                .contains { later in
                    if later.standingAct != nil { return true }
                    guard case .alertChanged(let change) = later.logged.fact else { return false }
                    return change.change == "acknowledged" || change.change == "silenced"
                        || change.change == "cleared" && change.alertKind == alert.alertKind
                }
        }
    }
}
