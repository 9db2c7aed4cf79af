import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import People
import Station
import Store
import Synchronization
import Testing

@testable import Console

/// Design rule 9: a worker's wellbeing is readable only with that worker's passphrase, declining
/// leaves no trace anywhere, and supervisors see nothing of it, not even a count.
@Suite("Wellbeing, with the whole disk in hand")
struct WellbeingTests {
    private static let passphrase = "a heron in the reeds"
    private static let canary = "Canary note: so tired, and nobody may know it"
    private static let handle = "NIGHTINGALE 7"
    private static let page = "/mine/wellbeing"

    private func keep(
        _ console: ConsoleFixture, text: String = canary, passphrase: String = passphrase
    ) async throws -> TestResponse {
        try await console.post(
            Self.page, ["text": text, "passphrase": passphrase, "again": passphrase])
    }

    private func open(
        _ console: ConsoleFixture, passphrase: String = passphrase
    ) async throws -> TestResponse {
        try await console.post(Self.page + "/open", ["passphrase": passphrase])
    }

    /// Waits for the file that every station makes on its first day, and for the entries of the
    /// start: what changes after this somebody changed.
    private func settled(_ console: ConsoleFixture) async throws -> DiskImage {
        let path = console.station.settings.dataDirectory
        try await eventually("the vault is there") {
            FileManager.default.fileExists(atPath: path + "/vault")
        }
        await console.station.people.store.writePending()
        await console.station.settleReadings()
        return try DiskImage(of: path)
    }

