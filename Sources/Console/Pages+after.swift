import HTTPTypes
import Hummingbird
import Ledger
import Reports
import ResponseLog
import SignalCore
import Station
import Store

/// What comes during and after a response besides acts: the record's fields, closing, and the talk.
/// Every part may wait, and none is needed for the next.
extension Pages {
    func addAfter(to router: GatedRouter) {
        router.get("/incidents/:id/record", needs: .incident("id")) { request, context in
            try await record(request, incident: context.id("id"))
        }
        router.get("/incidents/:id/closing", needs: .incident("id")) { request, context in
            try await closing(request, incident: context.id("id"))
        }
        router.get("/incidents/:id/debrief", needs: .incident("id")) { request, context in
            try await debriefPage(request, incident: context.id("id"))
        }
    }

    private func found(_ id: EntryID) async throws -> IncidentRecord {
        guard let record = try await station.incident(id) else {
            throw ConsoleError.unknown(Words.english.noIncident)
        }
        return record
    }

    private func forms(_ record: IncidentRecord, page: String) async -> FieldForms {
        var handles: [String: String] = [:]
        for person in Set(record.rows.compactMap { $0.logged.didBy ?? $0.logged.wroteBy }) {
            handles[person] = await station.label(person: person)
        }
        return FieldForms(
            record: record, page: "/incidents/\(record.incident)/\(page)",
            asksWhoPeopleAre: settings.asksWhoPeopleAre, handles: handles)
    }

    private func record(_ request: Request, incident id: EntryID) async throws -> Response {
        let record = try await found(id)
        note("record", incident: id)
        let forms = await forms(record, page: "record")
        return page(
            "record", title: Words.english.response.record, request: request,
            content: shared(record).merging([
                "groups": [forms.ofResponse()] + forms.ofPeople()
            ]) { $1 })
    }

    /// What closing asks of each person; everything else stands on the record's page.
    private static let closingFields: [RecordField] = [
        .personOutcome, .watchUntil, .transport, .toldWhatHappened, .kitOffered,
        .drugCheckOffered, .supportOffered,
    ]

    private func closing(_ request: Request, incident id: EntryID) async throws -> Response {
        let record = try await found(id)
        note("closing", incident: id)
        let forms = await forms(record, page: "closing")
        return page(
            "closing", title: Words.english.response.closing, request: request,
            content: shared(record).merging([
                "groups": forms.ofPeople(Self.closingFields),
                "equipment": record.equipment.map(EquipmentView.init),
                "kinds": RespondChoices.list(EquipmentUse.Kind.self),
                "outcomes": Outcome.allCases.filter { $0 != .falseAlarm }.map {
                    ChoiceView($0.rawValue, $0.words)
                },
                "reasons": RecordField.falseAlarmReason.choices.map {
                    ChoiceView($0.code, $0.words)
                },
                "arrived": station.now().boot.milliseconds,
            ]) { $1 })
    }

    private func debriefPage(_ request: Request, incident id: EntryID) async throws -> Response {
        let record = try await found(id)
        // Not noted as read: it would tell who was asked and did not talk it over.
        let left = max(0, Self.mostActions - record.actions.count)
        return page(
            "debrief", title: Words.english.response.debrief, request: request,
            content: shared(record).merging([
                "people": try await numbers(of: record),
                "actions": record.actions.map(ActionView.init),
                "drafts": Array(1...Self.mostActions).prefix(left).map(ActionDraft.init),
                "aims": RespondChoices.list(DebriefAction.Aim.self),
                "talkSeconds": Self.talkSeconds, "ask": CheckInAsk(station),
                "n": Words.english.wellbeing,
            ]) { $1 })
    }

    /// Five minutes: long enough for what is fresh, short enough that people stay.
    private static let talkSeconds = 300

    private func shared(_ record: IncidentRecord) -> [String: Any] {
        [
            "t": Words.english.response, "fresh": FreshName(), "incident": "\(record.incident)",
            "drill": record.drill, "isClosed": record.closedUnixMilliseconds != nil,
            "outcome": record.outcome?.words ?? Words.english.stillOpen,
            "respondTo": record.people.filter { $0.watchEndedUnixMilliseconds == nil }.map {
                ChoiceView("\($0.watch)", $0.handle)
            },
        ]
    }

    private func numbers(of record: IncidentRecord) async throws -> [PersonNumbers] {
        let now = station.now().unixMilliseconds
        var people: [PersonNumbers] = []
        for person in record.people {
            let from = record.openedUnixMilliseconds
            let to = max(record.closedUnixMilliseconds ?? now, from + 1000)
            let readings = try await station.readings(
                watch: person.watch, fromUnixMilliseconds: from, toUnixMilliseconds: to)
            let points = readings.map { reading in
                SpO2Point(
                    unixMilliseconds: reading.unixMilliseconds,
                    spo2Percent: reading.record.spo2Percent,
                    state: Reading.State(rawValue: reading.record.state) ?? .absent)
            }
            let summary = SignalSummary(
                points: points, fromUnixMilliseconds: from, toUnixMilliseconds: to,
                lowPercent: Int(person.limits["lowPercent"] ?? 90),
                criticalPercent: Int(person.limits["criticalPercent"] ?? 85))
            people.append(
                PersonNumbers(
                    person, ResponseTimes(person, of: record),
                    summary: person.hasOximeter ? summary : nil))
        }
        return people
    }
}
