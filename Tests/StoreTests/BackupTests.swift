import Foundation
import Ledger
import People
import Testing

@testable import Store

/// A key that costs nothing, so that a test can open a file a thousand times.
let cheap = BackupCost(passes: 1, memoryBytes: 8_192)
let passphrase = "grey boats at noon"

/// A data directory with a bit of everything that travels and of what stays. Closed.
func sampleDirectory() async throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    try await sampleLedger(in: directory)
    let people = try PeopleFile(directory: directory.path)
    let account = try people.write(
        .add(handle: "ASH 1", title: "", roles: [.responder], passphrase: nil, by: nil, now: 1))
    _ = try people.write(
        .signIn(account.id, token: SHA256.digest([1]), console: nil, now: 2))
    people.close()
    Vault(directory: directory.path).prepare()
    try put("seat 3 = 1-1.2\n", directory.path + "/pins")
    try put(String(repeating: "raw ", count: 60_000), directory.path + "/recordings/w-1-0001.rec")
    try FileManager.default.createDirectory(
        atPath: directory.path + "/downloads", withIntermediateDirectories: true)
    try put("spo2\n97\n", directory.path + "/downloads/one.csv")
    return directory
}

func put(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}

func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

/// Every file below a folder, by name.
func tree(_ path: String) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: path))
}

@Suite("A backup in one sealed file")
struct BackupTests {
    @Test("holds everything but the key, is verified, and is remembered")
    func whole() async throws {
        let directory = try await sampleDirectory()
        let target = try TemporaryDirectory()
        let file = target.path + "/site.backup"
        let before = try tree(directory.path)
        let receipt = try Backup.make(
            of: directory.path, to: file, passphrase: passphrase, cost: cheap)
        let audit = try LedgerAudit.verify(directory: directory.path)
        #expect(receipt.entries == audit.entries && receipt.root == audit.root)
        #expect(receipt.digest == SHA256.digest(Array(try bytes(file))))
        #expect(receipt.bytes == Int64(try bytes(file).count))
        #expect(try tree(target.path) == ["site.backup"])
        #expect(
            try tree(directory.path).filter { !$0.hasPrefix("ledger.sqlite-") }
                == before.union(["last-backup", "backup-lock"]),
            "no plain copy stays behind")
        let note = try #require(RecoveryNote.lastBackup(directory: directory.path))
        #expect(note.entries == receipt.entries && note.rootSha256 == receipt.root.hex)
        #expect(note.fileSha256 == receipt.digest.hex && note.fileBytes == receipt.bytes)

