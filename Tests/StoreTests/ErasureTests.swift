import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

@Suite("Erasing")
struct ErasureTests {
    static let secret = "the-words-nobody-may-find-again"

    @Test("what was erased is in no file, and every proof still holds")
    func everywhere() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        _ = try await store.append([
            fact("watch.started", ["watch": .string(Self.secret + "-watch"), "seat": .integer(1)]),
            note(Self.secret), note("stays"),
        ])
        for number in 0..<50 { _ = try await store.append([note("filler \(number)")]) }
        let early = try await store.signCheckpoint()
        try await store.setPerson("p-1", label: Self.secret)
        store.write(readings: [FactTests.reading(0, spo2: 88, watch: Self.secret + "-watch")])
        let recording = store.directory.recordingsPath + "/" + Self.secret + "-watch.raw"
        try Data(Self.secret.utf8).write(to: URL(fileURLWithPath: recording))
        #expect(try found(in: directory))

        let receipt = try await store.erase(
            entries: [0, 1], watches: [Self.secret + "-watch"], people: ["p-1"],
            reason: "asked for", by: "p-2")
        #expect(receipt.index == 53)
        let again = try await store.erase(
            entries: [0, 1, receipt.index], reason: "twice", by: nil)
        #expect(again.index == 54)
        // The erasure entry itself names the watch; nothing else may.
        #expect(try await store.reader.entry(at: 0)?.isErased == true)
        #expect(try await store.reader.entry(at: 1)?.isErased == true)
        #expect(try await store.reader.entry(at: 2)?.payloadMatches == true)
        #expect(try await store.reader.watches(limit: 9).isEmpty)
        #expect(try await store.reader.person("p-1") == nil)
        #expect(!FileManager.default.fileExists(atPath: recording))
        for index in [0, 1, 2, 53] as [Int64] {
            #expect(try await store.reader.prove(index: index).isSound)
        }
        #expect(try await store.reader.prove(oldSize: 53).isSound)
        try await store.close()
        let audit = try LedgerAudit.verify(directory: directory.path, checkpointNote: early)
        #expect(audit.problems == [])
    }

    @Test("no file holds an erased payload, not even the write-ahead log of a running station")
    func grep() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        _ = try await store.append([note(Self.secret), note("stays")])
        #expect(try found(in: directory))
        _ = try await store.erase(entries: [0], reason: "asked for", by: nil)
        #expect(try !found(in: directory))
        try await store.setPerson("p-1", label: Self.secret)
        #expect(try found(in: directory))
        try await store.setPerson("p-1", label: nil)
        try await store.perform { _ in }
        #expect(try !found(in: directory))
        try await store.close()
        #expect(try !found(in: directory))
    }

    @Test(
        "no file holds a word of an erased note or an erased handle, whatever pages were split",
        arguments: [41, 42, 43] as [UInt64])
    func words(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        func secret(_ number: Int) -> String {
            let letters = (0..<9).map { _ in
                String(UnicodeScalar(UInt8.random(in: 97...106, using: &generator)))
            }
            return letters.joined() + "zq\(number)zq"
        }
        let secrets = (0..<900).map(secret)
        for part in stride(from: 0, to: secrets.count, by: 300) {
            _ = try await store.append(
                secrets[part..<part + 300].enumerated().flatMap { number, word in
                    let watch = EntryID.random().text
                    return [
                        fact(
                            "watch.started",
                            ["watch": .string(watch), "handle": .string("h" + word)]),
                        fact(
                            "care.note",
                            [
                                "watch": .string(watch), "text": .string(word),
                                "incident": .string("i-\(part + number)"),
                            ]),
                    ]
                })
        }
        for round in 0..<4 {
            let gone = (0..<60).map { round * 60 + $0 }.map { $0 * 2_654_435 % 900 }
            _ = try await store.erase(
                entries: gone.flatMap { [Int64($0) * 2, Int64($0) * 2 + 1] }, reason: "asked for",
                by: nil)
            let bytes =
                try Data(contentsOf: URL(fileURLWithPath: directory.ledgerPath))
                + Data(contentsOf: URL(fileURLWithPath: directory.ledgerPath + "-wal"))
            let left = gone.filter { bytes.range(of: Data(secrets[$0].utf8)) != nil }
            #expect(left == [], "seed \(seed) round \(round)")
        }
        try await store.close()
        #expect(try LedgerAudit.verify(directory: directory.path).problems == [])
    }

    private func found(in directory: TemporaryDirectory) throws -> Bool {
        let needle = Data(Self.secret.utf8)
        let files = FileManager.default.enumerator(atPath: directory.path)
        while let name = files?.nextObject() as? String {
            let url = URL(fileURLWithPath: directory.path + "/" + name)
            if let data = try? Data(contentsOf: url), data.range(of: needle) != nil { return true }
        }
        return false
    }
}
