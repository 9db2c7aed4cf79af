import HTTPTypes
import Hummingbird
import Ledger
import People
import Reports
import Station
import Store

/// "Want someone to check in?" Only a yes is ever sent. It goes to who has that role and to nobody
/// else: who asked, and the hour; no response and no words. Done or taken back, it is gone.
extension Pages {
    func addCheckIns(to router: GatedRouter) {
        router.post("/checkins", needs: .respond) { request, _ in try await askCheckIn(request) }
        router.post("/checkins/:id/withdraw", needs: .respond) { request, context in
            // Whoever knows the random name made it, or sees it on the own record.
            try await endCheckIn(context.id("id"))
            let form = try await Form(request)
            if form.text("back") == "/mine" { return .seeOther("/mine") }
            return checkInAnswer(Words.english.wellbeing.withdrawn, request)
        }
        router.get("/checkins", needs: .right(.followUps)) { request, _ in checkIns(request) }
        router.post("/checkins/:id/done", needs: .right(.followUps)) { _, context in
            try await endCheckIn(context.id("id"))
            return .seeOther("/checkins")
        }
    }

    private func askCheckIn(_ request: Request) async throws -> Response {
        let words = Words.english.wellbeing
        let form = try await Form(request)
        guard let id = try form.id("entry") else {
            throw ConsoleError.malformed(Words.english.fieldMissing("entry"))
        }
        guard station.people.store.snapshot.hasSupporter else {
            return checkInAnswer(words.nobodyChecksIn, request, status: .conflict)
        }
        let caller = Caller.current
        guard let handle = form.text("handle") ?? caller.account?.handle ?? caller.tapped else {
            throw ConsoleError.malformed(Words.english.fieldMissing("handle"))
        }
        do throws(PeopleError) {
            try await station.people.store.write(
                .askCheckIn(id, handle: handle, now: station.now().unixMilliseconds))
        } catch {
            return checkInAnswer("\(error).", request, status: .conflict)
        }
        return checkInAnswer(words.passedOn, request, withdraw: id)
    }

    private func endCheckIn(_ id: EntryID) async throws {
        do throws(PeopleError) {
            try await station.people.store.write(.endCheckIn(id))
        } catch {
            throw ConsoleError(.conflict, "\(error).")
        }
    }

    private func checkInAnswer(
        _ sentence: String, _ request: Request, withdraw: EntryID? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        page(
            "checkin", title: Words.english.wellbeing.checkInTitle, request: request,
            content: [
                "n": Words.english.wellbeing, "sentence": sentence,
                "withdraw": withdraw.map { [$0.text] } ?? [],
            ], status: status)
    }

    private func checkIns(_ request: Request) -> Response {
        let now = station.now()
        return page(
            "checkins", title: Words.english.wellbeing.checkIns, request: request,
            content: [
                "n": Words.english.wellbeing,
                "checkIns": station.people.store.snapshot.checkIns.map {
                    CheckInView($0, utcOffsetMinutes: now.utcOffsetMinutes)
                },
            ])
    }

    /// The check-ins asked for under one's own handle.
    func ownCheckIns(_ account: Account) -> [CheckInView] {
        let key = HandleText.key(account.handle)
        let offset = station.now().utcOffsetMinutes
        return station.people.store.snapshot.checkIns
            .filter { HandleText.key($0.handle) == key }
            .map { CheckInView($0, utcOffsetMinutes: offset) }
    }
}

/// The question, as the pages after a response and one's own record put it.
struct CheckInAsk: Sendable {
    let entry = "\(EntryID.random())"
    /// False while nobody has the role: then nothing is offered that would go nowhere.
    let isPossible: Bool
    /// Who would be said to ask; empty when this screen does not know.
    let handle: String

    init(_ station: Station) {
        isPossible = station.people.store.snapshot.hasSupporter
        handle = Caller.current.account?.handle ?? Caller.current.tapped ?? ""
    }
}

/// A check-in as its readers see it.
struct CheckInView: Sendable {
    let id: String
    let handle: String
    let when: String

    init(_ checkIn: CheckIn, utcOffsetMinutes: Int) {
        id = checkIn.id.text
        handle = checkIn.handle
        let local = LocalTime(
            unixMilliseconds: checkIn.askedUnixMilliseconds, utcOffsetMinutes: utcOffsetMinutes)
        when = "\(local.dateText) \(local.minuteText)"
    }
}
