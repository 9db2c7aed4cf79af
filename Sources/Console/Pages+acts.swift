import Alerts
import HTTPTypes
import Hummingbird
import Ledger
import People
import ResponseLog
import SignalCore
import Station
import Store

/// Routes that write. Each works as a plain form, which is answered with the next page, and for a
/// script, which is answered with facts. A touch sent twice under one name is one entry.
extension Pages {
    func addActs(to router: GatedRouter) {
        addLimits(to: router)
        router.post("/respond", needs: .respond) { request, _ in try await respondAnywhere(request)
        }
        router.post("/seats/:seat/respond", needs: .respond) { request, context in
            try await respondSeat(request, seat: context.seat("seat"))
        }
        router.post("/seats/:seat/watch", needs: .respond) { request, context in
            try await startWatch(request, seat: context.seat("seat"))
        }
        router.post("/watches/:watch/end", needs: .respond) { request, context in
            try await endWatch(request, watch: context.id("watch"))
        }
        router.post("/watches/:watch/care", needs: .respond) { request, context in
            try await care(request, watch: context.id("watch"))
        }
        router.post("/watches/:watch/correct", needs: .watch("watch")) { request, context in
            try await correct(request, watch: context.id("watch"))
        }
        router.post("/watches/:watch/alerts", needs: .respond) { request, context in
            try await alerts(request, watch: context.id("watch"))
        }
        router.post("/incidents/:id/close", needs: .respond) { request, context in
            try await close(request, incident: context.id("id"))
        }
        router.post("/clock/confirm", needs: .floor) { request, _ in try await confirmClock(request)
        }
        router.post("/sound", needs: .floor) { request, _ in try await soundReport(request) }
        router.post("/sound/heard", needs: .floor) { request, _ in
            let act = try await Act(request)
            try await station.soundHeard(touch: act.touch)
            return act.done(next: act.back)
        }
        router.post("/station/alerts", needs: .floor) { request, _ in
            try await stationAlerts(request)
        }
        router.post("/watches/:watch/pause", needs: .respond) { request, context in
            try await pause(request, watch: context.id("watch"))
        }
        router.post("/watches/:watch/someone-else", needs: .respond) { request, context in
            try await someoneElse(request, watch: context.id("watch"))
        }
        addMoving(to: router)
        addTakeOver(to: router)
        router.post("/whoami", needs: .floor) { request, _ in try await whoAmI(request) }
    }

    private func respondAnywhere(_ request: Request) async throws -> Response {
        let act = try await Act(request)
        let opened = try await station.respondAnywhere(touch: act.touch)
        return act.done(next: "/respond/\(opened.watch)") { json in
            json.field("watch", "\(opened.watch)")
            json.field("incident", "\(opened.incident)")
        }
    }

    private func respondSeat(_ request: Request, seat: Int) async throws -> Response {
        let act = try await Act(request)
        guard station.board.tile(seat: seat) != nil else {
            throw ConsoleError.unknown(Words.english.noSeat)
        }
        let opened = try await station.respondSeat(seat: seat, touch: act.touch)
        return act.done(next: "/respond/\(opened.watch)") { json in
            json.field("watch", "\(opened.watch)")
            json.field("incident", "\(opened.incident)")
        }
    }

    private func startWatch(_ request: Request, seat: Int) async throws -> Response {
        let act = try await Act(request)
        guard station.board.tile(seat: seat) != nil else {
            throw ConsoleError.unknown(Words.english.noSeat)
        }
        let watch = try await station.startWatch(seat: seat, touch: act.touch)
        return act.done(next: act.back) { $0.field("watch", "\(watch)") }
    }

    private func endWatch(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        let ending = try act.form.choice("ending", or: WatchEnding.notRecorded)
        try await station.endWatch(watch, ending: ending, touch: act.touch)
        return act.done(next: "/") { $0.field("watch", "\(watch)") }
    }

    private func care(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        let receipt = try await station.record(
            try CareForm.act(in: act.form), watch: watch, touch: act.touch)
        return act.done(next: "/respond/\(watch)", receipt: receipt)
    }

    private func correct(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        guard let target = try act.form.id("target") else {
            throw ConsoleError.malformed(Words.english.fieldMissing("target"))
        }
        let change = try await change(in: act.form, target: target, watch: watch)
        let receipt = try await station.correct(
            entry: target, change: change,
            reason: try act.form.choice("reason", or: .notRecorded), watch: watch,
            touch: act.touch)
        let next = act.form.text("back") == nil ? "/respond/\(watch)" : act.back
        return act.done(next: next, receipt: receipt)
    }

