import HTTPTypes
import Hummingbird
import Ledger
import People
import Reports
import ResponseLog
import Station
import Store

/// People and rights, consoles, and the audit: for supervisors.
extension Pages {
    /// How many lines the audit shows.
    static let auditLines = 500

    func addPeople(to router: GatedRouter) {
        let need = Need.right(.people)
        router.get("/people", needs: need) { request, _ in people(request) }
        router.post("/people", needs: need) { request, _ in try await addAccount(request) }
        router.post("/people/:id/change", needs: need) { request, context in
            let form = try await Form(request)
            let (id, by, now) = try (context.id("id"), supervisor(), station.now())
            return try await changed(request) {
                .change(
                    id, title: form.text("title") ?? "", roles: Self.roles(in: form),
                    helpsAs: try form.role("helpsAs"), by: by, now: now.unixMilliseconds)
            }
        }
        for (path, isDisabled) in [("disable", true), ("enable", false)] {
            router.post("/people/:id/\(path)", needs: need) { request, context in
                let (id, by, now) = try (context.id("id"), supervisor(), station.now())
                return try await changed(request) {
                    .disable(id, isDisabled, by: by, now: now.unixMilliseconds)
                }
            }
        }
        router.post("/people/:id/passphrase", needs: need) { request, context in
            try await newPassphrase(request, of: context.id("id"))
        }
        router.post("/people/:id/sign-out", needs: need) { request, context in
            let (id, by, now) = try (context.id("id"), supervisor(), station.now())
            return try await changed(request) {
                .endSessions(of: id, by: by, now: now.unixMilliseconds)
            }
        }
        addScope(to: router)
        router.post("/consoles/code", needs: need) { request, _ in
            let code = station.people.enrolCode(by: try supervisor())
            return people(request, sentence: "\(Words.english.codeMade) \(code)")
        }
        router.post("/consoles/:id/revoke", needs: need) { request, context in
            let (id, by, now) = try (context.id("id"), supervisor(), station.now())
            return try await changed(request) {
                .revokeConsole(id, by: by, now: now.unixMilliseconds)
            }
        }
        router.get("/audit", needs: .right(.audit)) { request, _ in try await audit(request) }
    }

    func supervisor() throws -> EntryID {
        guard let account = Caller.current.account else {
            throw ConsoleError(.forbidden, Words.english.refusal(.signIn))
        }
        return account.id
    }

    func changed<Value: Sendable>(
        _ request: Request, _ change: () throws -> PeopleChange<Value>
    ) async throws -> Response {
        let change = try change()
        do throws(PeopleError) {
            _ = try await station.people.store.write(change)
        } catch {
            return people(request, sentence: "\(error).", status: .conflict)
        }
        return .seeOther("/people")
    }

    private func addAccount(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        let by = try supervisor()
        let handle = try form.text("handle", longest: HandleText.longest)
        var hash: PassphraseHash?
        if let passphrase = form.text("passphrase") {
            do throws(SignInError) {
                hash = try await station.people.hash(passphrase, handle: handle)
            } catch {
                return people(request, sentence: "\(error)", status: error.status)
            }
        }
        let (kept, now) = (hash, station.now().unixMilliseconds)
        return try await changed(request) {
            .add(
                handle: handle, title: form.text("title") ?? "", roles: Self.roles(in: form),
                helpsAs: try form.role("helpsAs"), passphrase: kept, by: by, now: now)
        }
    }

    private func newPassphrase(_ request: Request, of id: EntryID) async throws -> Response {
        let form = try await Form(request)
        let by = try supervisor()
        let handle = station.people.store.snapshot.accounts[id]?.handle ?? ""
        let passphrase = try form.text("passphrase", longest: PassphraseRule.longestBytes)
        let hash: PassphraseHash
        do throws(SignInError) {
            hash = try await station.people.hash(passphrase, handle: handle)
        } catch {
            return people(request, sentence: "\(error)", status: error.status)
        }
        let now = station.now().unixMilliseconds
        return try await changed(request) { .passphrase(id, hash, by: by, now: now) }
    }

    private static func roles(in form: Form) -> Set<Role> {
        Set(Role.allCases.filter { form.text($0.rawValue) == "yes" })
    }