    @Test("rule 9: keeping a note changes the vault and not one byte of any other file")
    func rule9FullDisk() async throws {
        let live = Mutex<DiskImage?>(nil)
        try await ConsoleFixture.run(afterStop: { directory in
            let cold = try DiskImage(of: directory)
            #expect(cold.files(holding: [Self.canary, Self.passphrase, "Canary"]).isEmpty)
            #expect(cold.files(holding: [Self.page, "wellbeing"]).isEmpty, "no page's name either")
            #expect(cold.files["vault"] == live.withLock { $0?.files["vault"] })
        }) { console in
            _ = try await console.signedIn([.supervisor])
            let ash = try await console.signedIn([.responder], handle: Self.handle)
            let before = try await settled(console)
            let kept = try await keep(ash)
            #expect(kept.status == .ok && kept.text.contains(Words.english.wellbeing.saved))
            #expect(!kept.text.contains("Canary"), "what was kept is not shown again unasked")
            let after = try DiskImage(of: console.station.settings.dataDirectory)
            live.withLock { $0 = after }
            #expect(after.differing(from: before) == ["vault"])
            #expect(after.facts == before.facts, "no size, mode or time of any file")
            #expect(after.files(holding: [Self.canary, Self.passphrase, "Canary"]).isEmpty)
            let opened = try await open(ash)
            #expect(opened.text.contains(Self.canary))
            #expect(
                try DiskImage(of: console.station.settings.dataDirectory) == after,
                "opening writes nothing")
            // The search itself finds what is there.
            #expect(after.files(holding: [Self.handle]) == ["people.sqlite"])
        }
    }

    @Test("rule 9: with a note and without one, the vault is the same size and as random")
    func rule9TwoStations() async throws {
        let images = Mutex<[Bool: DiskImage]>([:])
        for writes in [true, false] {
            try await ConsoleFixture.run(afterStop: { directory in
                let image = try DiskImage(of: directory)
                images.withLock { $0[writes] = image }
            }) { console in
                _ = try await console.signedIn([.supervisor])
                let ash = try await console.signedIn([.responder])
                _ = try await settled(console)
                if writes { #expect(try await keep(ash).status == .ok) }
            }
        }
        let (with, without) = images.withLock { ($0[true], $0[false]) }
        let note = try #require(with), none = try #require(without)
        #expect(note.facts["vault"] == none.facts["vault"])
        #expect(Set(note.files.keys) == Set(none.files.keys))
        for image in [note, none] {
            let vault = try #require(image.files["vault"])
            #expect(vault.count == 8_388_640)
            let body = vault.dropFirst(32)
            #expect(chiSquare(Data(body)) < 255 + 6 * 22.6)
            var worst = 0.0
            for start in stride(from: body.startIndex, to: body.endIndex, by: SealedNote.bytes) {
                worst = max(worst, chiSquare(Data(body[start..<start + SealedNote.bytes])))
            }
            // The largest of 4096 such sums; a slot of plain text has many thousands.
            #expect(worst < 255 + 7 * 22.6, "a slot stands out")
        }
        let text = String(repeating: Self.canary, count: 50).utf8.prefix(SealedNote.bytes)
        #expect(chiSquare(Data(text)) > 5000, "the sum can tell text from random bytes")
    }

    @Test("rule 9: looking, guessing, erasing nothing and not now write nothing anywhere")
    func rule9Declining() async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.signedIn([.supervisor])
            let ash = try await console.signedIn([.responder])
            let before = try await settled(console)
            let page = try await ash.get(Self.page)
            #expect(page.status == .ok)
            #expect(page.headers[.cacheControl] == "no-store")
            #expect(page.text.contains(#"href="/mine">Not now</a>"#), "a plain link")
            #expect(
                try await open(ash).text.contains(Words.english.wellbeing.nothingOpens))
            let erased = try await ash.post(
                Self.page + "/erase", ["passphrase": Self.passphrase])
            #expect(erased.text.contains(Words.english.wellbeing.nothingOpens))
            await console.station.people.store.writePending()
            let after = try DiskImage(of: console.station.settings.dataDirectory)
            #expect(after == before, "\(after.differing(from: before))")
            // "Not now" leads to the own record and on to the floor. Reading a record takes a lock,
            // which SQLite notes in its index of the write-ahead log: as for every such page.
            #expect(try await ash.get("/mine").status == .ok)
            #expect(try await ash.get("/").status == .ok)
            let left = try DiskImage(of: console.station.settings.dataDirectory)
            #expect(Set(left.differing(from: before)).isSubset(of: ["ledger.sqlite-shm"]))
        }
    }

    @Test("rule 9: these pages are not even a use of the session, whose time is on the disk")
    func rule9Session() async throws {
        let clock = HandClock()
        try await ConsoleFixture.run(clock: clock.clock) { console in
            _ = try await console.signedIn([.supervisor])
            let ash = try await console.signedIn([.responder])
            #expect(try await ash.get("/mine").status == .ok)
            clock.move(minutes: 14)
            #expect(try await ash.get(Self.page).status == .ok)
            #expect(try await open(ash).status == .ok)
            clock.move(minutes: 2)
            #expect(try await ash.get("/mine").status == .seeOther)
            // Any other page is a use.
            let oak = try await console.signedIn([.responder])
            clock.move(minutes: 14)
            #expect(try await oak.get("/mine").status == .ok)
            clock.move(minutes: 2)
            #expect(try await oak.get("/mine").status == .ok)
        }
    }

    @Test(
        "rule 9: no role and no other account opens it, and no page of a supervisor's changes",
        arguments: [Role.responder, .supporter, .supervisor, .reporter, .tester])
    func rule9Everyone(role: Role) async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.signedIn([.supervisor])
            let ash = try await console.signedIn([.responder])
            let other = try await console.signedIn([role])
            let pages = ["/people", "/audit", "/incidents", "/checkins", "/mine", "/health"]
            func seen() async throws -> [String] {
                var seen: [String] = []
                for path in pages {
                    let text = try await other.get(path).text
                    // Random names of forms, and clocks, are new on every page.
                    seen.append(
                        text.replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "id")
                            .replacing(/data-(boot|unix)="\d+"/, with: "")
                            .replacing(/\d\d:\d\d(:\d\d)?/, with: "time"))
                }
                return seen
            }
            _ = try await settled(console)
            _ = try await seen()
            await console.station.settleReadings()
            await console.station.people.store.writePending()
            let before = try await seen()
            #expect(try await keep(ash).status == .ok)
            #expect(try await open(ash).text.contains(Self.canary))
            await console.station.people.store.writePending()
            #expect(try await seen() == before)
            // Even with the passphrase: the key is the account's too.
            let answer = try await open(other)
            #expect(!answer.text.contains("Canary"))
            #expect(answer.text.contains(Words.english.wellbeing.nothingOpens))
        }
    }

    @Test("a note is opened, replaced and erased; a new sign-in passphrase changes nothing of it")
    func life() async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.signedIn([.supervisor])
            let ash = try await console.signedIn([.responder])
            #expect(try await keep(ash).status == .ok)
            let wrong = try await open(ash, passphrase: "a heron in the reed")
            #expect(wrong.text.contains(Words.english.wellbeing.nothingOpens))
            #expect(try await keep(ash, text: "<b>better\r\nnow</b>").status == .ok)
            let account = try #require(
                console.station.people.store.snapshot.account(handle: "T 1"))
            _ = try await console.station.people.store.write(
                .passphrase(
                    account.id, try #require(PassphraseHash(text: "$argon2id$other")),
                    by: nil, now: 0))
            let token = EntryID.random().text
            _ = try await console.station.people.store.write(
                .signIn(
                    account.id, token: PeopleDesk.digest(token), console: nil,
                    now: console.station.now().unixMilliseconds))
            let again = console.with(cookie: "spotter-session=\(token)")
            let opened = try await open(again)
            #expect(opened.text.contains("&lt;b&gt;better\nnow&lt;/b&gt;</textarea>"))
            #expect(!opened.text.contains("Canary"))
            let erased = try await again.post(
                Self.page + "/erase", ["passphrase": Self.passphrase])
            #expect(erased.text.contains(Words.english.wellbeing.erased))
            #expect(
                try await open(again).text.contains(Words.english.wellbeing.nothingOpens))
        }
    }

    @Test("guessing is slowed in memory, and nobody learns that somebody guessed")
    func guessing() async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.signedIn([.supervisor])
            let ash = try await console.signedIn([.responder])
            #expect(try await keep(ash).status == .ok)
            let before = try await settled(console)
            // Starting a note counts as one: many passphrases would wear others' copies out.
            for number in 1..<SignInAttempts.freeForAccount {
                let answer = try await open(ash, passphrase: "a guess or two \(number)")
                #expect(answer.status == .ok)
            }
            let held = try await open(ash)
            #expect(held.status == .tooManyRequests)
            #expect(!held.text.contains("Canary"))
            await console.station.people.store.writePending()
            let after = try DiskImage(of: console.station.settings.dataDirectory)
            #expect(after == before)
            // Others, and signing in, do not wait for it.
            let oak = try await console.signedIn([.responder])
            #expect(try await open(oak).status == .ok)
            try await console.station.people.confirm(
                "x", of: try await confirmable(console), place: "here")
        }
    }

    /// An account whose passphrase is "x", without the rule on how long one is.
    private func confirmable(_ console: ConsoleFixture) async throws -> Account {
        try await console.station.people.store.write(
            .add(
                handle: "ELM", roles: [.responder], passphrase: PassphraseHash.make("x"),
                by: nil, now: 0))
    }

    @Test("a note needs a passphrase of its own, twice the same, and fits its slot")
    func unfit() async throws {
        try await ConsoleFixture.run { console in
            let made = try await console.post(
                "/setup",
                [
                    "handle": "ASH 1", "passphrase": "three small boats",
                    "again": "three small boats",
                ])
            let session = try #require(
                made.headers[values: .setCookie].first { $0.hasPrefix("spotter-session=") })
            let ash = console.with(cookie: String(session.prefix { $0 != ";" }))
            let before = try await settled(console).files["vault"]
            for (passphrase, again, text) in [
                ("short", "short", "x"), (Self.passphrase, "another one", "x"), ("", "", "x"),
                ("three small boats", "three small boats", "x"),
                (
                    Self.passphrase, Self.passphrase,
                    String(repeating: "é", count: SealedNote.longestText / 2 + 1)
                ),
            ] {
                let answer = try await ash.post(
                    Self.page, ["text": text, "passphrase": passphrase, "again": again])
                #expect(answer.status == .badRequest, "\(passphrase)")
                #expect(answer.text.contains(text + "</textarea>"), "the words are not lost")
                #expect(!answer.text.contains(#"value="\#(Self.passphrase)"#))
            }
            #expect(try await settled(console).files["vault"] == before)
            let fits = String(repeating: "é", count: SealedNote.longestText / 2)
            #expect(try await keep(ash, text: fits).status == .ok)
            #expect(try await open(ash).text.contains(fits))
        }
    }

    @Test("a vault that is missing or damaged stops nobody, and says so on its page alone")
    func unavailable() async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.signedIn([.supervisor])
            let ash = try await console.signedIn([.responder])
            _ = try await settled(console)
            let path = console.station.settings.dataDirectory + "/vault.new"
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
            let answer = try await keep(ash)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.text.contains(Self.canary + "</textarea>"))
            #expect(try await console.get("/").status == .ok)
            try FileManager.default.removeItem(atPath: path)
            #expect(try await keep(ash).status == .ok)
        }
    }
}

/// Wall time that stands still until it is moved.
final class HandClock: Sendable {
    private let minutes = Mutex<Int64>(0)

    var clock: WallClock {
        let real = WallClock.system()
        return WallClock {
            var stamp = real.now()
            stamp.recordedUnixMilliseconds += self.minutes.withLock { $0 } * 60_000
            return stamp
        }
    }

    func move(minutes more: Int64) { minutes.withLock { $0 += more } }
}
