import Foundation
import Ledger
import People
import Synchronization
import Testing

@testable import Store

@Suite("People of a running station")
struct PeopleStoreTests {
    /// Wall time that stands still until it is moved.
    final class SetClock: Sendable {
        let unix = Mutex<Int64>(1_800_000_000_000)

        var clock: WallClock {
            WallClock {
                LogStamp(
                    recordedUnixMilliseconds: self.unix.withLock { $0 }, boottimeMilliseconds: 0,
                    boot: "", utcOffsetMinutes: 0, clockSource: "test")
            }
        }

        func move(minutes: Int64) { unix.withLock { $0 += minutes * 60_000 } }
        var now: Int64 { unix.withLock { $0 } }
    }

    private let clock = SetClock()
    private let token = SHA256.digest([7])

    private func open(_ directory: TemporaryDirectory) -> PeopleStore {
        PeopleStore(directory: directory.path, clock: clock.clock) { _ in true }
    }

    private func signedIn(_ store: PeopleStore) async throws -> Account {
        let account = try await store.write(
            .add(handle: "ASH 1", roles: [.supervisor], passphrase: nil, by: nil, now: clock.now))
        _ = try await store.write(
            .signIn(account.id, token: token, console: nil, now: clock.now))
        return account
    }

    @Test("a session survives a restart, with its age")
    func restart() async throws {
        let directory = try TemporaryDirectory()
        let store = open(directory)
        let account = try await signedIn(store)
        clock.move(minutes: 14)
        #expect(store.session(token: token, use: true)?.1 == account)
        await store.close()
        clock.move(minutes: 14)
        let again = open(directory)
        #expect(again.session(token: token, use: false)?.1 == account)
        clock.move(minutes: 1)
        #expect(again.session(token: token, use: true) == nil, "a quarter of an hour unused")
        await again.close()
        #expect(try PeopleFile(directory: directory.path).snapshot().sessions.isEmpty)
    }

    @Test("no token but the one given opens the session, and the file holds no token")
    func tokens() async throws {
        let directory = try TemporaryDirectory()
        let store = open(directory)
        _ = try await signedIn(store)
        #expect(store.session(token: SHA256.digest([8]), use: true) == nil)
        let secret = RandomBytes.make(32)
        _ = try await store.write(
            .enrolConsole("door", token: SHA256.digest(secret), by: nil, now: 0))
        await store.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: directory.path + "/people.sqlite"))
        #expect(bytes.range(of: Data(secret)) == nil)
        #expect(bytes.range(of: Data(SHA256.digest(secret).bytes)) != nil)
    }

    @Test("what another process changes is seen within two seconds, and holds at once")
    func otherProcess() async throws {
        let directory = try TemporaryDirectory()
        let store = open(directory)
        let account = try await signedIn(store)
        let other = try PeopleFile(directory: directory.path)
        _ = try other.write(
            .add(handle: "OAK", roles: [.supervisor], passphrase: nil, by: nil, now: 0))
        _ = try other.write(.disable(account.id, by: nil, now: 0))
        for _ in 0..<100 where store.session(token: token, use: true) != nil {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(store.session(token: token, use: true) == nil)
        #expect(store.snapshot.accounts[account.id]?.isDisabled == true)
        await store.close()
    }

    @Test("entries leave the line only when the ledger has them")
    func pending() async throws {
        let directory = try TemporaryDirectory()
        let isTaking = Mutex(false)
        let taken = Mutex<[EntryDraft]>([])
        let store = PeopleStore(directory: directory.path, clock: clock.clock) { drafts in
            guard isTaking.withLock({ $0 }) else { return false }
            taken.withLock { $0 += drafts }
            return true
        }
        _ = try await signedIn(store)
        await store.writePending()
        #expect(taken.withLock { $0.isEmpty })
        isTaking.withLock { $0 = true }
        await store.writePending()
        await store.writePending()
        #expect(taken.withLock { $0.map(\.kind) } == ["access.account", "access.sign-in"])
        await store.close()
    }

    @Test("a damaged file stops nobody: it says so, and takes nothing")
    func damaged() async throws {
        let directory = try TemporaryDirectory()
        try Data("nothing that could be a database of ours, whatever it is".utf8)
            .write(to: URL(fileURLWithPath: directory.path + "/people.sqlite"))
        let store = open(directory)
        #expect(!store.snapshot.isReadable)
        await #expect(throws: PeopleError.self) {
            try await store.write(
                .add(handle: "ASH 1", roles: [.supervisor], passphrase: nil, by: nil, now: 0))
        }
        await store.close()
    }
}
