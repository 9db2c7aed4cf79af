import ResponseLog

/// The picture on the page for the crew.
extension HandoverFacts {
    /// Marks that stand closer than this share of the picture have one label.
    private static let closest: Int64 = 60

    /// Oxygen from the start on, with what was done; `nil` without a signal.
    var strip: SpO2Strip? {
        guard let first = points.first, let low = person.limits["lowPercent"],
            let critical = person.limits["criticalPercent"]
        else { return nil }
        let from = max(
            record.openedUnixMilliseconds - IncidentRecord.leadMilliseconds,
            first.unixMilliseconds - 5_000)
        return SpO2Strip(
            points: points.map(\.strip), marks: marks(within: max(0, until - from)),
            fromUnixMilliseconds: from, toUnixMilliseconds: until, lowPercent: Int(low),
            criticalPercent: Int(critical), utcOffsetMinutes: utcOffsetMinutes)
    }

    /// What was done, in few words. Each keeps its line at its own second; what was done in the same
    /// moments is said once beside the first of them, or nobody could read any.
    private func marks(within length: Int64) -> [SpO2Strip.Mark] {
        var marks: [SpO2Strip.Mark] = []
        var head = 0
        for row in person.rows {
            guard let act = row.standingAct, act.isOnTheStrip, var mark = SpO2Strip.Mark(row)
            else { continue }
            mark.short = few(act, row) ?? mark.label
            let isClose =
                !marks.isEmpty
                && mark.unixMilliseconds - marks[head].unixMilliseconds <= length / Self.closest
            if isClose, let words = marks[head].short, let more = mark.short {
                marks[head].short = "\(words), \(more)"
                mark.short = ""
            } else {
                head = marks.count
            }
            marks.append(mark)
        }
        return marks
    }

    private func few(_ act: CareAct, _ row: TimelineRow) -> String? {
        guard let columns = columns(act, row) else { return nil }
        switch act {
        case .dose(let dose):
            let amount = dose.amountMicrograms.map { " \(Dose.milligrams($0)) mg" } ?? ""
            return columns.action + amount + " " + columns.route
        default:
            return [columns.action, columns.amount].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }
}

extension CareAct {
    /// Oxygen, breaths, doses and CPR: what moves the line.
    fileprivate var isOnTheStrip: Bool {
        switch self {
        case .oxygen, .breaths, .dose, .compressions: true
        default: false
        }
    }
}
