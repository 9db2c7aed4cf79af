import Hummingbird
import Ledger
import ResponseLog
import Station

/// Routes that write what is known about a response and its people. Every field may wait, and may
/// come after the response has closed.
extension Pages {
    func addRecord(to router: GatedRouter) {
        router.post("/watches/:watch/answers", needs: .watch("watch")) { request, context in
            try await answer(request, watch: context.id("watch"))
        }
        router.post("/incidents/:id/answers", needs: .incident("id")) { request, context in
            try await answer(request, incident: context.id("id"))
        }
        router.post("/incidents/:id/people", needs: .respond) { request, context in
            try await join(request, incident: context.id("id"))
        }
        router.post("/incidents/:id/equipment", needs: .incident("id")) { request, context in
            try await equipment(request, incident: context.id("id"))
        }
        router.post("/incidents/:id/debrief", needs: .incident("id")) { request, context in
            try await debrief(request, incident: context.id("id"))
        }
        router.post("/incidents/:id/actions/:action/done", needs: .incident("id")) {
            request, context in
            try await actionDone(
                request, action: context.id("action"), incident: context.id("id"))
        }
        router.post("/watches/:watch/judge", needs: .watch("watch")) { request, context in
            try await judge(request, watch: context.id("watch"))
        }
        router.post("/visits", needs: .respond) { request, _ in try await visit(request) }
    }

    private func answer(_ request: Request, watch: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(watch) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        let act = try await Act(request)
        let incident = try act.form.id("incident") ?? record.openIncident
        return try await write(act, incident: incident, watch: watch)
    }

    private func answer(_ request: Request, incident: EntryID) async throws -> Response {
        try await write(try await Act(request), incident: incident, watch: nil)
    }

    private func write(
        _ act: Act, incident: EntryID?, watch: EntryID?
    ) async throws -> Response {
        let field = try AnswerForm.field(in: act.form)
        let now = station.now()
        let answer = try AnswerForm.answer(
            to: field, in: act.form, nowUnixMilliseconds: now.unixMilliseconds,
            utcOffsetMinutes: now.utcOffsetMinutes)
        let receipt = try await station.answer(
            try FieldAnswer(incident: incident, watch: watch, field: field, answer: answer),
            touch: act.touch)
        return act.done(next: act.back, receipt: receipt)
    }

    private func join(_ request: Request, incident: EntryID) async throws -> Response {
        let act = try await Act(request)
        guard let watch = try act.form.id("watch") else {
            throw ConsoleError.malformed(Words.english.fieldMissing("watch"))
        }
        let receipt = try await station.join(watch, to: incident, touch: act.touch)
        return act.done(next: "/respond/\(watch)", receipt: receipt)
    }

    private func equipment(_ request: Request, incident: EntryID) async throws -> Response {
        let act = try await Act(request)
        let use = EquipmentUse(
            incident: incident, equipment: try act.form.choice("equipment"),
            label: try act.form.words("label", longest: 40),
            toReplace: act.form.isTicked("replace"))
        let receipt = try await station.equipmentUsed(use, touch: act.touch)
        return act.done(next: act.back, receipt: receipt)
    }

    /// A debrief that was held, with up to five actions. Skipping sends nothing at all.
    private func debrief(_ request: Request, incident: EntryID) async throws -> Response {
        let act = try await Act(request)
        var actions: [DebriefAction] = []
        for number in 1...Self.mostActions {
            guard let text = try act.form.words("action\(number)", longest: 300) else { continue }
            actions.append(
                try DebriefAction(
                    action: try act.form.id("id\(number)") ?? .random(), incident: incident,
                    aim: try act.form.choice("aim\(number)", or: .procedure), text: text,
                    owner: try act.form.text("owner\(number)", longest: 40),
                    due: act.form.text("due\(number)")))
        }
        try await station.debriefed(incident, actions: actions, touch: act.touch)
        return act.done(next: "/incidents/\(incident)")
    }

    /// How many actions one debrief may agree on: more are not done (design choice).
    static let mostActions = 5

    private func actionDone(
        _ request: Request, action: EntryID, incident: EntryID
    ) async throws -> Response {
        let act = try await Act(request)
        let receipt = try await station.actionDone(action, of: incident, touch: act.touch)
        return act.done(next: act.back, receipt: receipt)
    }

    private func judge(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        let judgement = try AlertJudgement(
            watch: watch, alertKind: try act.form.text("kind", longest: 40),
            falseReason: act.form.text("reason"))
        let receipt = try await station.judge(judgement, touch: act.touch)
        return act.done(next: act.back, receipt: receipt)
    }

    private func visit(_ request: Request) async throws -> Response {
        let act = try await Act(request)
        var services: [Visit.Service] = []
        for name in act.form.ticked("service.") {
            guard let service = Visit.Service(rawValue: name) else {
                throw ConsoleError.malformed(Words.english.fieldUnknown("service"))
            }
            services.append(service)
        }
        let handle: Answer? =
            act.form.isTicked("handleDeclined")
            ? .declined
            : try act.form.words("handle", longest: 20).map { .given(.words($0)) }
        let visit = try Visit(
            visit: act.touch.entry, area: act.form.text("area"), services: services,
            personHandle: handle, drill: act.form.isTicked("drill"))
        let receipt = try await station.visited(visit, touch: act.touch)
        return act.done(next: act.back, receipt: receipt) { $0.field("visit", "\(visit.visit)") }
    }
}
