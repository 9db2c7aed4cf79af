import ResponseLog

extension ReportFigures {
    static let peopleCell = CellName(figure: "people", row: "all")
    static let emergencyCell = CellName(figure: "responses", row: "emergency")

    mutating func add(_ cases: [ReportedCase]) {
        let falseAlarms = cases.filter(\.isFalseAlarm)
        add(
            "responses", "Responses",
            "Responses opened in the period, drills left out. A drug emergency is a response that "
                + "was not closed as a false alarm.",
            [
                ("all", "all", Int64(cases.count)),
                ("emergency", "drug emergencies", Int64(cases.count - falseAlarms.count)),
                ("false-alarm", "false alarms", Int64(falseAlarms.count)),
            ])
        relate(partsOf: "responses")
        let answers = falseAlarms.map { $0.record.answers[.falseAlarmReason].plainCodes }
        add(
            "false-alarm-reasons", "False alarms by reason",
            "Responses closed as a false alarm, by the reason that was given.",
            RecordField.falseAlarmReason.tally(answers))
        if let reasons = figure("false-alarm-reasons") {
            relations.append(
                .parts(
                    reasons.rows.map { reasons.cell($0.code) },
                    of: CellName(figure: "responses", row: "false-alarm")))
        }
        let emergencies = cases.filter { !$0.isFalseAlarm }
        addPeople(emergencies.flatMap(\.people))
        // An erasure may have left nobody in a response.
        if emergencies.allSatisfy({ !$0.people.isEmpty }) {
            relations.append(.atMost([Self.emergencyCell], [Self.peopleCell]))
        }
    }

    private mutating func addPeople(_ people: [ReportedCase.Person]) {
        let overdoses = people.count(where: \.isOverdose)
        add(
            "people", "People in drug emergencies",
            "Everybody in a drug emergency, each once a response; the same person in two responses "
                + "counts twice. Overdose: oxygen, assisted breaths, naloxone or CPR was given "
                + "here, or naloxone was given before anyone of the site was there. This line is "
                + "Spotter's own.",
            [
                ("all", "all", Int64(people.count)),
                ("overdose", "overdoses", Int64(overdoses)),
                ("other", "other drug emergencies", Int64(people.count - overdoses)),
            ])
        relate(partsOf: "people")
    }
}
