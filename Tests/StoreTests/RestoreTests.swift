import Foundation
import GRDB
import Ledger
import People
import Testing

@testable import Store

@Suite("A restore from a backup")
struct RestoreTests {
    private func backup(_ directory: TemporaryDirectory) throws -> (TemporaryDirectory, String) {
        let target = try TemporaryDirectory()
        let file = target.path + "/site.backup"
        _ = try Backup.make(of: directory.path, to: file, passphrase: passphrase, cost: cheap)
        return (target, file)
    }

    private func restore(
        _ file: String, _ path: String, _ erasures: ErasureList? = nil
    ) async throws -> Restore.Receipt {
        try await Restore.make(from: file, in: path, passphrase: passphrase, erasures: erasures)
    }

    @Test("everything is there, under a new origin that cites the old head")
    func whole() async throws {
        let directory = try await sampleDirectory()
        let old = try LedgerReader(directory: directory.path)
        let head = try await old.head()
        let key = try #require(try await old.verifierKey())
        let checkpoint = try #require(try await old.newestCheckpoint())
        old.close()
        let (target, file) = try backup(directory)
        let place = target.path + "/new"
        let receipt = try await restore(file, place)
        #expect(receipt.entries == head.size && receipt.root == head.root)
        #expect(receipt.erasures == nil)
        for name in ["pins", "vault", "recordings/w-1-0001.rec", "downloads/one.csv"] {
            #expect(try bytes(place + "/" + name) == bytes(directory.path + "/" + name), "\(name)")
        }
        #expect(
            try tree(place) == [
                "downloads", "downloads/one.csv", "erasures", "key", "last-restore",
                "ledger.sqlite", "lock", "people.sqlite", "pins", "recordings",
                "recordings/w-1-0001.rec", "vault",
            ])
        let people = try PeopleFile(directory: place)
        #expect(try people.snapshot().accounts.values.map(\.handle) == ["ASH 1"])
        #expect(try people.snapshot().sessions.isEmpty, "nobody is signed in after a restore")
        people.close()
        #expect(try bytes(place + "/key") != bytes(directory.path + "/key"))

        let reader = try LedgerReader(directory: place)
        defer { reader.close() }
        let newKey = try #require(try await reader.verifierKey())
        #expect(newKey.origin != key.origin && newKey.origin == receipt.origin)
        let citation = try #require(try await reader.entry(at: head.size))
        #expect(citation.header.kind == "ledger.originChanged")
        #expect(citation.payload?["oldOrigin"]?.text == key.origin)
        #expect(citation.payload?["oldVerifierKey"]?.text == key.text)
        #expect(citation.payload?["oldSize"]?.number == head.size)
        #expect(citation.payload?["oldRootSha256"]?.text == head.root.hex)
        #expect(citation.payload?["oldCheckpoint"]?.text == checkpoint)
        let told = try #require(try await reader.entry(at: head.size + 1))
        #expect(told.header.kind == Restore.kind)
        #expect(told.payload?["oldSize"]?.number == head.size)

