import ResponseLog

/// The lettered sections around the table.
extension HandoverFacts {
    var sectionsBefore: [HandoverSheet.Section] {
        [
            section(
                "I", "Person",
                [
                    line("Handle", person.handle), answer(.ageBand), awakeNow,
                ]),
            section(
                "M", "What happened",
                [
                    line("Reason", "suspected drug poisoning"), answer(.substanceReported),
                    answer(.substanceChecked, onlyIfGiven: true),
                    answer(.substanceSuspected, onlyIfGiven: true), answer(.modeOfUse),
                    answer(.lastSeenWell), found,
                ]),
            section(
                "I", "Found",
                [
                    answer(.positionFound),
                    line(
                        "Awake when found",
                        whenFound { if case .awake(let l) = $0 { l.words } else { nil } }),
                    line(
                        "Breathing when found",
                        whenFound { if case .breathing(let b) = $0 { b.rawValue } else { nil } }),
                    line(
                        "Colour",
                        whenFoundOrLater {
                            if case .colour(let c) = $0 { c.rawValue.spaced } else { nil }
                        }),
                    line(
                        "Pupils",
                        whenFoundOrLater { if case .pupils(let p) = $0 { p.rawValue } else { nil } }
                    ),
                    line(
                        "Muscles",
                        whenFoundOrLater {
                            if case .muscle(let m) = $0 { m.rawValue.spaced } else { nil }
                        }),
                    answer(.injury),
                ]),
        ]
    }

    var sectionsAfter: [HandoverSheet.Section] {
        var other = [wishes, answer(.concerns), answer(.belongings), answer(.company)]
        other.append(answer(.interpreter))
        if person.answers[.transport] != nil || person.answers[.transportWords] != nil {
            other.append(answer(.transport))
            other.append(answer(.transportWords))
        }
        return [
            section("A", "Allergies", [answer(.allergies)]),
            section("M", "Medications", [answer(.medications), answer(.agonistTherapy)]),
            section("B", "Background", [answer(.background)]),
            section("O", "Other", other.compactMap(\.self)),
        ]
    }

    private func section(
        _ letter: String, _ title: String, _ lines: [HandoverSheet.Line?]
    ) -> HandoverSheet.Section {
        HandoverSheet.Section(letter: letter, title: title, lines: lines.compactMap(\.self))
    }

    /// An answered field. `nil` when it is left out unless it was given.
    private func answer(
        _ field: RecordField, onlyIfGiven: Bool = false
    ) -> HandoverSheet.Line? {
        let known = person.answers[field] ?? record.answers[field]
        if onlyIfGiven, known == nil { return nil }
        return line(field.words, known.flatMap { words($0, field) })
    }

    private func words(_ answer: Answer, _ field: RecordField) -> String? {
        switch answer {
        case .takenBack: nil
        case .given(.moment(let time, let isEstimated)):
            (isEstimated ? "about " : "") + clock(time)
        default: field.words(of: answer)
        }
    }

    /// Printed only with the person's yes.
    private var wishes: HandoverSheet.Line? {
        let isAllowed = person.answers[.wishesPrinted]?.codes == ["yes"]
        guard isAllowed else { return line(RecordField.wishes.words, nil) }
        return answer(.wishes)
    }

    private var awakeNow: HandoverSheet.Line {
        let last = acts.last { act, _ in if case .awake = act { true } else { false } }
        guard let last, case .awake(let level) = last.act else { return line("Awake now", nil) }
        let time = last.row.occurredUnixMilliseconds
        return line("Awake now", "\(level.words), seen \(age(time))")
    }

    /// How and when the person was found.
    private var found: HandoverSheet.Line {
        let time = (person.answers[.foundAt] ?? record.answers[.noticedAt]).flatMap {
            words($0, .foundAt)
        }
        let how = record.answers[.howNoticed].flatMap { words($0, .howNoticed) }
        let start = ResponseTimes(person, of: record).start
        let known = [how, time].compactMap(\.self)
        let opened =
            start.cause == .alert
            ? "oximeter alert \(clock(start.unixMilliseconds))"
            : "first entry \(clock(start.unixMilliseconds))"
        return line("Found", (known + [opened]).joined(separator: ", "))
    }
}
