import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import People
import ResponseLog
import SignalCore
import Store
import Testing

@testable import Console
@testable import Station

@Suite("One's own record")
struct OwnRecordTests {
    private static let passphrase = "three small boats"

    private func setUp(_ console: ConsoleFixture) async throws -> ConsoleFixture {
        let answer = try await console.post(
            "/setup",
            ["handle": "ASH 1", "passphrase": Self.passphrase, "again": Self.passphrase])
        let session = try #require(
            answer.headers[values: .setCookie].first { $0.hasPrefix("spotter-session=") })
        return console.with(cookie: String(session.prefix { $0 != ";" }))
            .with(cookie: "spotter-handle=ASH.1")
    }

    @Test("the load counts responses joined under one's own handle, not others' and no drills")
    func load() async throws {
        let clock = HandClock()
        try await ConsoleFixture.run(clock: clock.clock) { console in
            var ash = try await setUp(console)
            #expect(try await ash.get("/mine").text.contains("0 responses in the last 12 h."))
            let opened = try await ash.touch("/seats/1/respond")
            let watch = try #require(opened["watch"] as? String)
            _ = try await ash.touch("/watches/\(watch)/care", ["kind": "stimulated"])
            let others = console.with(cookie: "spotter-handle=FERN.2")
            _ = try await others.touch("/seats/2/respond")
            try await eventually("the handle is on the disk") {
                await console.station.notes.flush(to: console.station.store)
                return try await ash.get("/mine").text.contains("1 response in the last 12 h.")
            }
            #expect(try await ash.get("/mine").text.contains("no break noted."))
            // A day later it is another day.
            clock.move(minutes: 13 * 60)
            ash = try await signedInAgain(console)
            #expect(try await ash.get("/mine").text.contains("0 responses in the last 12 h."))
        }
    }

    private func signedInAgain(_ console: ConsoleFixture) async throws -> ConsoleFixture {
        let answer = try await console.post(
            "/sign-in", ["handle": "ASH 1", "passphrase": Self.passphrase])
        let session = try #require(
            answer.headers[values: .setCookie].first { $0.hasPrefix("spotter-session=") })
        return console.with(cookie: String(session.prefix { $0 != ";" }))
    }

    @Test("shift and breaks are one touch, seen by oneself alone, and on no disk")
    func shift() async throws {
        try await ConsoleFixture.run { console in
            let ash = try await console.signedIn([.responder])
            let boss = try await console.signedIn([.supervisor])
            await console.station.people.store.writePending()
            await console.station.settleReadings()
            try await eventually("the vault is there") {
                FileManager.default.fileExists(
                    atPath: console.station.settings.dataDirectory + "/vault")
            }
            let before = try DiskImage(of: console.station.settings.dataDirectory)
            func step(_ name: String) async throws -> String {
                let answer = try await ash.post("/mine/shift", ["step": name])
                #expect(answer.headers[.location] == "/mine#load")
                return try await ash.get("/mine").text
            }
            #expect(try await step("began").contains("0 responses this shift."))
            #expect(try await step("began").contains("shift began 0 min ago."))
            let onBreak = try await step("break")
            #expect(onBreak.contains("on a break for 0 min."))
            #expect(onBreak.contains(#"value="back""#))
            #expect(try await step("back").contains("last break ended 0 min ago."))
            for path in ["/people", "/audit", "/", "/mine"] {
                let text = try await boss.get(path).text
                #expect(!text.contains("last break ended") && !text.contains("shift began"))
            }
            #expect(try await step("forget").contains("in the last 12 h."))
            #expect(try await ash.post("/mine/shift", ["step": "x"]).status == .badRequest)
            let after = try DiskImage(of: console.station.settings.dataDirectory)
            let changed = after.differing(from: before)
            // The supervisor's reading of /audit and /people is written down; a shift is not.
            #expect(changed.allSatisfy { $0.hasPrefix("ledger.sqlite") }, "\(changed)")
        }
    }

    @Test("each own session can be ended, another's cannot")
    func sessions() async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.signedIn([.supervisor])
            let ash = try await console.signedIn([.responder])
            let oak = try await console.signedIn([.responder])
            let people = console.station.people.store
            let account = try #require(people.snapshot.account(handle: "T 1"))
            let token = EntryID.random().text
            let second = try await people.write(
                .signIn(
                    account.id, token: PeopleDesk.digest(token), console: nil,
                    now: console.station.now().unixMilliseconds))
            let other = console.with(cookie: "spotter-session=\(token)")
            let page = try await ash.get("/mine").text
            #expect(page.matches(of: /\/mine\/sessions\/[0-9a-f-]+\/end/).count == 2)
            let path = "/mine/sessions/\(second.id)/end"
            #expect(try await oak.post(path).status == .notFound)
            #expect(try await other.get("/mine").status == .ok)
            #expect(try await ash.post(path).headers[.location] == "/mine")
            #expect(try await other.get("/mine").status == .seeOther)
            #expect(try await ash.get("/mine").status == .ok)
        }
    }

    @Test("a deleted account is gone from every file, and its private note for ever")
    func deletion() async throws {
        let handle = "NIGHTINGALE 7"
        try await ConsoleFixture.run(afterStop: { directory in
            let image = try DiskImage(of: directory)
            #expect(image.files(holding: [handle]).isEmpty)
            #expect(
                image.files(holding: ["ALBATROSS 1"]) == ["people.sqlite"],
                "the search finds who stayed")
        }) { console in
            _ = try await console.signedIn([.supervisor], handle: "ALBATROSS 1")
            _ = try await console.signedIn([.supporter])
            let people = console.station.people
            let account = try await people.store.write(
                .add(
                    handle: handle, title: "Host", roles: [.responder],
                    passphrase: PassphraseHash.make(Self.passphrase), by: nil, now: 0))
            let answer = try await console.post(
                "/sign-in", ["handle": handle, "passphrase": Self.passphrase])
            let session = try #require(
                answer.headers[values: .setCookie].first { $0.hasPrefix("spotter-session=") })
            let ash = console.with(cookie: String(session.prefix { $0 != ";" }))
                .with(cookie: "spotter-handle=NIGHTINGALE.7")
            let opened = try await ash.touch("/seats/1/respond")
            let watch = try #require(opened["watch"] as? String)
            _ = try await ash.touch("/watches/\(watch)/care", ["kind": "stimulated"])
            await console.station.notes.flush(to: console.station.store)
            #expect(try await ash.get("/respond/\(watch)").text.contains(handle))
            _ = try await ash.post("/checkins", ["entry": EntryID.random().text])
            try await people.saveNote("mine", of: account, passphrase: "a heron in the reeds")
            await people.store.writePending()
            let entries = try await console.station.accessLog(1000)
            #expect(entries.contains { $0.didBy == account.id.text })

            for fields in [
                ["passphrase": Self.passphrase], ["sure": "yes"],
                ["passphrase": "not this one", "sure": "yes"],
            ] {
                let refused = try await ash.post("/mine/delete", fields)
                #expect([.badRequest, .forbidden].contains(refused.status))
            }
            #expect(people.store.snapshot.accounts[account.id] != nil)
            let gone = try await ash.post(
                "/mine/delete", ["passphrase": Self.passphrase, "sure": "yes"])
            #expect(gone.status == .seeOther)
            #expect(gone.headers[values: .setCookie].contains { $0.hasPrefix("spotter-handle=;") })
            #expect(people.store.snapshot.accounts[account.id] == nil)
            #expect(people.store.snapshot.checkIns.isEmpty)
            #expect(try await ash.get("/mine").status == .seeOther)
            let page = try await console.get("/respond/\(watch)").text
            #expect(!page.contains(handle), "the line stands, under a random id")
            #expect(page.contains("Stirs when stimulated") || page.contains("timulated"))
            // The ledger still says that someone deleted an account, by its random id.
            await people.store.writePending()
            let last = try await console.station.accessLog(1000)
            #expect(last.count > entries.count)
            // A new account of the same handle does not get the old note.
            let next = try await people.store.write(
                .add(handle: "HERON", roles: [.responder], passphrase: nil, by: nil, now: 0))
            #expect(
                try await people.openNote(of: next, passphrase: "a heron in the reeds") == nil)
        }
    }

    @Test("the last supervisor cannot leave, and nothing of them is gone")
    func lastSupervisor() async throws {
        try await ConsoleFixture.run { console in
            let ash = try await setUp(console)
            let before = console.station.people.store.snapshot.accounts
            let answer = try await ash.post(
                "/mine/delete", ["passphrase": Self.passphrase, "sure": "yes"])
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("last supervisor"))
            #expect(console.station.people.store.snapshot.accounts == before)
            #expect(try await ash.get("/mine").status == .ok)
        }
    }
}
