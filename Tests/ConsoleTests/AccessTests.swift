import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Logging
import People
import ResponseLog
import Station
import Store
import Testing

@testable import Console

/// Every route by every visitor, through the real router. Expected answers are written out by hand.
@Suite("Who may see what")
struct AccessTests {
    /// Who asks.
    enum Who: String, CaseIterable, Sendable {
        case stranger
        case console
        case responder
        case supporter
        case supervisor
        case reporter
        case tester
    }

    /// What an enrolled console does with nobody signed in, by method and path.
    static let helping: Set<String> = [
        "GET /", "GET /respond/:watch", "GET /watches/:watch", "GET /watches/:watch/timeline",
        "GET /incidents/:id", "GET /incidents/:id/replay", "GET /incidents/:id/replay.json",
        "GET /live", "GET /api/floor", "POST /respond",
        "POST /seats/:seat/respond", "POST /seats/:seat/watch", "POST /watches/:watch/end",
        "POST /watches/:watch/care", "POST /watches/:watch/correct", "POST /watches/:watch/alerts",
        "POST /watches/:watch/pause", "GET /watches/:watch/move", "POST /watches/:watch/move",
        "POST /watches/:watch/swap", "POST /watches/:watch/take-over",
        "POST /incidents/:id/close", "POST /clock/confirm", "POST /sound", "POST /sound/heard",
        "POST /station/alerts", "POST /whoami", "POST /hide", "GET /now",
        "POST /watches/:watch/someone-else", "POST /watches/:watch/limits",
        "GET /incidents/:id/record", "GET /incidents/:id/closing", "GET /incidents/:id/debrief",
        "GET /incidents/:id/handover", "GET /incidents/:id/handover.pdf", "POST /checkins",
        "GET /watches/:watch/others", "POST /watches/:watch/others",
        "POST /watches/:watch/replace", "POST /watches/:watch/answers",
        "POST /incidents/:id/answers", "POST /incidents/:id/people",
        "POST /incidents/:id/equipment", "POST /incidents/:id/debrief",
        "POST /incidents/:id/actions/:action/done", "POST /watches/:watch/judge",
        "POST /visits", "POST /checkins/:id/withdraw",
    ]
    /// What anyone at all gets.
    static let doors: Set<String> = [
        "GET /health", "GET /assets/:build/:name", "GET /sign-in", "POST /sign-in",
        "POST /sign-out", "GET /enrol", "POST /enrol",
    ]
    /// What a supervisor gets besides.
    static let supervising: Set<String> = [
        "GET /incidents", "GET /tonight", "GET /people", "POST /people", "POST /people/:id/change",
        "POST /people/:id/disable", "POST /people/:id/enable", "POST /people/:id/passphrase",
        "POST /people/:id/sign-out", "POST /consoles/code", "POST /consoles/:id/revoke",
        "POST /people/scope", "GET /audit", "POST /enrol/here", "GET /settings/limits",
        "POST /settings/limits",
        "POST /settings/limits/choose",
    ]
    /// What anyone signed in gets: one's own record.
    static let own: Set<String> = [
        "GET /mine", "POST /mine/sign-out", "POST /mine/passphrase", "POST /mine/shift",
        "POST /mine/sessions/:id/end", "POST /mine/delete", "GET /mine/wellbeing",
        "POST /mine/wellbeing", "POST /mine/wellbeing/open", "POST /mine/wellbeing/erase",
    ]
    /// What only who checks in with people gets, and no supervisor.
    static let supporting: Set<String> = ["GET /checkins", "POST /checkins/:id/done"]
    /// What nobody gets once there is a supervisor.
    static let onceOnly: Set<String> = ["GET /setup", "POST /setup"]

    /// What ends the session it is asked in.
    static let ending: Set<String> = [
        "POST /sign-out", "POST /mine/sign-out", "POST /hide", "POST /enrol/here",
    ]

    private func mayAsk(_ who: Who, _ route: String) -> Bool {
        if Self.doors.contains(route) { return true }
        if who == .stranger { return false }
        if Self.helping.contains(route) { return true }
        if who == .console { return false }
        if Self.own.contains(route) { return true }
        if Self.supporting.contains(route) { return who == .supporter }
        return who == .supervisor && Self.supervising.contains(route)
    }

    private func routes(_ console: ConsoleFixture) -> [GatedRouter.Route] {
        let server = ConsoleServer(
            station: console.station, settings: ConsoleSettings(), logger: .init(label: "test"))
        return server.gated(Router(context: ConsoleContext.self))
    }

    @Test("the table covers every route there is, and no other")
    func tableIsWhole() async throws {
        try await ConsoleFixture.run { console in
            let declared = routes(console).map { "\($0.method.rawValue) \($0.path)" }
            let table = Self.helping.union(Self.doors).union(Self.supervising).union(Self.own)
                .union(Self.onceOnly).union(Self.supporting)
            #expect(Set(declared) == table)
            #expect(declared.count == table.count, "a route is declared twice")
        }
    }