    /// A row is moved from where it stands now, so that two touches of "−1 min" move it by two.
    private func change(
        in form: Form, target: EntryID, watch: EntryID
    ) async throws -> Correction.Change {
        if let other = try form.id("replacedBy") { return .replaced(by: other) }
        if let other = try form.id("sameAs") { return .duplicate(of: other) }
        if let other = try form.id("notSameAs") { return .distinct(from: other) }
        guard let minutes = try form.number("minutes", in: 1...60) else { return .withdrawn }
        guard let record = try await station.watchRecord(watch) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        guard let row = record.rows.first(where: { $0.logged.entry == target }) else {
            throw ConsoleError.unknown(Words.english.noEntry)
        }
        return .moved(toUnixMilliseconds: row.occurredUnixMilliseconds - minutes * 60_000)
    }

    private func alerts(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        let kind: AlertKind? = act.form.text("kind") == nil ? nil : try act.form.choice("kind")
        switch try act.form.choice("act") as AlertAct {
        case .acknowledge:
            try station.acknowledge(watch: watch, kind: kind, touch: act.touch)
        case .silence: try station.silence(watch: watch, kind: kind, touch: act.touch)
        case .seen: try station.markSeen(watch: watch, kind: kind, touch: act.touch)
        case .same: try station.confirmSamePerson(watch: watch, touch: act.touch)
        }
        return act.done(next: act.back)
    }

    private enum AlertAct: String {
        case acknowledge
        case silence
        case seen
        case same
    }

    private func stationAlerts(_ request: Request) async throws -> Response {
        let act = try await Act(request)
        switch try act.form.choice("act") as AlertAct {
        // Some are over once someone has seen them, such as a restart.
        case .acknowledge: station.actOnStation([.acknowledge(nil), .seen(nil)], touch: act.touch)
        case .silence: station.actOnStation([.silence(nil, seconds: nil)], touch: act.touch)
        case .seen, .same: station.actOnStation([.seen(nil)], touch: act.touch)
        }
        return act.done(next: act.back)
    }

    private func pause(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        try station.pause(watch, begins: act.form.text("over") == nil, touch: act.touch)
        return act.done(next: act.back)
    }

    private func someoneElse(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        let next = try await station.someoneElse(watch: watch, touch: act.touch)
        // Who stood at the first person's page goes on at the second's.
        let page = act.back.hasPrefix("/respond/") ? "/respond/\(next)" : act.back
        return act.done(next: page) { $0.field("watch", "\(next)") }
    }

    /// A screen says every two seconds whether it can be heard.
    private func soundReport(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        guard let name = form.text("console"), name.count <= 40 else {
            throw ConsoleError.malformed(Words.english.fieldMissing("console"))
        }
        station.soundReport(
            console: name, isAble: form.text("able") == "1",
            playing: form.text("playing"))
        return .json { $0.field("heard", true) }
    }

    private func close(_ request: Request, incident: EntryID) async throws -> Response {
        let act = try await Act(request)
        let outcome = try act.form.choice("outcome", or: Outcome.notRecorded)
        try await station.closeIncident(
            incident, outcome: outcome, falseAlarmReason: act.form.text("reason"),
            touch: act.touch)
        // What is left is offered, never asked for: the talk, and a way past it.
        return act.done(next: "/incidents/\(incident)/debrief") {
            $0.field("incident", "\(incident)")
        }
    }

    private func confirmClock(_ request: Request) async throws -> Response {
        let act = try await Act(request)
        try await station.confirmClock(touch: act.touch)
        return act.done(next: act.back)
    }

    private func whoAmI(_ request: Request) async throws -> Response {
        let act = try await Act(request)
        let name = act.form.text("handle")
        guard name.map(Screen.isNickname) ?? true else {
            throw ConsoleError.malformed(Words.english.badNickname)
        }
        var response = act.done(next: act.back)
        for cookie in Screen.cookies(
            nickname: name, role: try act.form.role("role"),
            contrast: act.form.text("contrast") == "more")
        {
            response.setCookie(cookie)
        }
        // A tap on a handle shows a hidden screen again.
        if name != nil, Caller.current.visitor.isHidden { response.setCookie(shownCookie) }
        return response
    }
}
