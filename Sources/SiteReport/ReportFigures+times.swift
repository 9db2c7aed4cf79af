import ResponseLog

extension ReportFigures {
    mutating func add(timesOf people: [ReportedCase.Person]) {
        let causes: [(ResponseTimes.Start.Cause, String)] = [
            (.alert, "the first alert still open when help came"),
            (.noticed, "the moment somebody noticed"), (.firstEntry, "the first entry"),
        ]
        add(
            "time-starts", "Where the times count from (t0)",
            "People in drug emergencies by what their times count from: the earliest of these three.",
            causes.map { cause, words in
                (
                    cause.rawValue, words,
                    Int64(people.count { $0.times.start.cause == cause })
                )
            })
        if let starts = figure("time-starts") {
            relations.append(
                .parts(starts.rows.map { starts.cell($0.code) }, of: Self.peopleCell))
        }
        let moments: [(code: String, words: String, at: (ResponseTimes) -> Int64?)] = [
            ("stimulated", "first tried to wake", { $0.stimulated }),
            ("breath", "first assisted breath", { $0.breath }),
            ("oxygen", "first oxygen", { $0.oxygen }), ("dose", "first dose", { $0.dose }),
            ("call", "911 called", { $0.call }), ("crew", "crew came", { $0.crew }),
            ("breathing", "breathing again", { $0.breathing }),
            ("awake", "awake again", { $0.awake }),
        ]
        let lines = moments.map { code, words, at in
            Self.line(code, words, people.compactMap { $0.times.seconds(at($0.times)) })
        }
        addMeasures(
            "times", "Response times",
            "Seconds from t0 to what was logged; n is the number of people for whom it was. What "
                + "was not logged is in no median. A time below nought was logged as before t0.",
            lines, restsOn: [])
        let steps: [(String, SeverityStep)] = [
            ("stimulated", .stimulated), ("breath", .assistedBreaths), ("oxygen", .oxygen),
            ("dose", .naloxone),
        ]
        for (code, step) in steps {
            relations.append(
                .parts([CellName(figure: "times", row: code)], of: Self.each(step)))
        }
        for code in ["call", "crew", "breathing", "awake"] {
            relations.append(
                .atMost([CellName(figure: "times", row: code)], [Self.peopleCell]))
        }
        let called = [EmergencyCall.called, .someoneElse].map {
            CellName(figure: "calls-911", row: $0.rawValue)
        }
        relations.append(.atMost(called, [CellName(figure: "times", row: "call")]))
    }

    private static func line(
        _ code: String, _ words: String, _ seconds: [Int64]
    ) -> ReportFigure.Row {
        let sorted = seconds.sorted()
        func measure(_ key: String, _ words: String, _ value: Double?, _ isExtreme: Bool)
            -> ReportFigure.Measure
        { .init(key: key, words: words, value: value, isExtreme: isExtreme) }
        return ReportFigure.Row(
            code: code, words: words, count: Int64(sorted.count),
            measures: [
                measure("medianSeconds", "median, s", median(of: sorted), false),
                measure("shortestSeconds", "shortest, s", sorted.first.map { Double($0) }, true),
                measure("longestSeconds", "longest, s", sorted.last.map { Double($0) }, true),
            ])
    }

    /// The middle of sorted values, or half-way between the two in the middle.
    static func median(of sorted: [Int64]) -> Double? {
        guard let last = sorted.last else { return nil }
        let middle = sorted.count / 2
        let upper = middle < sorted.count ? sorted[middle] : last
        return sorted.count % 2 == 1
            ? Double(upper) : (Double(sorted[middle - 1]) + Double(upper)) / 2
    }

    mutating func add(helpersIn cases: [ReportedCase]) {
        let roles = cases.flatMap { $0.record.roles.values }
        add(
            "helpers", "Who helped",
            "Roles people said they helped in, each once a person watched. It counts help, never "
                + "people, and is never in a release.",
            Responder.Role.allCases.map { role in
                (
                    role.rawValue, Self.words(role.rawValue),
                    Int64(roles.count { $0 == role })
                )
            }, about: .workers)
    }
}
