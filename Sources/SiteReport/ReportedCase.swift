import ResponseLog

/// A response as the report counts it.
struct ReportedCase {
    /// One person of it.
    struct Person {
        var person: IncidentRecord.Person
        var times: ResponseTimes
        var steps: [SeverityStep]
        var doses: [Dose]
        /// How it ended for the person, in the ledger's own word.
        var ending: String

        var severity: SeverityStep { steps.last ?? .watched }

        /// Breathing was helped, or naloxone was given by anyone.
        var isOverdose: Bool { severity >= .oxygen || doses.contains(where: \.beforeUs) }
    }

    var record: IncidentRecord
    var people: [Person]

    var isFalseAlarm: Bool { record.outcome == .falseAlarm }

    init(_ record: IncidentRecord) {
        self.record = record
        people = record.people.map { person in
            Person(
                person: person, times: ResponseTimes(person, of: record), steps: person.steps,
                doses: person.rows.compactMap(\.standingDose),
                ending: Self.ending(of: person, record))
        }
    }

    /// What was said of the person; with one person in it, what was said of the response is of them.
    private static func ending(of person: IncidentRecord.Person, _ record: IncidentRecord)
        -> String
    {
        if let answer = person.answers[.personOutcome], answer != .takenBack {
            return answer.plainCodes[0]
        }
        guard let outcome = record.outcome else { return "still-open" }
        return record.people.count == 1 ? outcome.rawValue : "not-recorded"
    }
}

extension Answer? {
    /// The codes of an answer, or the word for why there is none. Never empty.
    var plainCodes: [String] {
        switch self {
        case .given(.codes(let codes)) where !codes.isEmpty: codes
        case .unknown: ["unknown"]
        case .declined: ["declined"]
        case .given, .takenBack, nil: ["not-recorded"]
        }
    }
}

extension Answer {
    var plainCodes: [String] { Optional(self).plainCodes }
}

extension RecordField {
    /// A line for each value of the field and each way of not knowing.
    func tally(_ answers: [[String]]) -> [(code: String, words: String, count: Int64)] {
        let lines =
            choices.map { ($0.code, $0.words) } + [
                ("unknown", "not known"), ("declined", "declined to say"),
                ("not-recorded", "not recorded"),
            ]
        return lines.map { code, words in
            (code, words, Int64(answers.count { $0.contains(code) }))
        }
    }
}