    @Test(
        "every route by every role, on a console and on a stranger's device",
        arguments: Who.allCases)
    func everyRoute(who: Who) async throws {
        try await ConsoleFixture.run(settings: { $0.takesNoAddressAsOwn = false }) { fixture in
            let people = fixture.station.people.store
            let token = "a-console"
            let enrolled = try await people.write(
                .enrolConsole("door", token: PeopleDesk.digest(token), by: nil, now: 0))
            let console = fixture.with(cookie: "spotter-console=\(token)")
            // The site has a supervisor, whoever asks.
            _ = try await console.signedIn([.supervisor])
            func visitor() async throws -> ConsoleFixture {
                switch who {
                case .stranger: fixture
                case .console: console
                default:
                    try await console.signedIn(
                        [#require(Role(rawValue: who.rawValue))], console: enrolled.id)
                }
            }
            var asker = try await visitor()
            for route in routes(fixture) where route.path != "/live" {
                let name = "\(route.method.rawValue) \(route.path)"
                let path = Self.filled(route.path)
                let answer =
                    route.method == .get
                    ? try await asker.get(path) : try await asker.post(path)
                let isRefused = Self.isRefusal(answer)
                #expect(
                    isRefused == !mayAsk(who, name),
                    "\(name) for \(who): \(answer.status) \(answer.headers[.location] ?? "")")
                // Some end the very session the next routes need.
                if Self.ending.contains(name) { asker = try await visitor() }
            }
        }
    }

    /// A path with something in the place of each parameter.
    private static func filled(_ path: String) -> String {
        path.split(separator: "/").map { part in
            switch part {
            case ":seat": "1"
            case ":build", ":name": "x"
            default: part.hasPrefix(":") ? EntryID.random().text : String(part)
            }
        }.reduce("") { $0 + "/" + $1 }.ifEmpty("/")
    }

    /// True when the gate answered, not the page: a form that is wrong or a thing that is not there
    /// is another matter.
    private static func isRefusal(_ answer: TestResponse) -> Bool {
        if let next = answer.headers[.location] {
            return next.hasPrefix("/sign-in?") || next == "/setup"
        }
        return answer.status == .forbidden
            && AccessRefusal.allCases.contains {
                answer.text.contains(Words.english.refusal($0))
            }
    }

    @Test(
        "an emergency never waits for a log-in: respond, act and hand over with no account at all")
    func anEmergencyNeverWaitsForALogIn() async throws {
        try await ConsoleFixture.run(.live) { console in
            #expect(console.station.people.store.snapshot.accounts.isEmpty)
            let opened = try await console.touch("/respond", ["entry": EntryID.random().text])
            let watch = try #require(opened["watch"] as? String)
            let incident = try #require(opened["incident"] as? String)
            _ = try await console.touch(
                "/watches/\(watch)/care", ["entry": EntryID.random().text, "kind": "stimulated"])
            _ = try await console.touch(
                "/watches/\(watch)/take-over", ["entry": EntryID.random().text, "step": "asked"])
            let page = try await console.get("/respond/\(watch)")
            #expect(page.status == .ok)
            #expect(page.text.contains("Asked that someone else take over"))
            #expect(page.text.contains(Words.english.takeOverAsked))
            _ = try await console.touch(
                "/watches/\(watch)/take-over", ["entry": EntryID.random().text, "step": "taken"])
            let after = try await console.get("/respond/\(watch)").text
            #expect(!after.contains(Words.english.takeOverAsked))
            #expect(try await console.get("/incidents/\(incident)").status == .ok)
        }
    }

    @Test("a hidden screen shows no handle, and alarms, numbers and help go on")
    func hidden() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let handle = try #require(console.station.board.tile(seat: 1)?.watch?.handle)
            #expect(try await console.get("/").text.contains(handle))
            let answer = try await console.post("/hide")
            #expect(answer.headers[values: .setCookie].contains { $0.contains("spotter-hidden=1") })
            let hidden = console.with(cookie: "spotter-hidden=1")
            for path in ["/", "/api/floor", "/respond/\(watch)"] {
                let page = try await hidden.get(path)
                #expect(page.status == .ok)
                #expect(!page.text.contains(handle), "\(path) shows the handle")
            }
            #expect(try await hidden.get("/watches/\(watch)").status == .forbidden)
            let incident = try await hidden.touch("/seats/1/respond")["incident"] as? String
            #expect(try await hidden.get("/incidents/\(incident ?? "")").status == .forbidden)
            let shown = try await hidden.post("/whoami", ["handle": "ASH 1"])
            #expect(
                shown.headers[values: .setCookie].contains {
                    $0.hasPrefix("spotter-hidden=;") && $0.contains("Max-Age=0")
                })
        }
    }
}

extension String {
    fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
