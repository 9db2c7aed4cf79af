import Foundation
import GRDB
import Ledger
import People
import ResponseLog
import Testing

@testable import Store

@Suite("People's file")
struct PeopleFileTests {
    private static let hash = PassphraseHash(text: "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA")

    private func supervisor(_ handle: String, in file: PeopleFile) throws -> Account {
        try file.write(
            .add(handle: handle, roles: [.supervisor], passphrase: Self.hash, by: nil, now: 5))
    }

    @Test("what is written is read back, and the file is private")
    func roundTrip() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        let ash = try supervisor("ASH 1", in: file)
        let fern = try file.write(
            .add(
                handle: "FERN 2", title: "Host", roles: [.responder, .tester], passphrase: nil,
                by: ash.id, now: 6))
        let token = SHA256.digest([1, 2, 3])
        let console = try file.write(.enrolConsole("door", token: token, by: ash.id, now: 7))
        let session = try file.write(
            .signIn(ash.id, token: token, console: console.id, now: 8))
        try file.write(.scope(["care.note"], of: "Host", by: ash.id, now: 9))
        try file.write(.scope([], of: "Guest", by: ash.id, now: 9))

        let again = try PeopleFile(directory: directory.path).snapshot()
        #expect(again.accounts == [ash.id: ash, fern.id: fern])
        #expect(again.sessions == [token: session])
        #expect(again.consoles == [token: console])
        #expect(again.scope.kinds == ["Host": ["care.note"], "Guest": []])
        #expect(again.account(handle: " fern  2 ")?.id == fern.id)
        let mode = try FileManager.default.attributesOfItem(
            atPath: directory.path + "/people.sqlite")[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test("a title's list is written, taken back, and each change waits for the ledger")
    func scope() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        let ash = try supervisor("ASH 1", in: file)
        #expect(ash.helpsAs == .supervisor)
        try file.write(.scope(["care.note"], of: "Host", by: ash.id, now: 1))
        try file.write(.scope([], of: "Host", by: ash.id, now: 2))
        #expect(try file.snapshot().scope.isOutside("care.note", title: "Host"))
        try file.write(.scope(nil, of: "Host", by: ash.id, now: 3))
        #expect(try file.snapshot().scope.kinds.isEmpty)
        for bad in ["", "two\nlines", String(repeating: "x", count: 41)] {
            #expect(throws: PeopleError.badTitle) {
                try file.write(.scope(["care.note"], of: bad, by: ash.id, now: 4))
            }
        }
        let kept = try file.write(.pending).filter { $0.kind == "access.scope" }
        #expect(kept.map(\.didBy) == Array(repeating: ash.id.text, count: 3))
        let facts = try kept.map {
            try Fact(kind: $0.kind, version: Fact.kindVersion, payload: $0.payload)
        }
        #expect(
            facts == [["care.note"], [], nil].map { .access(.scope(title: "Host", kinds: $0)) })
    }

    @Test("a handle is one account's, in whatever letters")
    func handles() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        _ = try supervisor("ASH 1", in: file)
        #expect(throws: PeopleError.handleTaken("ash 1")) { try supervisor("ash 1", in: file) }
        #expect(throws: PeopleError.badHandle) { try supervisor("ASH;1", in: file) }
    }

    @Test("slots count up, are never used twice, and end at 256")
    func slots() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        for number in 0..<Account.capacity {
            let account = try supervisor("A \(number)", in: file)
            #expect(account.slot == number)
            if number == 3 {
                _ = try file.write(.disable(account.id, by: nil, now: 0))
            }
        }
        #expect(throws: PeopleError.full) { try supervisor("ONE MORE", in: file) }
    }

    @Test("a deleted account leaves nothing in the file but a random id on its way to the ledger")
    func deleted() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        let ash = try supervisor("ASH 1", in: file)
        let fern = try file.write(
            .add(
                handle: "FERN 2", title: "Nightingale", roles: [.responder],
                passphrase: PassphraseHash(text: "$argon2id$v=19$m=8,t=1,p=1$ZmVybg$ZmVybg"),
                by: ash.id, now: 0))
        #expect(fern.noteSalt.count == NoteKey.saltBytes && fern.noteSalt != ash.noteSalt)
        _ = try file.write(
            .signIn(fern.id, token: SHA256.digest([1]), console: nil, now: 0))
        try file.write(.askCheckIn(.random(), handle: "Fern  2", now: 0))
        _ = try file.write(.remove(fern.id, by: fern.id, now: 9))
        let left = try file.snapshot()
        #expect(left.accounts == [ash.id: ash])
        #expect(left.sessions.isEmpty && left.checkIns.isEmpty)
        #expect(throws: PeopleError.lastSupervisor) {
            try file.write(.remove(ash.id, by: ash.id, now: 9))
        }
        #expect(try file.write(.pending).last?.kind == "access.account")
        file.close()
        let bytes = try Data(
            contentsOf: URL(fileURLWithPath: directory.path + "/people.sqlite"))
        for gone in [
            Data("FERN 2".utf8), Data("Nightingale".utf8), Data("ZmVybg".utf8),
            Data(fern.noteSalt),
        ] {
            #expect(bytes.range(of: gone) == nil)
        }
        #expect(bytes.range(of: Data("ASH 1".utf8)) != nil)
    }

    @Test("a check-in is a handle and an hour, one a handle, and gone when it is over")
    func checkIns() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        let (first, second, other) = (EntryID.random(), EntryID.random(), EntryID.random())
        let hour: Int64 = 3_600_000
        try file.write(.askCheckIn(first, handle: "ASH 1", now: 5 * hour + 1_234_567))
        try file.write(.askCheckIn(second, handle: "ash 1", now: 6 * hour + 1))
        try file.write(.askCheckIn(other, handle: "OAK", now: 4 * hour))
        #expect(
            try file.snapshot().checkIns == [
                CheckIn(id: other, handle: "OAK", askedUnixMilliseconds: 4 * hour),
                CheckIn(id: second, handle: "ash 1", askedUnixMilliseconds: 6 * hour),
            ])
        #expect(throws: PeopleError.badHandle) {
            try file.write(.askCheckIn(.random(), handle: "A;B", now: 0))
        }
        #expect(try file.write(.pending).isEmpty, "nothing goes to the ledger")
        try file.write(.endCheckIn(first))
        #expect(try file.snapshot().checkIns.count == 2, "that name was replaced")
        try file.write(.endCheckIn(second))
        try file.write(.endCheckIn(other))
        #expect(try file.snapshot().checkIns.isEmpty)
        file.close()
        let bytes = try Data(
            contentsOf: URL(fileURLWithPath: directory.path + "/people.sqlite"))
        #expect(bytes.range(of: Data("OAK".utf8)) == nil, "secure_delete")
        let full = try PeopleFile(directory: directory.path)
        for number in 0..<CheckIn.capacity {
            try full.write(.askCheckIn(.random(), handle: "A \(number)", now: 0))
        }
        #expect(throws: PeopleError.tooManyCheckIns) {
            try full.write(.askCheckIn(.random(), handle: "ONE MORE", now: 0))
        }
    }

    @Test("a file of the release before gets what is new, and every account its salt")
    func older() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        let ash = try supervisor("ASH 1", in: file)
        let fern = try file.write(
            .add(
                handle: "FERN 2", roles: [.responder], helpsAs: .nurse, passphrase: nil, by: nil,
                now: 0))
        try file.queue.write { db in
            for step in [
                "DROP TABLE checkIn", "ALTER TABLE account DROP COLUMN noteSalt",
                "ALTER TABLE account DROP COLUMN helpsAs",
                "DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1 %'",
                "PRAGMA user_version = 1",
            ] { try db.execute(sql: step) }
        }
        file.close()
        let found = try PeopleFile(directory: directory.path).snapshot()
        #expect(found.accounts[ash.id]?.handle == "ASH 1")
        #expect(found.accounts[ash.id]?.noteSalt.count == NoteKey.saltBytes)
        #expect(found.accounts[ash.id]?.helpsAs == .supervisor)
        #expect(found.accounts[fern.id]?.helpsAs == .worker)
        #expect(found.checkIns.isEmpty)
    }

    @Test("the last supervisor can be neither disabled nor changed away")
    func lastSupervisor() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        let ash = try supervisor("ASH 1", in: file)
        #expect(throws: PeopleError.lastSupervisor) {
            try file.write(.disable(ash.id, by: nil, now: 0))
        }
        #expect(throws: PeopleError.lastSupervisor) {
            try file.write(.change(ash.id, title: "", roles: [.tester], by: nil, now: 0))
        }
        #expect(try file.snapshot().accounts[ash.id] == ash, "a refused change leaves nothing")
        _ = try supervisor("OAK 2", in: file)
        #expect(try file.write(.disable(ash.id, by: nil, now: 0)).isDisabled)
    }

    @Test("only a site without a supervisor takes a first account")
    func first() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        func first(_ handle: String) throws -> Account {
            try file.write(
                .add(
                    handle: handle, roles: [.supervisor], passphrase: Self.hash, isFirst: true,
                    by: nil, now: 0))
        }
        _ = try file.write(
            .add(handle: "OAK", roles: [.responder], passphrase: nil, by: nil, now: 0))
        _ = try first("ASH 1")
        #expect(throws: PeopleError.notTheFirst) { try first("FERN 2") }
    }

    @Test("disabling, a new passphrase and revoking a console end sessions")
    func ending() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        let ash = try supervisor("ASH 1", in: file)
        let oak = try supervisor("OAK 2", in: file)
        let console = try file.write(
            .enrolConsole("door", token: SHA256.digest([9]), by: ash.id, now: 0))
        func sessions() throws -> Int { try file.snapshot().sessions.count }
        var count: UInt8 = 0
        func signIn(_ account: EntryID, console: EntryID? = nil) throws -> SessionRecord {
            count += 1
            return try file.write(
                .signIn(account, token: SHA256.digest([count]), console: console, now: 0))
        }
        _ = try signIn(ash.id)
        _ = try signIn(oak.id)
        _ = try file.write(.disable(oak.id, by: ash.id, now: 0))
        #expect(try sessions() == 1)
        #expect(throws: PeopleError.noSuchAccount) { try signIn(oak.id) }
        let hash = try #require(Self.hash)
        _ = try file.write(.passphrase(ash.id, hash, by: ash.id, now: 0))
        #expect(try sessions() == 0)
        _ = try signIn(ash.id, console: console.id)
        try file.write(.revokeConsole(console.id, by: ash.id, now: 0))
        #expect(try sessions() == 0)
        let last = try signIn(ash.id)
        try file.write(.endSession(last.id, by: ash.id, now: 0))
        try file.write(.endSession(last.id, by: ash.id, now: 0))
        #expect(try sessions() == 0)
    }

    @Test("every change leaves one entry for the ledger, and no entry holds a handle or a secret")
    func pending() throws {
        let directory = try TemporaryDirectory()
        let file = try PeopleFile(directory: directory.path)
        let ash = try supervisor("ASH 1", in: file)
        _ = try file.write(.change(ash.id, title: "Lead", roles: [.supervisor], by: ash.id, now: 1))
        try file.write(.refused(.failed, account: ash.id, now: 2))
        _ = try file.write(.signIn(ash.id, token: SHA256.digest([1]), console: nil, now: 3))
        try file.write(.endSessions(of: ash.id, by: ash.id, now: 4))
        let drafts = try file.write(.pending)
        #expect(
            drafts.map(\.kind) == [
                "access.account", "access.account", "access.sign-in", "access.sign-in",
                "access.account",
            ])
        #expect(drafts.map(\.occurred) == [5, 1, 2, 3, 4].map { .unix(milliseconds: $0) })
        for draft in drafts {
            let text = String(decoding: try draft.payload.encoded(), as: UTF8.self)
            for secret in ["ASH", "Lead", "argon2id"] { #expect(!text.contains(secret)) }
        }
        #expect(try file.write(.pending) == drafts, "they stay until the ledger has them")
        try file.write(.forget(drafts.map(\.id)))
        #expect(try file.write(.pending).isEmpty)
    }

    @Test("two processes write at once and both are there")
    func twoWriters() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path
        _ = try PeopleFile(directory: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<2 {
                group.addTask {
                    let file = try PeopleFile(directory: path)
                    for number in 0..<20 {
                        _ = try file.write(
                            .add(
                                handle: "W\(writer) \(number)", roles: [.responder],
                                passphrase: nil, by: nil, now: 0))
                    }
                }
            }
            try await group.waitForAll()
        }
        let accounts = try PeopleFile(directory: path).snapshot().accounts.values
        #expect(accounts.count == 40)
        #expect(Set(accounts.map(\.slot)).count == 40)
    }

    @Test("a file that is none of ours is refused and left alone")
    func foreign() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/people.sqlite"
        try Data("not a database, certainly not one of ours, really".utf8)
            .write(to: URL(fileURLWithPath: path))
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreError.self) { try PeopleFile(directory: directory.path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
}
