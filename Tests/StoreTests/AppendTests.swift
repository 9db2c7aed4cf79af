import Foundation
import GRDB
import Ledger
import Synchronization
import Testing

@testable import Store

@Suite("Appending")
struct AppendTests {
    @Test("an entry is numbered, stored, published and read back")
    func append() async throws {
        let directory = try TemporaryDirectory()
        let published = Mutex<[StoredEntry]>([])
        var options = quickOptions()
        options.onCommit = { entries in published.withLock { $0 += entries } }
        let store = try openStore(directory, options)
        let first = note("one")
        let receipts = try await store.append([first, note("two")])
        #expect(receipts.map(\.index) == [0, 1])
        #expect(receipts[0].entry == first.id && !receipts[0].duplicate)
        #expect(receipts[0].occurredUnixMilliseconds == 1_800_000_000_000)
        let entry = try #require(try await store.reader.entry(at: 0))
        #expect(entry.payload == first.payload && entry.payloadMatches)
        #expect(entry.header.clockSource == "test" && entry.header.utcOffsetMinutes == -480)
        #expect(try await store.reader.entry(id: first.id) == entry)
        #expect(try await store.reader.latest(1).map(\.header.index) == [1])
        #expect(try await store.reader.entries(from: 1, limit: 9).map(\.header.index) == [1])
        #expect(try await store.reader.head().size == 2)
        #expect(published.withLock { $0.map(\.header.index) } == [0, 1])
        try await store.close()
        await #expect(throws: StoreError.closed) { try await store.append([note("late")]) }
        #expect(!store.enqueue([note("late")]))
    }