    private func people(
        _ request: Request, sentence: String? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        note("people")
        let snapshot = station.people.store.snapshot
        let now = station.now()
        let scopes = ScopeView.list(snapshot)
        return page(
            "people", title: Words.english.peopleRights, request: request,
            content: [
                "accounts": snapshot.accounts.values.sorted { $0.handle < $1.handle }.map {
                    AccountView($0, snapshot, now: now.unixMilliseconds)
                },
                "scopes": scopes, "hasScopes": !scopes.isEmpty,
                "newHelps": HelperRoleView.list(chosen: nil),
                "newRoles": Role.allCases.map { RoleView($0, on: false) },
                "consoles": snapshot.consoles.values.sorted {
                    $0.enrolledUnixMilliseconds < $1.enrolledUnixMilliseconds
                }.map { ConsoleView($0, now: now) },
                "sentence": sentence ?? "", "hasSentence": sentence != nil,
            ], status: status)
    }

    private func audit(_ request: Request) async throws -> Response {
        note("audit")
        let accounts = station.people.store.snapshot.accounts
        let lines = try await station.accessLog(Self.auditLines)
        return page(
            "audit", title: Words.english.audit, request: request,
            content: ["lines": lines.map { AuditLine($0, accounts: accounts) }])
    }
}

/// An account as the page shows it.
struct AccountView: Sendable {
    let id: String
    let handle: String
    let title: String
    let disabled: Bool
    let roles: [RoleView]
    let helps: [HelperRoleView]
    let sessions: Int

    init(_ account: Account, _ snapshot: PeopleSnapshot, now: Int64) {
        id = account.id.text
        handle = account.handle
        title = account.title
        disabled = account.isDisabled
        helps = HelperRoleView.list(chosen: account.helpsAs)
        roles = Role.allCases.map { RoleView($0, on: account.roles.contains($0)) }
        sessions = snapshot.sessions.values.count {
            $0.account == account.id && $0.life.isLive(now)
        }
    }
}

/// A role as a box to tick.
struct RoleView: Sendable {
    let value: String
    let words: String
    let on: Bool

    init(_ role: Role, on: Bool) {
        value = role.rawValue
        words = Words.english.role(role)
        self.on = on
    }
}

/// A console as the page shows it.
struct ConsoleView: Sendable {
    let id: String
    let label: String
    let when: String
    let revoked: Bool

    init(_ console: ConsoleRecord, now: Station.Now) {
        id = console.id.text
        label = console.label
        revoked = console.isRevoked
        let time = LocalTime(
            unixMilliseconds: console.enrolledUnixMilliseconds,
            utcOffsetMinutes: now.utcOffsetMinutes)
        when = "\(time.dateText) \(time.minuteText)"
    }
}

/// One line of the audit.
struct AuditLine: Sendable {
    let time: String
    let who: String
    let words: String
    let about: Link?

    struct Link: Sendable {
        let href: String
        let label: String
    }

    init(_ entry: LogEntry, accounts: [EntryID: Account]) {
        let local = LocalTime(
            unixMilliseconds: entry.occurredUnixMilliseconds,
            utcOffsetMinutes: entry.utcOffsetMinutes)
        time = "\(local.dateText) \(local.text)"
        var account = entry.didBy.flatMap(EntryID.init(text:))
        var words = entry.fact?.words ?? entry.kind
        var about: Link?
        switch entry.fact {
        case .access(.read(let read)):
            account = read.account
            if !read.signedIn { words += " (handle tapped)" }
            if let incident = read.incident {
                about = Link(href: "/incidents/\(incident)", label: Words.english.incidents)
            } else if let watch = read.watch {
                about = Link(href: "/watches/\(watch)", label: Words.english.watchPage)
            }
        case .access(.account(let id, _, let roles)):
            words += ": " + (accounts[id]?.handle ?? "–") + " (\(roles.joined(separator: ", ")))"
        case .access(.signIn(let id, _)): account = account ?? id
        default: break
        }
        who = account.flatMap { accounts[$0]?.handle } ?? "–"
        self.words = words
        self.about = about
    }
}
