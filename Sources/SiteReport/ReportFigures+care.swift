import ResponseLog

extension ReportFigures {
    static func each(_ step: SeverityStep) -> CellName {
        CellName(figure: "severity-each", row: step.code)
    }

    static func highest(_ step: SeverityStep) -> CellName {
        CellName(figure: "severity-highest", row: step.code)
    }

    mutating func add(severityOf people: [ReportedCase.Person]) {
        add(
            "severity-highest", "Highest step of help",
            "People in drug emergencies by the highest step that stands in the record, in this "
                + "order: watched, stimulated, oxygen, assisted breaths, naloxone, CPR.",
            SeverityStep.allCases.map { step in
                (step.code, step.words, Int64(people.count { $0.severity == step }))
            })
        relations.append(.parts(SeverityStep.allCases.map(Self.highest), of: Self.peopleCell))
        let helped = SeverityStep.allCases.filter { $0 != .watched }
        add(
            "severity-each", "Each step of help",
            "People in drug emergencies for whom the step was logged, each step counted alone: one "
                + "person may be in several lines.",
            helped.map { step in
                (step.code, step.words, Int64(people.count { $0.steps.contains(step) }))
            })
        for step in helped {
            let above = SeverityStep.allCases.filter { $0 >= step }.map(Self.highest)
            relations.append(.atMost([Self.highest(step)], [Self.each(step)]))
            relations.append(.atMost([Self.each(step)], above))
        }
        // Help with breathing makes an overdose by the report's own line.
        relations.append(
            .atMost(
                SeverityStep.allCases.filter { $0 >= .oxygen }.map(Self.highest),
                [CellName(figure: "people", row: "overdose")]))
    }

    mutating func add(careOf people: [ReportedCase.Person]) {
        addOxygen(people)
        addBreaths(people)
        addDoses(people)
        let again = people.count { $0.times.reSedated != nil }
        add(
            "re-sedation", "Worse again",
            "People in drug emergencies whose breathing or waking was logged bad again after it "
                + "had been better. Where nobody logged it, it is not known.",
            [("logged", "logged", Int64(again))])
        relations.append(
            .atMost([CellName(figure: "re-sedation", row: "logged")], [Self.peopleCell]))
    }

    private mutating func addOxygen(_ people: [ReportedCase.Person]) {
        let used = people.map { helped in
            helped.person.rows.compactMap { row -> String? in
                guard case .oxygen(let oxygen)? = row.standingAct, oxygen.flows else { return nil }
                return oxygen.device.rawValue
            }
        }
        add(
            "oxygen", "Oxygen by device",
            "People who were given oxygen, by device: one person may be in several lines.",
            Oxygen.Device.allCases.map { device in
                (
                    device.rawValue, Self.words(device.rawValue),
                    Int64(used.count { $0.contains(device.rawValue) })
                )
            })
        relate(severalOf: Self.each(.oxygen), in: "oxygen")
    }

    private mutating func addBreaths(_ people: [ReportedCase.Person]) {
        let used = people.map { helped in
            helped.person.rows.compactMap { row -> AssistedBreaths? in
                guard case .breaths(let how)? = row.standingAct else { return nil }
                return how
            }
        }
        add(
            "assisted-breaths", "Assisted breaths by means",
            "People who were given assisted breaths, by means: one person may be in several lines.",
            AssistedBreaths.allCases.filter { $0 != .stopped }.map { how in
                (
                    how.rawValue, Self.words(how.rawValue),
                    Int64(used.count { $0.contains(how) })
                )
            })
        relate(severalOf: Self.each(.assistedBreaths), in: "assisted-breaths")
    }

    static func words(_ code: String) -> String { code.replacing("-", with: " ") }
}

extension SeverityStep {
    /// The step's key in files.
    var code: String { words.lowercased().replacing(" ", with: "-") }
}
