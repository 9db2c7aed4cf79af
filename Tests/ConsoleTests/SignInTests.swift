import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import People
import ResponseLog
import Station
import Store
import Synchronization
import Testing

@testable import Console

@Suite("Signing in")
struct SignInTests {
    private static let passphrase = "three small boats"

    /// The value a `Set-Cookie` gives a cookie, with its attributes.
    private func cookie(_ name: String, in answer: TestResponse) -> String? {
        answer.headers[values: .setCookie].first { $0.hasPrefix(name + "=") }
    }

    private func setUp(_ console: ConsoleFixture) async throws -> ConsoleFixture {
        let answer = try await console.post(
            "/setup",
            ["handle": "ASH 1", "passphrase": Self.passphrase, "again": Self.passphrase])
        #expect(answer.status == .seeOther, "\(answer.text)")
        let session = try #require(cookie("spotter-session", in: answer))
        return console.with(cookie: String(session.prefix { $0 != ";" }))
    }

    @Test("reviewing leads to the first account, which the station's own screen makes once")
    func firstRun() async throws {
        try await ConsoleFixture.run { console in
            #expect(try await console.get("/incidents").headers[.location] == "/setup")
            #expect(try await console.get("/setup").text.contains("action=\"/setup\""))
            for (passphrase, again) in [("short", "short"), (Self.passphrase, "another one")] {
                let answer = try await console.post(
                    "/setup", ["handle": "ASH 1", "passphrase": passphrase, "again": again])
                #expect(answer.status == .badRequest)
            }
            let ash = try await setUp(console)
            #expect(try await ash.get("/incidents").status == .ok)
            #expect(try await ash.get("/people").text.contains("ASH 1"))
            #expect(
                try await console.get("/incidents").headers[.location]
                    == "/sign-in?next=/incidents")
            let second = try await console.post(
                "/setup",
                ["handle": "OAK", "passphrase": Self.passphrase, "again": Self.passphrase])
            #expect(second.status == .forbidden)
            #expect(console.station.people.store.snapshot.accounts.count == 1)
        }
    }

    @Test(
        "a session's cookie is kept from scripts and from other sites, and is no secret on the disk"
    )
    func cookies() async throws {
        try await ConsoleFixture.run { console in
            let answer = try await console.post(
                "/setup",
                ["handle": "ASH 1", "passphrase": Self.passphrase, "again": Self.passphrase])
            let text = try #require(cookie("spotter-session", in: answer))
            for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
                #expect(text.contains(part), "\(text)")
            }
            #expect(!text.contains("Secure"))
            #expect(answer.headers[.cacheControl] == "no-store")
        }
        let names = CookieNames(isEncrypted: true)
        #expect(names.session == "__Host-spotter-session")
        #expect(names.cookie(names.session, "x", keepSeconds: 1).description.contains("Secure"))
    }

    @Test("wrong passphrases are counted, held back, and never block helping")
    func limited() async throws {
        try await ConsoleFixture.run { console in
            _ = try await setUp(console)
            func signIn(_ passphrase: String) async throws -> TestResponse {
                try await console.post(
                    "/sign-in", ["handle": "ash 1", "passphrase": passphrase])
            }
            for _ in 0..<5 { #expect(try await signIn("not this one").status == .forbidden) }
            let held = try await signIn(Self.passphrase)
            #expect(held.status == .tooManyRequests)
            #expect(
                held.headers[.retryAfter].flatMap(Int.init).map { (1...15).contains($0) } == true)
            #expect(cookie("spotter-session", in: held) == nil)
            let opened = try await console.touch("/respond", ["entry": EntryID.random().text])
            #expect(opened["watch"] != nil)
            await console.station.people.store.writePending()
            let results = try await console.station.accessLog(50).compactMap { entry in
                if case .access(.signIn(_, let result)) = entry.fact { result } else { nil }
            }
            #expect(results.count { $0 == .failed } == 5)
            #expect(results.count { $0 == .limited } == 1)
        }
    }

    @Test("a handle without an account gets the same answer as a wrong passphrase")
    func unknownHandle() async throws {
        try await ConsoleFixture.run { console in
            _ = try await setUp(console)
            let unknown = try await console.post(
                "/sign-in", ["handle": "NOBODY", "passphrase": Self.passphrase])
            let wrong = try await console.post(
                "/sign-in", ["handle": "ASH 1", "passphrase": "not this one"])
            #expect(unknown.status == wrong.status)
            #expect(unknown.text == wrong.text)
        }
    }

    @Test("signing out, hiding and disabling end a session at once")
    func ending() async throws {
        for path in ["/sign-out", "/hide"] {
            try await ConsoleFixture.run { console in
                let ash = try await console.signedIn([.supervisor])
                #expect(try await ash.get("/incidents").status == .ok)
                _ = try await ash.post(path)
                #expect(try await ash.get("/incidents").status == .seeOther)
            }
        }
        try await ConsoleFixture.run { console in
            let ash = try await console.signedIn([.supervisor])
            let oak = try await console.signedIn([.supervisor])
            let accounts = console.station.people.store.snapshot.accounts.values
            let oakID = try #require(accounts.first { $0.handle == "T 1" }?.id)
            _ = try await ash.post("/people/\(oakID)/disable")
            #expect(try await oak.get("/incidents").status == .seeOther)
            #expect(try await ash.get("/incidents").status == .ok)
        }
    }

    @Test("a write by someone signed in has to say that it comes from our page")
    func origin() async throws {
        try await ConsoleFixture.run { console in
            let ash = try await console.signedIn([.supervisor])
            var bare = HTTPFields()
            bare[.cookie] = ash.cookie
            #expect(try await console.post("/consoles/code", headers: bare).status == .forbidden)
            bare[.secFetchSite] = "same-origin"
            #expect(try await console.post("/consoles/code", headers: bare).status == .ok)
            bare[.secFetchSite] = "cross-site"
            #expect(try await console.post("/consoles/code", headers: bare).status == .forbidden)
        }
    }

    @Test("a code enrols one device, once; what something passes on is no screen of the station's")
    func enrolment() async throws {
        try await ConsoleFixture.run { console in
            let ash = try await console.signedIn([.supervisor])
            let page = try await ash.post("/consoles/code").text
            let after = try #require(page.range(of: Words.english.codeMade + " "))
            let code = String(page[after.upperBound...].prefix(8))
            // A request that a go-between passed on is a stranger's.
            let stranger: HTTPFields = [HTTPField.Name("X-Forwarded-For")!: "127.0.0.1"]
            let door = try await console.get("/", headers: stranger)
            #expect(door.status == .forbidden)
            #expect(door.text.contains("not enrolled"))
            #expect(!door.text.contains("Test site"), "a stranger sees nothing of the site")
            let wrong = try await console.post(
                "/enrol", ["code": "AAAAAAAA", "label": "door"], headers: stranger)
            #expect(wrong.status == .forbidden)
            let answer = try await console.post(
                "/enrol", ["code": code, "label": "door"], headers: stranger)
            let given = try #require(cookie("spotter-console", in: answer))
            #expect(given.contains("HttpOnly") && given.contains("Max-Age=34560000"))
            var enrolled = stranger
            enrolled[.cookie] = String(given.prefix { $0 != ";" })
            #expect(try await console.get("/", headers: enrolled).status == .ok)
            #expect(
                try await console.post(
                    "/enrol", ["code": code, "label": "two"], headers: stranger
                ).status
                    == .forbidden, "a code is good once")
            let consoles = console.station.people.store.snapshot.consoles.values
            let id = try #require(consoles.first?.id)
            _ = try await ash.post("/consoles/\(id)/revoke")
            #expect(try await console.get("/", headers: enrolled).status == .forbidden)
        }
    }

    @Test("a response is for helping until two hours after its close, and then for reviewing")
    func olderResponse() async throws {
        let ahead = Mutex<Int64>(0)
        let real = WallClock.system()
        let clock = WallClock {
            var stamp = real.now()
            stamp.recordedUnixMilliseconds += ahead.withLock { $0 }
            return stamp
        }
        try await ConsoleFixture.run(clock: clock) { console in
            let opened = try await console.touch("/respond", ["entry": EntryID.random().text])
            let incident = try #require(opened["incident"] as? String)
            let watch = try #require(opened["watch"] as? String)
            _ = try await console.signedIn([.supervisor])
            _ = try await console.post("/incidents/\(incident)/close", ["outcome": "awake-stayed"])
            _ = try await console.post("/watches/\(watch)/end", ["ending": "left-well"])
            ahead.withLock { $0 = 2 * 3_600_000 - 30_000 }
            for path in ["/incidents/\(incident)", "/watches/\(watch)"] {
                #expect(try await console.get(path).status == .ok)
            }
            ahead.withLock { $0 = 2 * 3_600_000 + 1 }
            for path in ["/incidents/\(incident)", "/watches/\(watch)"] {
                #expect(try await console.get(path).headers[.location] == "/sign-in?next=" + path)
                let reviewing = try await console.signedIn([.supervisor])
                #expect(try await reviewing.get(path).status == .ok)
                let responder = try await console.signedIn([.responder])
                #expect(try await responder.get(path).status == .forbidden)
            }
        }
    }

    @Test("reads are entries, a supervisor sees them, and a person sees who read about them")
    func reads() async throws {
        try await ConsoleFixture.run { console in
            let people = console.station.people.store
            let ash = try await console.signedIn([.supervisor])
            let fern = try await console.signedIn([.responder])
            let opened = try await console.post(
                "/respond", ["entry": EntryID.random().text],
                headers: [.accept: "application/json", .cookie: "spotter-handle=T.1"])
            let incident = try #require(try opened.facts["incident"] as? String)
            // The station's slow beat writes handles down; it runs for this test only.
            let beat = Task { await console.station.run() }
            defer { beat.cancel() }
            try await eventually("the handle is written down") {
                try await console.station.watches(writtenBy: "T 1").isEmpty == false
            }
            _ = try await ash.get("/incidents/\(incident)")
            _ = try await ash.get("/incidents/\(incident)")
            try await eventually("the read is an entry") {
                try await console.station.accessLog(50).contains {
                    if case .access(.read(let read)) = $0.fact {
                        read.incident?.text == incident && read.signedIn
                    } else {
                        false
                    }
                }
            }
            let reads = try await console.station.accessLog(50).filter {
                if case .access(.read(let read)) = $0.fact {
                    read.page == "incident"
                } else {
                    false
                }
            }
            #expect(reads.count == 1, "the same page again within minutes is one read")
            #expect(try await ash.get("/audit").text.contains("Read: incident"))
            let mine = try await fern.get("/mine").text
            #expect(mine.contains("Read: incident"))
            #expect(mine.contains("<b>T 0</b>"))
            #expect(try await ash.get("/mine").text.contains("Read: incident") == false)
            #expect(people.snapshot.accounts.count == 2)
        }
    }
}
