import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

@Suite("The audit")
struct AuditTests {
    @Test("a sound ledger is said to be so")
    func sound() async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        let audit = try LedgerAudit.verify(directory: directory.path)
        #expect(audit.problems == [])
        #expect(audit.entries == 13)
        let root = try #require(audit.root)
        #expect(audit.text == "ok 13 entries, root \(root.hex)")
    }

    @Test(
        "every change is named",
        arguments: [
            (
                #"UPDATE entry SET payload = CAST('{"text":"no"}' AS BLOB) WHERE "index" = 5"#,
                "entry 5 (care.note): payload was changed"
            ),
            (
                #"UPDATE entry SET salt = randomblob(32) WHERE "index" = 6"#,
                "entry 6 (care.note): payload was changed"
            ),
            (
                #"UPDATE entry SET salt = NULL, payload = NULL WHERE "index" = 6"#,
                "entry 6 (care.note): payload is gone without an erasure entry"
            ),
            (
                #"UPDATE entry SET kind = 'care.dose' WHERE "index" = 7"#,
                "entry 7 (care.dose): kind differ from its header"
            ),
            (
                #"UPDATE entry SET stream = 'else' WHERE "index" = 7"#,
                "entry 7 (care.note): stream differ from its header"
            ),
            (
                #"UPDATE entry SET leaf = randomblob(32) WHERE "index" = 0"#,
                "entry 0 (watch.started): header and leaf hash do not belong together"
            ),
            (
                #"UPDATE entry SET uuid = randomblob(16) WHERE "index" = 1"#,
                "entry 1 (watch.started): uuid differ from its header"
            ),
            (#"DELETE FROM entry WHERE "index" = 5"#, "entry 5 is missing"),
            (
                #"DELETE FROM entry WHERE "index" > 9"#,
                "rolled back: the checkpoint has 13 entries, the ledger 10"
            ),
            (
                "UPDATE node SET hash = randomblob(32) WHERE level = 2 AND position = 1",
                "node 2/1 does not fit the entries below"
            ),
            ("DELETE FROM node WHERE level = 3", "node 3/0 is missing"),
            (
                "INSERT INTO node VALUES (9, 0, randomblob(32))",
                "there are 11 nodes where 13 entries have 10"
            ),
            ("DELETE FROM checkpoint", "the ledger has no signed checkpoint"),
            ("DELETE FROM checkpoint WHERE id = 2", "a checkpoint before number 3 is missing"),
            (
                "UPDATE checkpoint SET size = size - 1 WHERE id = 3",
                "checkpoint 3: its row differs from its note"
            ),
            (
                "UPDATE checkpoint SET root = randomblob(32) WHERE id = 2",
                "checkpoint 2: its row differs from its note"
            ),
            (
                "UPDATE origin SET publicKey = randomblob(32)",
                "checkpoint 1: it carries no signature by this ledger's key"
            ),
            ("DELETE FROM erasure", "the table of erasures differs from the erasure entries"),
            (
                "UPDATE watchView SET endedIndex = 3 WHERE watch = 'w-1'",
                "the view watchView differs from a rebuild; rebuild the views"
            ),
            (
                "DELETE FROM entryRef WHERE ref = 'i-1'",
                "the view entryRef differs from a rebuild; rebuild the views"
            ),
            ("DROP INDEX readingBlockBySeat", "the index readingBlockBySeat is missing"),
            ("CREATE TABLE extra (id INTEGER)", "the table extra does not belong here"),
        ])
    func named(sql: String, problem: String) async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        try tamper(directory) { db in try db.execute(sql: sql) }
        let problems = try LedgerAudit.verify(directory: directory.path).problems
        #expect(problems.contains { $0.contains(problem) }, "\(problems)")
    }

    @Test("a missing trigger is named")
    func trigger() async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        let queue = try DatabaseQueue(path: directory.ledgerPath)
        try await queue.write { db in try db.execute(sql: "DROP TRIGGER entryNoDelete") }
        try queue.close()
        #expect(
            try LedgerAudit.verify(directory: directory.path).problems
                == ["the trigger entryNoDelete is missing"])
    }

    @Test("a checkpoint kept elsewhere finds a ledger that was cut back or made anew")
    func checkpointFile() async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        let shorter = try directory.copy()
        let store = try openStore(directory)
        _ = try await store.append([note("more")])
        let kept = try await store.signCheckpoint()
        try await store.close()
        func problems(_ directory: TemporaryDirectory, _ text: String) throws -> [String] {
            try LedgerAudit.verify(directory: directory.path, checkpointNote: text).problems
        }
        #expect(try problems(directory, kept) == [])
        #expect(
            try problems(shorter, kept) == [
                "the checkpoint given: rolled back: the checkpoint has 14 entries, the ledger 13"
            ])
        let branch = try openStore(shorter)
        _ = try await branch.append([note("something else")])
        try await branch.close()
        #expect(
            try problems(shorter, kept) == [
                "the checkpoint given: the first 14 entries are not those that were signed"
            ])
        let other = try TemporaryDirectory()
        try await sampleLedger(in: other)
        #expect(try problems(other, kept).first?.contains("belongs to another ledger") == true)
        #expect(try problems(other, "rubbish").count == 1)
        try tamper(other) { db in
            let name = try #require(kept.split(separator: "\n").first)
            try db.execute(sql: "UPDATE origin SET name = ?", arguments: [String(name)])
        }
        #expect(
            try problems(other, kept).contains(
                "the checkpoint given: it carries no signature by this ledger's key"))
    }

    @Test("any flipped bit of a ledger row is found", arguments: 1...6 as ClosedRange<UInt64>)
    func flippedRows(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let original = try TemporaryDirectory()
        try await sampleLedger(in: original)
        for round in 0..<25 {
            let copy = try original.copy()
            var done = ""
            try tamper(copy) { db in done = try RowFlip.flip(db, &generator) }
            let audit = try LedgerAudit.verify(directory: copy.path)
            #expect(!audit.isSound, "seed \(seed) round \(round): \(done)")
        }
    }

    @Test(
        "any flipped bit of the file that reaches a row is found",
        arguments: 1...4 as ClosedRange<UInt64>)
    func flippedFile(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let original = try TemporaryDirectory()
        try await sampleLedger(in: original)
        let rows = try #require(RowFlip.dump(original))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: original.ledgerPath))
        var reached = 0
        for round in 0..<60 {
            var changed = bytes
            let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let copy = try TemporaryDirectory()
            try changed.write(to: URL(fileURLWithPath: copy.ledgerPath))
            if RowFlip.dump(copy) == rows { continue }
            reached += 1
            let audit = try? LedgerAudit.verify(directory: copy.path)
            #expect(audit?.isSound != true, "seed \(seed) round \(round) bit \(bit)")
        }
        print("seed \(seed): \(reached) of 60 flips reached a row")
    }
}
