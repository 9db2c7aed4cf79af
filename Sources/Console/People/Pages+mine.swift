import Hummingbird
import Ledger
import People
import Reports
import ResponseLog
import Station
import Store

/// One's own record: what is held about me, who read it, and where I am signed in.
extension Pages {
    /// How many own entries and reads are listed.
    static let mineLines = 200

    func addMine(to router: GatedRouter) {
        let need = Need.right(.ownRecord)
        router.get("/mine", needs: need) { request, _ in try await mine(request) }
        router.post("/mine/sign-out", needs: need) { _, _ in
            if let account = Caller.current.account {
                _ = try await station.people.store.write(
                    .endSessions(
                        of: account.id, by: account.id, now: station.now().unixMilliseconds))
            }
            return .seeOther("/")
        }
        router.post("/mine/passphrase", needs: need) { request, _ in
            try await ownPassphrase(request)
        }
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

    private func mine(_ request: Request) async throws -> Response {
        guard let account = Caller.current.account else {
            throw ConsoleError(.forbidden, Words.english.refusal(.signIn))
        }
        let accounts = station.people.store.snapshot.accounts
        let own = try await station.watches(writtenBy: account.handle)
        let entries = own.flatMap(\.entries).sorted { $0.index > $1.index }
        let reads = try await station.accessLog(2000).filter {
            Self.isAbout($0, account: account.id, own)
        }
        return page(
            "mine", title: Words.english.mine, request: request,
            content: [
                "handle": account.handle, "count": entries.count,
                "entries": entries.prefix(Self.mineLines).map {
                    AuditLine($0, accounts: accounts)
                },
                "reads": reads.prefix(Self.mineLines).map { AuditLine($0, accounts: accounts) },
                "sessions": sessions(of: account),
            ])
    }

    /// True for another person's reading of what I wrote, or of my account.
    private static func isAbout(_ entry: LogEntry, account: EntryID, _ own: [WatchOfMine]) -> Bool {
        guard case .access(.read(let read)) = entry.fact, read.account != account else {
            return false
        }
        if read.person == account { return true }
        return own.contains { mine in
            mine.watch == read.watch || read.incident.map(mine.incidents.contains) == true
        }
    }

    private func sessions(of account: Account) -> [SessionView] {
        let now = station.now()
        let snapshot = station.people.store.snapshot
        return snapshot.sessions.values
            .filter { $0.account == account.id && $0.life.isLive(now.unixMilliseconds) }
            .map { SessionView($0, snapshot, utcOffsetMinutes: now.utcOffsetMinutes) }
    }
}

/// A session as its owner sees it.
struct SessionView: Sendable {
    let since: String
    let place: String
    let own: Bool

    init(_ session: SessionRecord, _ snapshot: PeopleSnapshot, utcOffsetMinutes: Int) {
        var started: Int64 = 0
        if case .live(let at, _) = session.life { started = at }
        let local = LocalTime(unixMilliseconds: started, utcOffsetMinutes: utcOffsetMinutes)
        since = "\(local.dateText) \(local.minuteText)"
        let console = snapshot.consoles.values.first { $0.id == session.console }
        place = console?.label ?? Words.english.stationScreen
        own = Caller.current.session?.id == session.id
    }
}
