import ResponseLog

extension ReportFigures {
    mutating func add(drugsOf people: [ReportedCase.Person]) {
        let fields: [(RecordField, String, String)] = [
            (.substanceReported, "drugs-reported", "Drugs reported"),
            (.substanceChecked, "drugs-checked", "Drugs found by drug checking"),
            (.modeOfUse, "mode-of-use", "How it was taken"),
        ]
        for (field, id, title) in fields {
            add(
                id, title,
                "People in drug emergencies by what was answered to \"\(field.words)\"; one person "
                    + "may be in several lines. Reported, checked and suspected are never mixed.",
                field.tally(people.map { $0.person.answers[field].plainCodes }))
            relate(severalOf: Self.peopleCell, in: id)
        }
    }

    mutating func add(endingsOf people: [ReportedCase.Person]) {
        add(
            "transport", "Transport",
            "People in drug emergencies by what was answered to \"Transport\".",
            RecordField.transport.tally(people.map { $0.person.answers[.transport].plainCodes }))
        partOfPeople("transport")
        let endings = people.map { [$0.ending] }
        add(
            "outcomes", "Outcomes",
            "People in drug emergencies by how it ended for them, as answered; where it was not "
                + "answered and nobody else was in the response, as the response was closed.",
            RecordField.personOutcome.tally(endings)
                + [("still-open", "still open", Int64(endings.count { $0 == ["still-open"] }))])
        partOfPeople("outcomes")
    }

    private mutating func partOfPeople(_ id: String) {
        guard let figure = figure(id) else { return }
        relations.append(
            .parts(figure.rows.map { figure.cell($0.code) }, of: Self.peopleCell))
    }
}
