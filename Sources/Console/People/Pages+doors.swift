import HTTPTypes
import Hummingbird
import Ledger
import People
import ResponseLog
import Station
import Store

/// Coming in and going out: sign in, first account, enrolment, hiding a screen.
extension Pages {
    /// A console keeps its enrolment until it is revoked: browsers keep a cookie 400 days at most.
    static let consoleKeepSeconds = 400 * 86_400
    static let hiddenKeepSeconds = 30 * 86_400

    var cookies: CookieNames { CookieNames(isEncrypted: settings.isEncrypted) }

    /// Takes a screen's hiding back.
    var shownCookie: Cookie { cookies.cookie(cookies.hidden, nil, keepSeconds: 0) }

    func addDoors(to router: GatedRouter) {
        router.get("/sign-in", needs: .none) { request, _ in
            let next = request.query("next") ?? "/"
            return door(.signIn, next: Act.isPlainPath(next) ? next : "/")
        }
        router.post("/sign-in", needs: .none) { request, _ in try await signIn(request) }
        router.post("/sign-out", needs: .none) { _, _ in await signOut(next: "/") }
        router.get("/setup", needs: .right(.setUp)) { _, _ in door(.setUp) }
        router.post("/setup", needs: .right(.setUp)) { request, _ in try await setUp(request) }
        router.get("/enrol", needs: .none) { _, _ in door(.enrol) }
        router.post("/enrol", needs: .none) { request, _ in try await enrol(request) }
        router.post("/enrol/here", needs: .right(.enrolHere)) { request, _ in
            try await enrolHere(request)
        }
        router.post("/hide", needs: .floor) { _, _ in
            var response = await signOut(next: "/")
            response.setCookie(
                cookies.cookie(cookies.hidden, "1", keepSeconds: Self.hiddenKeepSeconds))
            return response
        }
    }

    private func signIn(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        let next = form.text("next").flatMap { Act.isPlainPath($0) ? $0 : nil } ?? "/"
        return try await signIn(
            handle: form.text("handle", longest: HandleText.longest),
            passphrase: form.text("passphrase", longest: PassphraseRule.longestBytes), next: next)
    }

    private func signIn(handle: String, passphrase: String, next: String) async throws -> Response {
        let caller = Caller.current
        do throws(SignInError) {
            let (token, account) = try await station.people.signIn(
                handle: handle, passphrase: passphrase, console: caller.console,
                place: caller.place)
            // A browser that had a session gets a new one; the old one ends.
            if let old = caller.session { await end(old) }
            var response = Response.seeOther(
                caller.visitor.place == .strange ? "/enrol" : next)
            response.setCookie(
                cookies.cookie(
                    cookies.session, token,
                    keepSeconds: Int(SessionLife.longestMilliseconds / 1000)))
            // Who signs in also writes under that handle.
            for cookie in Screen.cookies(nickname: account.handle, contrast: nil) {
                response.setCookie(cookie)
            }
            return response
        } catch {
            var response = door(
                .signIn, sentence: "\(error)", next: next, status: error.status)
            if case .wait(let seconds) = error { response.headers[.retryAfter] = "\(seconds)" }
            return response
        }
    }

    private func signOut(next: String) async -> Response {
        if let session = Caller.current.session { await end(session) }
        var response = Response.seeOther(next)
        response.setCookie(cookies.cookie(cookies.session, nil, keepSeconds: 0))
        return response
    }

    private func end(_ session: SessionRecord) async {
        try? await station.people.store.write(
            .endSession(session.id, by: session.account, now: station.now().unixMilliseconds))
    }

    private func setUp(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        let handle = try form.text("handle", longest: HandleText.longest)
        let passphrase = try form.text("passphrase", longest: PassphraseRule.longestBytes)
        guard passphrase == form.text("again") else {
            return door(.setUp, sentence: Words.english.notTheSame, status: .badRequest)
        }
        do {
            let hash = try await station.people.hash(passphrase, handle: handle)
            _ = try await station.people.store.write(
                .add(
                    handle: handle, roles: [.supervisor, .responder], passphrase: hash,
                    isFirst: true, by: nil, now: station.now().unixMilliseconds))
        } catch {
            return door(.setUp, sentence: "\(error)", status: .badRequest)
        }
        return try await signIn(handle: handle, passphrase: passphrase, next: "/people")
    }

    private func enrol(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        do throws(SignInError) {
            let token = try await station.people.enrol(
                code: (try? form.text("code", longest: 20)) ?? "",
                label: Self.label(in: form), place: Caller.current.place)
            return enrolled(token)
        } catch {
            return door(.enrol, sentence: "\(error)", status: error.status)
        }
    }

    private func enrolHere(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        guard let account = Caller.current.account, let session = Caller.current.session else {
            throw ConsoleError(.forbidden, Words.english.refusal(.signIn))
        }
        let token = try await station.people.enrol(label: Self.label(in: form), by: account.id)
        // The session belongs to no console; the next one will.
        await end(session)
        return enrolled(token)
    }

    private func enrolled(_ token: String) -> Response {
        var response = Response.seeOther("/")
        response.setCookie(
            cookies.cookie(cookies.console, token, keepSeconds: Self.consoleKeepSeconds))
        return response
    }

    private static func label(in form: Form) -> String {
        String((form.text("label") ?? "console").prefix(40))
    }

    /// Writes down that details were read, by whom as far as is known.
    func note(
        _ page: String, incident: EntryID? = nil, watch: EntryID? = nil, person: EntryID? = nil
    ) {
        let caller = Caller.current
        let account =
            caller.account
            ?? caller.tapped.flatMap {
                station.people.store.snapshot.account(handle: $0)
            }
        station.people.read(
            ReadFact(
                page: page, account: account?.id, signedIn: caller.account != nil,
                incident: incident, watch: watch, person: person),
            console: caller.console)
    }
}

extension SignInError {
    /// The status that goes with the sentence.
    var status: HTTPResponse.Status {
        switch self {
        case .wrong, .wrongCode: .forbidden
        case .wait: .tooManyRequests
        case .busy: .serviceUnavailable
        case .unfit: .badRequest
        case .store: .conflict
        }
    }
}
