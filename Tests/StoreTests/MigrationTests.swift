import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

/// Ledgers as earlier releases wrote them, one for each layout, in Fixtures/.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Fixtures"

    static func ledger(_ layout: Int) -> String { folder + "/ledger-layout-\(layout).sqlite" }

    /// The checkpoint that was signed over it when it was made.
    static func checkpoint(_ layout: Int) throws -> String {
        String(decoding: try bytes(folder + "/ledger-layout-\(layout).checkpoint"), as: UTF8.self)
    }

    /// A data directory with that ledger in it.
    static func directory(_ layout: Int) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        try FileManager.default.copyItem(
            atPath: ledger(layout), toPath: directory.ledgerPath)
        return directory
    }
}

@Suite("Ledgers of earlier releases")
struct MigrationTests {
    /// `SPOTTER_MAKE_FIXTURE=1 swift test --filter makeFixture`, once for each new layout.
    @Test(
        "makes the fixture of this layout",
        .enabled(if: ProcessInfo.processInfo.environment["SPOTTER_MAKE_FIXTURE"] != nil))
    func makeFixture() async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        let store = try openStore(directory)
        try await store.setPerson("p-1", label: "OTTER 7")
        _ = try await store.append([
            fact("care.dose", ["watch": .string("w-1"), "amountMicrograms": .integer(4_000)]),
            note("a kind that nobody knows", stream: "later"),
        ])
        let checkpoint = try await store.signCheckpoint()
        try await store.close()
        let path = Fixture.ledger(Schema.version)
        #expect(!FileManager.default.fileExists(atPath: path), "a fixture is never made anew")
        try FileManager.default.copyItem(atPath: directory.ledgerPath, toPath: path)
        try put(checkpoint, Fixture.folder + "/ledger-layout-\(Schema.version).checkpoint")
    }

    @Test("there is a fixture for every layout", arguments: 1...Schema.version)
    func fixtures(layout: Int) {
        #expect(FileManager.default.fileExists(atPath: Fixture.ledger(layout)))
    }

    @Test(
        "each opens with this release, verifies, and has the views of a rebuild",
        arguments: 1...Schema.version)
    func opens(layout: Int) async throws {
        let directory = try Fixture.directory(layout)
        let checkpoint = try Fixture.checkpoint(layout)
        let before = try LedgerAudit.verifyRecord(directory.ledgerPath)
        #expect(before.problems == [] && before.entries > 10)
        let store = try openStore(directory)
        // Not before the entry that cites the old head is in.
        _ = try await store.append([note("goes on")])
        let views = try await Self.views(store)
        try await store.rebuildViews()
        #expect(try await Self.views(store) == views)
        #expect(views.contains { $0.contains("w-1") }, "the views are not empty")
        let proof = try await store.reader.prove(oldSize: before.entries, newSize: nil)
        #expect(proof.oldRoot == before.root)
        try await store.close()
        let after = try LedgerAudit.verify(directory: directory.path, checkpointNote: checkpoint)
        #expect(after.problems == [] && after.earlier?.size == before.entries)
    }

    /// Every row of every view, as text.
    private static func views(_ store: LedgerStore) async throws -> [String] {
        try await store.reader.read { db in
            try LedgerViews.all.flatMap { $0.tables }.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2")
                    .map { "\(table) \($0)" }
            }
        }
    }

    /// This release's migrations and one more.
    private static var next: DatabaseMigrator {
        var migrator = Schema.migrator
        migrator.registerMigration("2 Something/else") { db in
            try db.execute(sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
        }
        return migrator
    }

    private func copy(
        _ directory: TemporaryDirectory, _ migrator: DatabaseMigrator
    ) throws -> String? {
        let place = try DataDirectory.open(directory.path, mode: .serve)
        defer { place.release() }
        let queue = try Connections.writer(path: place.ledgerPath)
        defer { try? queue.close() }
        return try MigrationCopy.makeIfNeeded(queue, migrator, in: place)
    }

    @Test("before a migration a verified copy is made beside, and only then")
    func copies() async throws {
        let directory = try Fixture.directory(1)
        #expect(try copy(directory, Schema.migrator) == nil)
        let path = try #require(try copy(directory, Self.next))
        #expect(path == directory.path + "/ledger-before-2-Something-else.sqlite")
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        #expect(facts[.posixPermissions] as? Int == 0o600)
        let original = try LedgerAudit.verifyRecord(directory.ledgerPath)
        #expect(try LedgerAudit.verifyRecord(path) == original)
        #expect(try copy(TemporaryDirectory(), Self.next) == nil, "an empty ledger needs none")
    }

    @Test("a damaged ledger is not migrated over, and leaves no copy")
    func damaged() async throws {
        let directory = try Fixture.directory(1)
        try tamper(directory) { db in
            try db.execute(sql: "UPDATE node SET hash = zeroblob(32) WHERE level = 2")
        }
        #expect(throws: StoreError.self) { try copy(directory, Self.next) }
        #expect(try !tree(directory.path).contains { $0.hasPrefix(MigrationCopy.prefix) })
    }

    @Test("without room for the copy it is refused in one sentence")
    func noRoom() throws {
        let mount = try TemporaryDirectory()
        guard run("/bin/mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", mount.path) else {
            print("skipped: mounting a small disk needs root")
            return
        }
        defer { _ = run("/bin/umount", "-l", mount.path) }
        try FileManager.default.copyItem(
            atPath: Fixture.ledger(1), toPath: mount.path + "/ledger.sqlite")
        do {
            _ = try copy(mount, Self.next)
            Issue.record("there is no room, and it was copied")
        } catch let error as StoreError {
            #expect("\(error)".contains("make room"))
        }
        #expect(try !tree(mount.path).contains { $0.hasPrefix(MigrationCopy.prefix) })
    }

    @Test("an erasure takes the copy with it")
    func erasure() async throws {
        let directory = try Fixture.directory(1)
        let path = try #require(try copy(directory, Self.next))
        let store = try openStore(directory)
        #expect(FileManager.default.fileExists(atPath: path), "a start alone keeps it")
        let entry = try #require(try await store.append([note("a secret")]).first)
        _ = try await store.erase(entries: [entry.index], reason: "asked for", by: nil)
        #expect(!FileManager.default.fileExists(atPath: path))
        try await store.close()
    }

    @Test("plain copies of a backup that was killed are gone after the next start")
    func tidy() async throws {
        let directory = try Fixture.directory(1)
        let work = directory.path + "/" + WorkPlace.name
        try FileManager.default.createDirectory(
            atPath: work + "/check", withIntermediateDirectories: true)
        try put("a plain copy", work + "/check/ledger.sqlite")
        try await openStore(directory).close()
        #expect(!FileManager.default.fileExists(atPath: work))
    }

    private func run(_ program: String, _ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = nil
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
