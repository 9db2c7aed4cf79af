import ResponseLog

extension ReportFigures {
    mutating func addDoses(_ people: [ReportedCase.Person]) {
        let doses = people.flatMap(\.doses)
        let ours = doses.filter { !$0.beforeUs }
        add(
            "doses", "Naloxone doses by route",
            "Doses given here that stand in the record, with the sum of the known amounts. A dose "
                + "without a known amount adds nothing to the sum and is counted in the next figure.",
            [("all", "all", Int64(ours.count))]
                + Dose.Route.allCases.map { route in
                    (
                        route.rawValue, Self.words(route.rawValue),
                        Int64(ours.count { $0.route == route })
                    )
                })
        relate(partsOf: "doses")
        measureDoses(ours)
        add(
            "doses-apart", "Doses counted apart",
            "Doses given here without a known amount, and doses others gave before anyone of the "
                + "site was there. The latter are in no sum.",
            [
                (
                    "unknown-amount", "amount not known",
                    Int64(ours.count { $0.amountMicrograms == nil })
                ),
                ("before-us", "given before us", Int64(doses.count - ours.count)),
            ])
        let all = CellName(figure: "doses", row: "all")
        relations.append(
            .atMost([CellName(figure: "doses-apart", row: "unknown-amount")], [all]))
        relations.append(.atMost([Self.each(.naloxone)], [all]))
    }

    private mutating func measureDoses(_ doses: [Dose]) {
        guard let place = figures.firstIndex(where: { $0.id == "doses" }) else { return }
        for row in figures[place].rows.indices {
            let code = figures[place].rows[row].code
            let known = doses.filter { code == "all" || $0.route.rawValue == code }
                .compactMap(\.amountMicrograms)
            figures[place].rows[row].measures = [
                .init(
                    key: "micrograms", words: "micrograms",
                    value: Double(known.reduce(0, +)), isExtreme: false)
            ]
        }
        // A hidden amount must not follow from the sum and the others.
        figures[place].restsOn =
            figures[place].rows.map { figures[place].cell($0.code) }
            + [CellName(figure: "doses-apart", row: "unknown-amount")]
    }
}
