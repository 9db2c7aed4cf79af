import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

@Suite("Opening a data directory")
struct OpeningTests {
    @Test("everything in it is private, and closing leaves a single whole file")
    func layout() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/data"
        let store = try LedgerStore(directory: path, options: quickOptions())
        _ = try await store.append([note("one")])
        func mode(_ name: String) throws -> Int? {
            let attributes = try FileManager.default.attributesOfItem(atPath: path + name)
            return attributes[.posixPermissions] as? Int
        }
        #expect(try mode("") == 0o700)
        // The reserve is taken after the entry has its answer.
        #expect(try await soon { store.health.reserveIsHeld && store.health.isStoring })
        for file in ["/ledger.sqlite", "/ledger.sqlite-wal", "/key", "/lock", "/reserve"] {
            #expect(try mode(file) == 0o600, "\(file)")
        }
        #expect(SystemFiles.size(of: path + "/reserve") == 64 << 10)
        try await store.close()
        #expect(
            try Set(FileManager.default.contentsOfDirectory(atPath: path))
                == ["ledger.sqlite", "key", "lock", "reserve", "recordings"])
    }

    @Test("what cannot be opened is refused with its reason")
    func refusals() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path
        func refusal(_ name: String, _ mode: DataDirectory.Mode) -> StoreError? {
            do throws(StoreError) {
                _ = try DataDirectory.open(path + name, mode: mode)
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal("/none", .readOnly) == .missing(path + "/none"))
        #expect(refusal("/none/deeper", .serve) == .missing(path + "/none"))
        #expect(refusal("", .readOnly) == .notALedger(path))
        try Data([1]).write(to: URL(fileURLWithPath: path + "/photo.jpg"))
        #expect(refusal("", .serve) == .notALedger(path))
        #expect(refusal("/photo.jpg", .serve) == .notADirectory(path + "/photo.jpg"))
        #expect(refusal("/photo.jpg", .readOnly) == .notADirectory(path + "/photo.jpg"))
    }

    @Test("a second station is refused, a reader is not, and the lock goes with the first")
    func lock() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        #expect(throws: StoreError.inUse(directory.path)) { try openStore(directory) }
        _ = try await store.append([note("one")])
        let reader = try LedgerReader(directory: directory.path + "/")
        #expect(try await reader.head().size == 1)
        #expect(try LedgerAudit.verify(directory: directory.path).isSound)
        reader.close()
        try await store.close()
        let next = try openStore(directory)
        try await next.close()
    }

    @Test("a first start that a power cut ended before its tables can be made again")
    func cutWhileMade() async throws {
        let directory = try TemporaryDirectory()
        for file in ["/ledger.sqlite", "/people.sqlite"] {
            let queue = try DatabaseQueue(path: directory.path + file)
            // The list as the migrator makes it, in a commit of its own.
            try await queue.write { db in
                try db.execute(
                    sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
            }
            try queue.close()
        }
        let store = try openStore(directory)
        _ = try await store.append([note("one")])
        try await store.close()
        #expect(try PeopleFile(directory: directory.path).snapshot().accounts.isEmpty)
        #expect(try LedgerAudit.verify(directory: directory.path).isSound)
    }

    @Test("another program's database is refused, its migrations too")
    func foreign() throws {
        let directory = try TemporaryDirectory()
        let queue = try DatabaseQueue(path: directory.path + "/ledger.sqlite")
        var others = DatabaseMigrator()
        others.registerMigration("one") { _ in }
        try others.migrate(queue)
        try queue.close()
        #expect(throws: StoreError.notALedger(directory.path + "/ledger.sqlite")) {
            try openStore(directory)
        }
    }

    @Test("a ledger of a newer release is refused by both sides and not touched")
    func newer() async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        let queue = try DatabaseQueue(path: directory.ledgerPath)
        try await queue.write { db in try db.execute(sql: "PRAGMA user_version = 7") }
        try queue.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: directory.ledgerPath))
        let expected = StoreError.newerSchema(directory.ledgerPath, found: 7, known: 1)
        #expect(throws: expected) { try openStore(directory) }
        #expect(throws: expected) { try LedgerReader(directory: directory.path) }
        #expect(throws: expected) { try LedgerAudit.verify(directory: directory.path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: directory.ledgerPath)) == before)
    }

    @Test("another program's database and plain rubbish are refused", arguments: [true, false])
    func foreign(isDatabase: Bool) async throws {
        let directory = try TemporaryDirectory()
        if isDatabase {
            let queue = try DatabaseQueue(path: directory.ledgerPath)
            try await queue.write { db in try db.execute(sql: "CREATE TABLE photo (id INTEGER)") }
            try queue.close()
        } else {
            let rubbish = Data(repeating: 0x41, count: 8_192)
            try rubbish.write(to: URL(fileURLWithPath: directory.ledgerPath))
        }
        let expected = StoreError.notALedger(directory.ledgerPath)
        #expect(throws: expected) { try openStore(directory) }
        #expect(throws: expected) { try LedgerAudit.verify(directory: directory.path) }
    }

    @Test("without permission it says so", .enabled(if: getuid() != 0, "root may do anything"))
    func permission() throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o500], ofItemAtPath: directory.path)
        #expect(throws: StoreError.notPermitted(directory.path)) { try openStore(directory) }
    }

    @Test("a broken key is named, a lost one starts a new origin that cites the old head")
    func key() async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        let old = try LedgerReader(directory: directory.path)
        let oldHead = try await old.head()
        let oldKey = try #require(try await old.verifierKey())
        let oldNote = try #require(try await old.newestCheckpoint())
        old.close()
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: directory.path + "/key"))
        #expect(throws: StoreError.self) { try openStore(directory) }
        try FileManager.default.removeItem(atPath: directory.path + "/key")
        let store = try openStore(directory)
        #expect(store.verifierKey.origin != oldKey.origin)
        _ = try await store.append([note("after")])
        let citation = try #require(try await store.reader.entry(at: oldHead.size))
        #expect(citation.header.kind == "ledger.originChanged")
        #expect(citation.payload?["oldRootSha256"]?.text == oldHead.root.hex)
        #expect(citation.payload?["oldSize"]?.number == oldHead.size)
        #expect(citation.payload?["verifierKey"]?.text == store.verifierKey.text)
        try await store.close()
        let audit = try LedgerAudit.verify(directory: directory.path, checkpointNote: oldNote)
        #expect(audit.problems == [])
    }

    @Test("after a power cut every acknowledged entry is there")
    func powerCut() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        var acknowledged: [EntryID] = []
        var cuts: [(TemporaryDirectory, [EntryID])] = []
        for round in 0..<5 {
            for number in 0..<10 {
                acknowledged += try await store.append([note("\(round) \(number)")]).map(\.entry)
            }
            cuts.append((try directory.copy(), acknowledged))
        }
        try await store.close()
        for (copy, expected) in cuts {
            #expect(try LedgerAudit.verify(directory: copy.path).problems == [])
            let after = try openStore(copy)
            for id in expected { #expect(try await after.reader.entry(id: id) != nil) }
            #expect(try await after.append([note("goes on")]).first?.index == Int64(expected.count))
            try await after.close()
            #expect(try LedgerAudit.verify(directory: copy.path).problems == [])
        }
    }

    @Test("a backup is a whole ledger without the key")
    func backup() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        _ = try await store.append([note("one"), note("two")])
        _ = try await store.signCheckpoint()
        let target = directory.path + "/copy"
        let audit = try store.reader.backup(to: target)
        #expect(audit.problems == [] && audit.entries == 2)
        #expect(audit.root == (try await store.reader.head().root))
        #expect(!FileManager.default.fileExists(atPath: target + "/key"))
        #expect(throws: StoreError.self) { try store.reader.backup(to: target) }
        try await store.close()
    }
}