        let audit = try LedgerAudit.verify(directory: place, checkpointNote: checkpoint)
        #expect(audit.problems == [] && audit.earlier?.origin == key.origin)
        #expect(audit.text.contains(key.origin) && audit.text.hasPrefix("ok "))
        let proof = try await reader.prove(oldSize: head.size, newSize: nil)
        #expect(proof.oldRoot == head.root && proof.isSound)
        #expect(RecoveryNote.lastRestore(directory: place)?.rootSha256 == head.root.hex)
        #expect(RecoveryNote.lastBackup(directory: place) == nil)
        let facts = try FileManager.default.attributesOfItem(atPath: place + "/vault")
        #expect(facts[.modificationDate] as? Date == Date(timeIntervalSince1970: 0))
    }

    @Test("a station goes on with it, and a checkpoint of now is no earlier one")
    func goesOn() async throws {
        let (target, file) = try backup(try await sampleDirectory())
        let place = target.path + "/new"
        let receipt = try await restore(file, place)
        let store = try LedgerStore(directory: place, options: quickOptions())
        #expect(store.verifierKey.origin == receipt.origin)
        let entry = try await store.append([note("goes on")])
        #expect(entry.first?.index == receipt.entries + 2)
        let checkpoint = try await store.signCheckpoint()
        try await store.close()
        let audit = try LedgerAudit.verify(directory: place, checkpointNote: checkpoint)
        #expect(audit.problems == [] && audit.earlier == nil)
    }

    @Test("what was erased after the backup is erased again, by id and not by number")
    func erasures() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        _ = try await store.append([
            note("kept one"), note("a secret in the backup"), note("kept two"),
        ])
        try await store.setPerson("p-1", label: "OTTER 7")
        try await store.setPerson("p-2", label: "HERON 2")
        try put("raw", directory.path + "/recordings/w-9-0001.rec")
        let (target, file) = try backup(directory)
        // After the backup: other entries, and erasures of both older and younger ones.
        _ = try await store.append([note("younger"), note("a younger secret")])
        _ = try await store.erase(entries: [1, 4], watches: ["w-9"], reason: "asked for", by: nil)
        try await store.forget(handle: "otter 7")
        #expect(try await soon { (try? ErasureList(reading: directory.path).people) == ["p-1"] })
        try await store.close()

        let list = try ErasureList(reading: directory.path + "/erasures")
        #expect(list.count == 1)
        #expect(try ErasureList(reading: directory.path) == list)
        try FileManager.default.removeItem(atPath: directory.path + "/erasures")
        #expect(try ErasureList(reading: directory.path) == list, "the ledger itself has it")
        let place = target.path + "/new"
        let receipt = try await restore(file, place, list)
        #expect(receipt.entries == 3 && receipt.erasures == 1)
        let reader = try LedgerReader(directory: place)
        #expect(try await reader.entry(at: 0)?.payload?["text"]?.text == "kept one")
        #expect(try await reader.entry(at: 1)?.payload == nil)
        #expect(try await reader.entry(at: 2)?.payload?["text"]?.text == "kept two")
        // Number 4 is another entry here, and has its words.
        #expect(try await reader.entry(at: 4)?.payload != nil)
        let labels = try await reader.read { db in
            try String.fetchAll(db, sql: "SELECT label FROM person WHERE label IS NOT NULL")
        }
        #expect(labels == ["HERON 2"])
        reader.close()
        #expect(try LedgerAudit.verify(directory: place).problems == [])
        for name in try tree(place) where name != "recordings" {
            let found = try bytes(place + "/" + name)
            for words in ["a secret in the backup", "OTTER 7"] {
                #expect(found.range(of: Data(words.utf8)) == nil, "\(words) in \(name)")
            }
        }
        #expect(try !tree(place).contains("recordings/w-9-0001.rec"))
        // Applied twice is applied once; and the restored ledger's own list has them too.
        let again = try LedgerStore(directory: place, options: quickOptions())
        #expect(try await list.applyAgain(to: again) == 0)
        try await again.close()
        #expect(try ErasureList(reading: place).count == 1)
    }

    @Test("a list of erasures that is none is refused")
    func oddList() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/list"
        #expect(throws: StoreError.missing(path)) { try ErasureList(reading: path) }
        for text in [
            "", "[]", "{\"erasures\":[],\"people\":3}", "{\"erasures\":[3],\"people\":[]}",
            "{\"erasures\":[{\"entries\":[\"x\"],\"erasure\":\"x\",\"people\":[],\"watches\":[]}],"
                + "\"people\":[]}",
        ] {
            try put(text, path)
            #expect(throws: StoreError.self, "\(text)") { try ErasureList(reading: path) }
        }
    }

    @Test("a directory with anything in it is refused and left alone")
    func notEmpty() async throws {
        let directory = try await sampleDirectory()
        let (target, file) = try backup(directory)
        let before = try tree(target.path)
        await #expect(throws: BackupError.notEmpty(target.path)) {
            try await restore(file, target.path)
        }
        #expect(try tree(target.path) == before)
        await #expect(throws: BackupError.notEmpty(directory.path)) {
            try await restore(file, directory.path)
        }
        await #expect(throws: StoreError.notADirectory(file)) { try await restore(file, file) }
        let none = target.path + "/none"
        await #expect(throws: BackupError.noFolder(none)) {
            try await restore(file, none + "/new")
        }
    }

    @Test("a backup that does not open leaves the place as it was")
    func badFile() async throws {
        let (target, file) = try backup(try await sampleDirectory())
        let whole = try bytes(file)
        let empty = try TemporaryDirectory()
        var generator = SeededGenerator(seed: 21)
        for round in 0..<30 {
            var changed = whole
            if round % 2 == 0 {
                changed = changed.prefix(Int.random(in: 0..<whole.count, using: &generator))
            } else {
                changed[Int.random(in: 0..<whole.count, using: &generator)] ^= 0x10
            }
            let bad = target.path + "/bad"
            try changed.write(to: URL(fileURLWithPath: bad))
            await #expect(throws: BackupError.self) { try await restore(bad, empty.path) }
            #expect(try tree(empty.path) == [])
            await #expect(throws: BackupError.self) {
                try await restore(bad, target.path + "/new")
            }
            #expect(!FileManager.default.fileExists(atPath: target.path + "/new"))
        }
        await #expect(throws: BackupError.wrongPassphrase(file)) {
            try await Restore.make(from: file, in: empty.path, passphrase: "another one")
        }
        #expect(try tree(empty.path) == [])
        _ = try await restore(file, empty.path)
    }

    @Test("a station does not start on a restore that was cut short")
    func cutShort() throws {
        let target = try TemporaryDirectory()
        let place = try RestorePlace(target.path)
        try put("", place.work + "/ledger.sqlite")
        try put("x", target.path + "/pins")
        #expect(throws: StoreError.notALedger(target.path)) { try openStore(target) }
        place.clear()
        #expect(try tree(target.path) == [])
    }
}
