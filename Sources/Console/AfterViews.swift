import Ledger
import Reports
import ResponseLog

/// A piece of equipment in the closing page's list.
struct EquipmentView: Sendable {
    let words: String
    let toReplace: Bool

    init(_ use: EquipmentUse) {
        words =
            ChoiceView(use.equipment.rawValue, use.equipment.plain).words
            + (use.label.map { " \($0)" } ?? "")
        toReplace = use.toReplace
    }
}

/// An action a team agreed on before.
struct ActionView: Sendable {
    let action: String
    let aim: String
    let text: String
    let owner: String
    let due: String?
    let done: Bool

    init(_ agreed: AgreedAction) {
        action = "\(agreed.action.action)"
        aim = ChoiceView(agreed.action.aim.rawValue, agreed.action.aim.plain).words
        text = agreed.action.text
        owner = agreed.action.owner
        due = agreed.action.due
        done = agreed.done
    }
}

/// An empty line for an action, with its own name, so that sent twice it is one.
struct ActionDraft: Sendable {
    let number: Int
    let id = "\(EntryID.random())"

    init(_ number: Int) { self.number = number }
}

/// The numbers a talk starts from. What was not logged is left out: it did not "not happen".
struct PersonNumbers: Sendable {
    let handle: String
    let lines: [Line]

    /// A name and a value.
    struct Line: Sendable {
        let name: String
        let value: String
    }

    init(_ person: IncidentRecord.Person, _ times: ResponseTimes, summary: SignalSummary?) {
        let words = Words.english.response
        handle = person.handle
        var lines: [Line] = []
        if let summary {
            lines.append(
                Line(
                    name: words.lowest,
                    value: summary.lowestHeldPercent.map { "\($0) %" } ?? "–"))
            lines.append(Line(name: words.noSignal, value: "\(summary.absentSeconds)"))
        }
        let moments: [(String, Int64?)] = [
            (words.stimulated, times.stimulated), (words.breath, times.breath),
            (words.oxygen, times.oxygen), (words.dose, times.dose), (words.call, times.call),
            (words.breathing, times.breathing), (words.awake, times.awake),
        ]
        for (name, moment) in moments {
            guard let seconds = times.seconds(moment) else { continue }
            let age = (seconds < 0 ? "−" : "") + Age.text(abs(seconds) * 1000)
            lines.append(Line(name: name, value: "\(age) \(words.sinceStart)"))
        }
        self.lines = lines
    }
}
