import Ledger
import Reports
import ResponseLog

/// One field of a response's record as a form: generated from the field itself, so that a field that
/// is new in the domain is on the page.
struct FieldView: Sendable {
    let name: String
    let id: String
    let words: String
    let action: String
    let incident: String
    let back: String
    let isOne: Bool
    let isSeveral: Bool
    let isMoment: Bool
    let isAhead: Bool
    let longest: Int?
    let text: String
    let choices: [FieldChoice]
    let answer: AnswerView?

    /// A button or a box.
    struct FieldChoice: Sendable {
        let value: String
        let words: String
        let isChosen: Bool
    }

    /// What is known now, who said so and when.
    struct AnswerView: Sendable {
        let words: String
        let time: String
        let who: String?
    }

    /// Where a field's form stands: whose it is, and the page it comes back to.
    struct Place {
        let incident: EntryID
        /// `nil` for what is about the response as a whole.
        let watch: EntryID?
        /// Tells several people's fields apart on one page.
        let number: Int
        let page: String
    }

    init(_ field: RecordField, at place: Place, answer: Answer?, said: AnswerView?) {
        name = field.rawValue
        id = place.watch == nil ? field.rawValue : "\(field.rawValue)-\(place.number)"
        words = field.words
        action =
            place.watch.map { "/watches/\($0)/answers" } ?? "/incidents/\(place.incident)/answers"
        incident = "\(place.incident)"
        back = "\(place.page)#\(id)"
        isAhead = field == .watchUntil
        let chosen = Set(answer?.codes ?? [])
        choices = field.choices.map { choice in
            FieldChoice(
                value: choice.code, words: ChoiceView(choice.code, choice.words).words,
                isChosen: chosen.contains(choice.code))
        }
        text = answer?.text ?? ""
        self.answer = answer == .takenBack ? nil : said
        switch field.shape {
        case .one: (isOne, isSeveral, isMoment, longest) = (true, false, false, nil)
        case .several: (isOne, isSeveral, isMoment, longest) = (false, true, false, nil)
        case .words(let most): (isOne, isSeveral, isMoment, longest) = (false, false, false, most)
        case .moment: (isOne, isSeveral, isMoment, longest) = (false, false, true, nil)
        }
    }
}

/// The fields of one person, or of the response.
struct FieldGroup: Sendable {
    let title: String
    let id: String
    let watch: String?
    let fields: [FieldView]
}

/// Makes the field forms of one response for one page.
struct FieldForms: Sendable {
    let record: IncidentRecord
    let page: String
    let asksWhoPeopleAre: Bool
    /// The handles behind random ids.
    let handles: [String: String]

    /// The fields about the response as a whole.
    func ofResponse() -> FieldGroup {
        let fields = RecordField.allCases.filter { $0.scope == .incident && isAsked($0) }
        return FieldGroup(
            title: Words.english.response.wholeResponse, id: "response", watch: nil,
            fields: fields.map { view($0, watch: nil, number: 0, record.answers[$0]) })
    }

    /// The fields about each person: all of them, or those named.
    func ofPeople(_ wanted: [RecordField]? = nil) -> [FieldGroup] {
        record.people.enumerated().map { number, person in
            let fields = (wanted ?? RecordField.allCases).filter {
                $0.scope == .person && isAsked($0)
            }
            return FieldGroup(
                title: person.handle, id: "person-\(number + 1)", watch: "\(person.watch)",
                fields: fields.map {
                    view($0, watch: person.watch, number: number + 1, person.answers[$0])
                })
        }
    }

    private func isAsked(_ field: RecordField) -> Bool {
        if field.isOptional { return asksWhoPeopleAre }
        if field == .falseAlarmReason {
            return record.outcome == .falseAlarm || record.answers[field] != nil
        }
        return true
    }

    private func view(
        _ field: RecordField, watch: EntryID?, number: Int, _ answer: Answer?
    ) -> FieldView {
        let place = FieldView.Place(
            incident: record.incident, watch: watch, number: number, page: page)
        return FieldView(field, at: place, answer: answer, said: said(field, watch: watch))
    }

    /// The entry the present answer came with: the last one written.
    private func said(_ field: RecordField, watch: EntryID?) -> FieldView.AnswerView? {
        let rows = record.rows.filter { row in
            guard case .answered(let answered) = row.logged.fact else { return false }
            return answered.field == field && answered.watch == watch
        }
        guard let logged = rows.max(by: { $0.logged.index < $1.logged.index })?.logged,
            case .answered(let answered) = logged.fact
        else { return nil }
        func clock(_ time: Int64) -> String {
            LocalTime(unixMilliseconds: time, utcOffsetMinutes: logged.utcOffsetMinutes).minuteText
        }
        var words = field.words(of: answered.answer)
        if case .given(.moment(let time, let isEstimated)) = answered.answer {
            words = (isEstimated ? "about " : "") + clock(time)
        }
        return FieldView.AnswerView(
            words: words, time: clock(logged.recordedUnixMilliseconds),
            who: (logged.didBy ?? logged.wroteBy).flatMap { handles[$0] })
    }
}
