import ResponseLog

/// What was done, with amounts, routes and roles.
extension HandoverFacts {
    /// Acts a crew writes down, each as a row of the table. Where nobody's role is known, no row says
    /// so: one line does, for all of them.
    var treatmentRows: [HandoverSheet.Treatment] {
        let rows = rowsWithRoles
        guard rows.allSatisfy({ $0.by == Self.missing }) else { return rows }
        return rows.map { row in
            var row = row
            row.by = ""
            return row
        }
    }

    private var rowsWithRoles: [HandoverSheet.Treatment] {
        acts.compactMap { act, row in
            guard let columns = columns(act, row) else { return nil }
            return HandoverSheet.Treatment(
                time: clock(row.occurredUnixMilliseconds), action: columns.action,
                amount: columns.amount, route: columns.route, by: role(of: row),
                response: response(to: row),
                isPossibleDuplicate: row.possibleDuplicateOf != nil, isLate: row.isLate)
        }
    }

    struct Columns {
        var action: String
        var amount = ""
        var route = ""
    }

    func columns(_ act: CareAct, _ row: TimelineRow) -> Columns? {
        switch act {
        case .dose(let dose):
            let strength = dose.strengthMicrogramsPerMillilitre.map {
                " (\(Dose.milligrams($0)) mg/mL)"
            }
            return Columns(
                action: dose.beforeUs ? "Naloxone, before us" : "Naloxone",
                amount: dose.amountMicrograms.map { "\(Dose.milligrams($0)) mg" + (strength ?? "") }
                    ?? Self.missing,
                route: dose.routeWords)
        case .oxygen(let oxygen):
            return Columns(
                action: oxygen.flows ? "Oxygen" : "Oxygen off",
                amount: oxygen.flows ? "\(oxygen.litresPerMinute) L/min" : "",
                route: oxygen.device == .notRecorded ? "" : oxygen.device.rawValue.spaced)
        case .breaths(.stopped): return Columns(action: "Breaths stopped")
        case .breaths(let how):
            return Columns(
                action: "Breaths", route: how == .notRecorded ? "" : how.rawValue.spaced)
        case .stimulated(let how):
            return Columns(
                action: "Stimulated", route: how == .notRecorded ? "" : how.rawValue.spaced)
        case .airway(let how):
            return Columns(action: "Airway", route: how == .notRecorded ? "" : how.rawValue.spaced)
        case .compressions(let on):
            return Columns(action: on ? "CPR started" : "CPR stopped")
        case .aed(.on): return Columns(action: "AED on")
        case .aed(.shock): return Columns(action: "AED shock")
        case .aed(.off): return Columns(action: "AED off")
        case .emergencyCall(.called), .emergencyCall(.someoneElse):
            return Columns(action: "911 called")
        case .emergencyCall(.arrived): return Columns(action: "Crew arrived")
        case .position(.onSide): return Columns(action: "Laid on the side")
        case .afterEffect(.reSedation): return Columns(action: "Re-sedated")
        default: return nil
        }
    }

    /// In which role somebody did it; a worker's handle is never printed.
    private func role(of row: TimelineRow) -> String {
        guard let person = row.logged.didBy, let role = record.roles[person],
            role != .notRecorded
        else { return Self.missing }
        return role.rawValue.spaced
    }

    /// What came of a dose: the answer that names it, or the next one that names none.
    private func response(to row: TimelineRow) -> String {
        guard row.standingDose != nil else { return "" }
        let entry = row.logged.entry
        let nextDose =
            person.rows.first {
                $0.standingDose != nil && $0.occurredUnixMilliseconds > row.occurredUnixMilliseconds
            }?.occurredUnixMilliseconds ?? .max
        let answers = acts.compactMap { act, answer -> DoseResponse? in
            guard case .doseResponse(let response) = act else { return nil }
            if let dose = response.dose { return dose == entry ? response : nil }
            let isNext =
                answer.occurredUnixMilliseconds >= row.occurredUnixMilliseconds
                && answer.occurredUnixMilliseconds < nextDose
            return isNext ? response : nil
        }
        guard let last = answers.last else { return Self.missing }
        var parts = [last.change.rawValue]
        if last.breathing == .yes { parts.append("breathing") }
        if last.breathing == .no { parts.append("not breathing") }
        if last.awake == .yes { parts.append("awake") }
        if last.awake == .no { parts.append("not awake") }
        return parts.joined(separator: ", ")
    }

    /// What stands where nobody recorded anything.
    static let missing = "not recorded"

    /// The older rows in a sentence, each kind counted, with doses added up; empty for none.
    func folded(_ rows: ArraySlice<HandoverSheet.Treatment>) -> String {
        guard let first = rows.first, let last = rows.last else { return "" }
        var order: [String] = []
        var counts: [String: Int] = [:]
        for row in rows {
            let words = [row.action, row.amount, row.route].filter { !$0.isEmpty }
                .joined(separator: " ")
            if counts[words] == nil { order.append(words) }
            counts[words, default: 0] += 1
        }
        let sums = order.map { words in
            let count = counts[words] ?? 1
            return count == 1 ? words : "\(count) × \(words)"
        }
        let span = first.time == last.time ? first.time : "\(first.time) to \(last.time)"
        return "\(span): " + sums.joined(separator: "; ")
    }
}

extension Dose {
    /// How it was given and where, in few words.
    fileprivate var routeWords: String {
        let way =
            switch route {
            case .intramuscular: "IM"
            case .intranasal: "nasal"
            case .intravenous: "IV"
            case .subcutaneous: "SC"
            case .notRecorded: HandoverFacts.missing
            }
        return site == .notRecorded ? way : "\(way), \(site.rawValue.spaced)"
    }
}

extension String {
    /// A code as people read it.
    var spaced: String { PlainWords.of(self) }
}
