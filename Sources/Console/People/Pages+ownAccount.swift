import HTTPTypes
import Hummingbird
import Ledger
import People
import Reports
import Station
import Store

/// One's own sessions, passphrase and account.
extension Pages {
    func addOwnAccount(to router: GatedRouter) {
        let need = Need.right(.ownRecord)
        router.post("/mine/sign-out", needs: need) { _, _ in
            if let account = Caller.current.account {
                _ = try await station.people.store.write(
                    .endSessions(
                        of: account.id, by: account.id, now: station.now().unixMilliseconds))
            }
            return .seeOther("/")
        }
        router.post("/mine/sessions/:id/end", needs: need) { _, context in
            try await endOwnSession(context.id("id"))
        }
        router.post("/mine/delete", needs: need) { request, _ in try await deleteMine(request) }
        router.post("/mine/passphrase", needs: need) { request, _ in
            try await ownPassphrase(request)
        }
    }

    private func endOwnSession(_ id: EntryID) async throws -> Response {
        let account = try owner()
        let sessions = station.people.store.snapshot.sessions.values
        // Another's session is as unknown as none at all.
        guard sessions.contains(where: { $0.id == id && $0.account == account.id }) else {
            throw ConsoleError.unknown(Words.english.noPage)
        }
        try await station.people.store.write(
            .endSession(id, by: account.id, now: station.now().unixMilliseconds))
        return .seeOther("/mine")
    }

    private func deleteMine(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        let account = try owner()
        let passphrase = try form.text("passphrase", longest: PassphraseRule.longestBytes)
        guard form.isTicked("sure") else {
            throw ConsoleError.malformed(Words.english.wellbeing.deleteUnsure)
        }
        do throws(SignInError) {
            try await station.people.confirm(
                passphrase, of: account, place: Caller.current.place)
        } catch {
            throw ConsoleError(error.status, "\(error)")
        }
        do {
            try await station.deleteAccount(account)
        } catch let error as PeopleError {
            throw ConsoleError(.conflict, "\(error).")
        }
        var response = Response.seeOther("/")
        response.setCookie(cookies.cookie(cookies.session, nil, keepSeconds: 0))
        for cookie in Screen.cookies(nickname: nil, contrast: nil) { response.setCookie(cookie) }
        return response
    }

    private func ownPassphrase(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        guard let account = Caller.current.account else {
            throw ConsoleError(.forbidden, Words.english.refusal(.signIn))
        }
        let (old, new) = (
            try form.text("old", longest: PassphraseRule.longestBytes),
            try form.text("passphrase", longest: PassphraseRule.longestBytes)
        )
        do throws(SignInError) {
            // A session left open is not enough to take an account over.
            _ = try await station.people.signIn(
                handle: account.handle, passphrase: old, console: Caller.current.console,
                place: Caller.current.place)
            let hash = try await station.people.hash(new, handle: account.handle)
            do throws(PeopleError) {
                _ = try await station.people.store.write(
                    .passphrase(
                        account.id, hash, by: account.id, now: station.now().unixMilliseconds))
            } catch {
                throw .store(error)
            }
        } catch {
            throw ConsoleError(error.status, "\(error)")
        }
        return .seeOther("/sign-in?next=/mine")
    }

    func sessions(of account: Account) -> [SessionView] {
        let now = station.now()
        let snapshot = station.people.store.snapshot
        return snapshot.sessions.values
            .filter { $0.account == account.id && $0.life.isLive(now.unixMilliseconds) }
            .map { SessionView($0, snapshot, utcOffsetMinutes: now.utcOffsetMinutes) }
    }
}

/// A session as its owner sees it.
struct SessionView: Sendable {
    let id: String
    let since: String
    let place: String
    let own: Bool

    init(_ session: SessionRecord, _ snapshot: PeopleSnapshot, utcOffsetMinutes: Int) {
        id = session.id.text
        var started: Int64 = 0
        if case .live(let at, _) = session.life { started = at }
        let local = LocalTime(unixMilliseconds: started, utcOffsetMinutes: utcOffsetMinutes)
        since = "\(local.dateText) \(local.minuteText)"
        let console = snapshot.consoles.values.first { $0.id == session.console }
        place = console?.label ?? Words.english.stationScreen
        own = Caller.current.session?.id == session.id
    }
}
