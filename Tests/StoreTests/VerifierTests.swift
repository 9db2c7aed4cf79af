import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

/// The verifier in Python shares no code with the ledger: two readings of docs/ledger.md.
@Suite("The independent verifier")
struct VerifierTests {
    static let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("verifier/verify_ledger.py").path

    private func verify(_ arguments: String...) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-B", Self.script] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    @Test("agrees on a sound ledger, with and without a checkpoint")
    func sound() async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory, extra: 40)
        let audit = try LedgerAudit.verify(directory: directory.path)
        let plain = try verify(directory.ledgerPath)
        #expect(plain.text == audit.text + "\n" && plain.status == 0)
        let reader = try LedgerReader(directory: directory.path)
        let note = try #require(try await reader.newestCheckpoint())
        reader.close()
        let file = directory.path + "/checkpoint"
        try Data(note.utf8).write(to: URL(fileURLWithPath: file))
        #expect(try verify(directory.ledgerPath, file).text == audit.text + "\n")
        let other = try TemporaryDirectory()
        try await sampleLedger(in: other)
        let wrong = try verify(other.ledgerPath, file)
        #expect(wrong.status == 1 && wrong.text.contains("belongs to another ledger"))
    }

    @Test(
        "names what is wrong",
        arguments: [
            (
                #"UPDATE entry SET payload = CAST('{"text":"no"}' AS BLOB) WHERE "index" = 5"#,
                "entry 5 (care.note): payload was changed"
            ),
            (#"DELETE FROM entry WHERE "index" = 5"#, "entry 5 is missing"),
            ("UPDATE node SET hash = randomblob(32) WHERE level = 2 AND position = 1", "node 2/1"),
            (
                "UPDATE checkpoint SET root = randomblob(32) WHERE id = 2",
                "checkpoint 2: its row differs from its note"
            ),
            (
                "UPDATE origin SET publicKey = randomblob(32)",
                "it carries no good signature by this ledger's key"
            ),
            ("DELETE FROM erasure", "the table of erasures differs"),
            ("UPDATE watchView SET seat = '4'", "the view watchView differs from a rebuild"),
        ])
    func named(sql: String, problem: String) async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        try tamper(directory) { db in try db.execute(sql: sql) }
        let answer = try verify(directory.ledgerPath)
        #expect(answer.status == 1)
        #expect(answer.text.contains(problem), "\(answer.text)")
    }

    @Test("finds any flipped bit of a ledger row", arguments: 100...102 as ClosedRange<UInt64>)
    func flippedRows(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let original = try TemporaryDirectory()
        try await sampleLedger(in: original)
        for round in 0..<8 {
            let copy = try original.copy()
            var done = ""
            try tamper(copy) { db in done = try RowFlip.flip(db, &generator) }
            let answer = try verify(copy.ledgerPath)
            #expect(answer.status == 1, "seed \(seed) round \(round): \(done) \(answer.text)")
        }
    }
}