        var archive = try ArchiveReader(file, passphrase: passphrase)
        var names: [String] = []
        let unpacked = try TemporaryDirectory()
        try archive.unpack { name in
            names.append(name)
            return unpacked.path + "/" + name.replacing("/", with: "_")
        }
        #expect(
            names.sorted() == [
                "downloads/one.csv", "ledger.sqlite", "people.sqlite", "pins",
                "recordings/w-1-0001.rec", "vault",
            ])
        for name in ["pins", "vault", "recordings/w-1-0001.rec", "downloads/one.csv"] {
            #expect(
                try bytes(unpacked.path + "/" + name.replacing("/", with: "_"))
                    == bytes(directory.path + "/" + name), "\(name)")
        }
    }

    @Test("nothing of what it holds can be read in it, and two are never alike")
    func sealed() async throws {
        let directory = try await sampleDirectory()
        let target = try TemporaryDirectory()
        for name in ["one", "two"] {
            _ = try Backup.make(
                of: directory.path, to: target.path + "/" + name, passphrase: passphrase,
                cost: cheap)
        }
        let one = try bytes(target.path + "/one")
        for words in ["note 3", "ASH 1", "raw raw", "SQLite format 3", "seat 3", "watch.started"] {
            #expect(one.range(of: Data(words.utf8)) == nil, "\(words)")
        }
        #expect(one.dropFirst(32) != (try bytes(target.path + "/two")).dropFirst(32))
    }

    @Test("is taken while the station writes, and is some moment of its ledger")
    func online() async throws {
        let directory = try TemporaryDirectory()
        let target = try TemporaryDirectory()
        let store = try openStore(directory)
        _ = try await store.append([note("first")])
        _ = try await store.signCheckpoint()
        let writing = Task {
            var count: Int64 = 1
            while !Task.isCancelled {
                count += Int64(try await store.append([note("more \(count)")]).count)
            }
            return count
        }
        var sizes: [Int64] = []
        for number in 0..<5 {
            let receipt = try Backup.make(
                of: directory.path, to: target.path + "/\(number)", passphrase: passphrase,
                cost: cheap)
            sizes.append(receipt.entries)
            let then = try await store.reader.prove(oldSize: receipt.entries, newSize: nil)
            #expect(then.oldRoot == receipt.root && then.isSound)
        }
        writing.cancel()
        let written = try await writing.value
        #expect(sizes == sizes.sorted() && sizes[0] < sizes[4] && sizes[4] <= written)
        try await store.close()
        #expect(try LedgerAudit.verify(directory: directory.path).problems == [])
    }

    @Test("a big recording goes through in pieces, to the byte")
    func pieces() async throws {
        let directory = try await sampleDirectory()
        let target = try TemporaryDirectory()
        var generator = SeededGenerator(seed: 5)
        // Around the length of a piece, where an off-by-one would show.
        for (number, size) in [0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_003].enumerated() {
            let random = Data((0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) })
            try random.write(
                to: URL(fileURLWithPath: directory.path + "/recordings/r-\(number).rec"))
        }
        let file = target.path + "/b"
        _ = try Backup.make(of: directory.path, to: file, passphrase: passphrase, cost: cheap)
        var archive = try ArchiveReader(file, passphrase: passphrase)
        let unpacked = try TemporaryDirectory()
        try archive.unpack {
            $0.hasPrefix("recordings/r-") ? unpacked.path + "/" + $0.dropFirst(11) : nil
        }
        for number in 0..<7 {
            #expect(
                try bytes(unpacked.path + "/r-\(number).rec")
                    == bytes(directory.path + "/recordings/r-\(number).rec"))
        }
    }

    @Test("is an entry once a station runs, and only where there is a file of people")
    func told() async throws {
        let directory = try await sampleDirectory()
        let target = try TemporaryDirectory()
        let receipt = try Backup.make(
            of: directory.path, to: target.path + "/b", passphrase: passphrase, cost: cheap)
        let store = try openStore(directory)
        let people = PeopleStore(directory: directory.path, clock: SteppingClock().clock) {
            (try? await store.append($0)) != nil
        }
        await people.writePending()
        let entries = try await store.reader.entries(stream: "station").filter {
            $0.header.kind == Backup.kind
        }
        #expect(entries.count == 1)
        #expect(entries.first?.payload?["rootSha256"]?.text == receipt.root.hex)
        #expect(entries.first?.payload?["backupSha256"]?.text == receipt.digest.hex)
        await people.close()
        try await store.close()

        let bare = try TemporaryDirectory()
        try await sampleLedger(in: bare)
        _ = try Backup.make(
            of: bare.path, to: target.path + "/c", passphrase: passphrase, cost: cheap)
        #expect(try !tree(bare.path).contains("people.sqlite"))
    }

    @Test("two at once: the second is told")
    func twice() async throws {
        let directory = try await sampleDirectory()
        let work = try WorkPlace(directory.path)
        defer { withExtendedLifetime(work) {} }
        #expect(throws: BackupError.busy(directory.path)) {
            try Backup.make(
                of: directory.path, to: directory.path + "-b", passphrase: passphrase, cost: cheap)
        }
        #expect(!FileManager.default.fileExists(atPath: directory.path + "-b.part"))
    }
}