    @Test("a boot-time moment becomes wall time at the commit")
    func boottime() async throws {
        let store = try openStore(TemporaryDirectory(), StoreOptions())
        var draft = note("measured")
        draft.occurred = .boottime(milliseconds: BootMoment.now() - 2_500)
        let receipt = try #require(try await store.append([draft]).first)
        let delay = receipt.recordedUnixMilliseconds - receipt.occurredUnixMilliseconds
        #expect((2_500...4_500).contains(delay))
        let header = try #require(try await store.reader.entry(at: 0)).header
        #expect(header.boot.count == 36)
        #expect(
            abs(header.recordedUnixMilliseconds - Int64(Date().timeIntervalSince1970 * 1_000))
                < 5_000)
        try await store.close()
    }

    @Test("the same id is written once, however often and at whatever time it is sent")
    func idempotent() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        let draft = note("dose")
        let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { group in
            for number in 0..<40 {
                group.addTask { try await store.append([note("other \(number)"), draft]) }
            }
            return try await group.reduce(into: []) { $0.append($1[1]) }
        }
        #expect(receipts.filter { !$0.duplicate }.count == 1)
        #expect(Set(receipts.map(\.index)).count == 1)
        #expect(try await store.reader.head().size == 41)
        try await store.close()
        let later = try openStore(directory)
        let again = try #require(try await later.append([draft, draft]).last)
        #expect(again.duplicate && again.index == receipts[0].index)
        #expect(again.recordedUnixMilliseconds == receipts[0].recordedUnixMilliseconds)
        try await later.close()
        #expect(try LedgerAudit.verify(directory: directory.path).problems == [])
    }

    @Test("cancelling the caller takes nothing back")
    func cancellation() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        let gate = try await Gate.hold(store)
        let drafts = (0..<20).map { note("cancelled \($0)") }
        var tasks: [Task<[Receipt], any Error>] = []
        for draft in drafts { tasks.append(Task { try await store.append([draft]) }) }
        try await Task.sleep(for: .milliseconds(100))
        for task in tasks { task.cancel() }
        gate.open()
        for task in tasks { #expect(try await task.value.first?.duplicate == false) }
        for draft in drafts { #expect(try await store.reader.entry(id: draft.id) != nil) }
        try await store.close()
    }

    @Test("one call is one transaction: a draft that can never be stored takes the others along")
    func allOrNothing() async throws {
        let store = try openStore(TemporaryDirectory())
        var bad = note("bad")
        bad.payload = .object(["n": .integer(.max)])
        await #expect(throws: StoreError.self) { try await store.append([note("good"), bad]) }
        bad = note(String(repeating: "x", count: 300_000))
        await #expect(throws: StoreError.self) { try await store.append([bad]) }
        bad = note("bad stream", stream: "a\u{0}b")
        await #expect(throws: StoreError.self) { try await store.append([bad]) }
        #expect(try await store.reader.head().size == 0)
        try await store.close()
    }

    @Test("an entry that fails only at the commit does not hold up its neighbours")
    func poison() async throws {
        let store = try openStore(TemporaryDirectory())
        let gate = try await Gate.hold(store)
        var bad = note("after the end of time")
        bad.occurred = .boottime(milliseconds: (1 << 53) - 1)
        let poison = bad
        let first = Task { try await store.append([note("first")]) }
        let middle = Task { try await store.append([poison]) }
        let last = Task { try await store.append([note("last")]) }
        try await Task.sleep(for: .milliseconds(50))
        gate.open()
        #expect(try await first.value.count == 1)
        await #expect(throws: StoreError.self) { try await middle.value }
        #expect(try await last.value.count == 1)
        #expect(try await store.reader.head().size == 2)
        try await store.close()
    }

    @Test("entries that find no room are counted, and the count is an entry")
    func overflow() async throws {
        var options = quickOptions()
        options.queueCapacity = 10
        let directory = try TemporaryDirectory()
        let store = try openStore(directory, options)
        let gate = try await Gate.hold(store)
        let taken = (0..<25).map { store.enqueue([note("\($0)"), note("\($0) b")]) }
        #expect(taken.filter { $0 }.count == 10)
        await #expect(throws: StoreError.overloaded) { try await store.append([note("too much")]) }
        #expect(store.health.lostEntries == 30)
        gate.open()
        while try await store.reader.head().size < 21 {
            try await Task.sleep(for: .milliseconds(5))
        }
        let entries = try await store.reader.entries(ref: "station")
        #expect(entries.map(\.header.kind).filter { $0 == "history.overflow" }.count == 1)
        let overflow = try #require(entries.first { $0.header.kind == "history.overflow" })
        #expect(overflow.payload == .object(["lostCount": .integer(30)]))
        #expect(store.health.lostEntries == 0)
        try await store.close()
    }

    @Test("readers see whole commits while entries keep coming")
    func readWhileWriting() async throws {
        let store = try openStore(TemporaryDirectory())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    for number in 0..<15 {
                        _ = try await store.append([
                            note("\(writer) \(number) a", stream: "pair"),
                            note("\(writer) \(number) b", stream: "pair"),
                        ])
                    }
                }
            }
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<25 {
                        let entries = try await store.reader.entries(stream: "pair")
                        #expect(entries.count % 2 == 0)
                        #expect(entries.map(\.header.index) == Array(0..<Int64(entries.count)))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.reader.head().size == 90)
        try await store.close()
    }

    @Test(
        "the database itself refuses changes",
        arguments: [
            "UPDATE entry SET kind = 'x'", "UPDATE entry SET payload = x'00', salt = salt",
            "UPDATE entry SET salt = NULL, payload = NULL", "DELETE FROM entry",
            "DELETE FROM entry WHERE \"index\" = 1", "UPDATE node SET hash = zeroblob(32)",
            "DELETE FROM node", "UPDATE checkpoint SET size = 0", "DELETE FROM checkpoint",
            "UPDATE origin SET name = 'x'", "DELETE FROM origin", "DELETE FROM erasure",
            "INSERT INTO erasure VALUES (0, 1)",
            "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE \"index\" = 0",
            "INSERT OR REPLACE INTO node SELECT * FROM node",
            "INSERT OR REPLACE INTO checkpoint SELECT * FROM checkpoint",
            """
            INSERT INTO entry SELECT 9, zeroblob(16), stream, kind, header, leaf, salt, payload
            FROM entry WHERE "index" = 0
            """,
            """
            INSERT OR REPLACE INTO entry SELECT 2, uuid, stream, kind, header, leaf, salt, payload
            FROM entry WHERE "index" = 0
            """,
        ])
    func appendOnly(sql: String) async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        _ = try await store.append([note("one"), note("two")])
        let error = await #expect(throws: StoreError.self) {
            try await store.perform { db in
                try db.execute(sql: sql)
                if db.changesCount == 0 { throw StoreError.missing("nothing to change") }
            }
        }
        if sql != "DELETE FROM erasure" {
            guard case .refused = error else { throw error! }
        }
        try await store.close()
        #expect(try LedgerAudit.verify(directory: directory.path).problems == [])
    }

    @Test("a connection for reading cannot write and leaves the log to the writer")
    func readersOnlyRead() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        _ = try await store.append([note("one")])
        let before = SystemFiles.size(of: directory.ledgerPath + "-wal")
        #expect(before > 0)
        let other = try LedgerReader(directory: directory.path)
        await #expect(throws: StoreError.self) {
            try await other.read { db in try db.execute(sql: "DELETE FROM person") }
        }
        await #expect(throws: StoreError.self) {
            try await other.read { db in _ = try db.checkpoint(.passive) }
        }
        other.close()
        #expect(SystemFiles.size(of: directory.ledgerPath + "-wal") == before)
        try await store.close()
        #expect(SystemFiles.size(of: directory.ledgerPath + "-wal") == 0)
    }
}
