import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

/// What is wrong with a file or a place is one sentence, and nothing is left half made.
@Suite("Bad input to a backup")
struct BackupInputTests {
    /// A small backup and its bytes.
    private func backup() async throws -> (TemporaryDirectory, [UInt8]) {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        let target = try TemporaryDirectory()
        let file = target.path + "/b"
        _ = try Backup.make(of: directory.path, to: file, passphrase: passphrase, cost: cheap)
        return (target, Array(try bytes(file)))
    }

    /// Reads a backup to its end; the error, if there is one.
    private func problem(_ path: String, _ words: String = passphrase) -> (any Error)? {
        do {
            var archive = try ArchiveReader(path, passphrase: words)
            try archive.unpack { _ in nil }
            return nil
        } catch {
            return error
        }
    }

    @Test("cut short anywhere, it does not open")
    func truncated() async throws {
        let (target, whole) = try await backup()
        let file = target.path + "/cut"
        #expect(problem(target.path + "/b") == nil)
        var places = Set(0...200)
        let piece = SealedFileWriter.pieceBytes + StreamSealer.extraBytes
        let first =
            BackupHeader.bytes + SealedFileWriter.greeting.count + StreamSealer.extraBytes
        for edge in stride(from: first, to: whole.count, by: piece) {
            places.formUnion([edge - 1, edge, edge + 1])
        }
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<100 { places.insert(Int.random(in: 0..<whole.count, using: &generator)) }
        places.formUnion(whole.count - 40..<whole.count)
        for place in places.sorted() where place < whole.count {
            try Data(whole.prefix(place)).write(to: URL(fileURLWithPath: file))
            let found = problem(file) as? BackupError
            let expected: BackupError =
                place == 0 ? .notABackup(file) : .cutShort(file)
            #expect(found == expected, "cut at \(place) of \(whole.count)")
        }
    }

    @Test("one flipped bit in any region is found, and in what follows the end")
    func flipped() async throws {
        let (target, whole) = try await backup()
        let file = target.path + "/flipped"
        var generator = SeededGenerator(seed: 12)
        var places = Array(0..<200) + Array(whole.count - 60..<whole.count)
        places += (0..<100).map { _ in Int.random(in: 0..<whole.count, using: &generator) }
        for place in places {
            var changed = whole
            changed[place] ^= 1 << Int.random(in: 0..<8, using: &generator)
            try Data(changed).write(to: URL(fileURLWithPath: file))
            #expect(problem(file) is BackupError, "byte \(place) of \(whole.count)")
        }
        try Data(whole + [0]).write(to: URL(fileURLWithPath: file))
        #expect(problem(file) is BackupError)
        try Data(whole + whole).write(to: URL(fileURLWithPath: file))
        #expect(problem(file) is BackupError)
    }

    @Test("a wrong passphrase, a newer form and another file are told apart")
    func others() async throws {
        let (target, whole) = try await backup()
        let file = target.path + "/other"
        let right = target.path + "/b"
        #expect(problem(right, "grey boats at Noon") as? BackupError == .wrongPassphrase(right))
        var newer = whole
        newer[15] = 2
        try Data(newer).write(to: URL(fileURLWithPath: file))
        #expect(problem(file) as? BackupError == .newer(file, 2))
        for text in ["", "no backup", "spotter backdoor and a good deal more than a header, or so"]
        {
            try put(text, file)
            #expect(problem(file) as? BackupError == .notABackup(file), "\(text)")
        }
        #expect(problem(target.path) as? BackupError == .isFolder(target.path))
        #expect(problem(target.path + "/none") as? StoreError == .missing(target.path + "/none"))
        #expect(problem("/dev/zero") as? BackupError == .notABackup("/dev/zero"))
    }

    @Test("a header that asks for a day of work is refused at once")
    func cost() async throws {
        let (target, whole) = try await backup()
        let file = target.path + "/dear"
        var body = Array(whole.prefix(BackupHeader.bytes - 8))
        body[20] = 0xFF
        let dear = body + SHA256.digest(body).bytes.prefix(8) + whole.dropFirst(BackupHeader.bytes)
        try Data(dear).write(to: URL(fileURLWithPath: file))
        #expect(problem(file) as? BackupError == .damaged(file, at: 0))
    }

    @Test("pieces cannot be dropped, doubled or moved")
    func order() async throws {
        let directory = try await sampleDirectory()
        let target = try TemporaryDirectory()
        let file = target.path + "/b"
        _ = try Backup.make(of: directory.path, to: file, passphrase: passphrase, cost: cheap)
        let whole = Array(try bytes(file))
        let piece = SealedFileWriter.pieceBytes + StreamSealer.extraBytes
        let first =
            BackupHeader.bytes + SealedFileWriter.greeting.count + StreamSealer.extraBytes
        let (head, one) = (whole[..<first], whole[first..<first + piece])
        let (two, rest) = (
            whole[first + piece..<first + 2 * piece], whole[(first + 2 * piece)...]
        )
        for changed in [head + two + one + rest, head + two + rest, head + one + one + two + rest] {
            try Data(changed).write(to: URL(fileURLWithPath: file))
            #expect(problem(file) is BackupError)
        }
        try Data(head + one + two + rest).write(to: URL(fileURLWithPath: file))
        #expect(problem(file) == nil)
    }

    @Test("what stands at the destination stays as it is")
    func destination() async throws {
        let directory = try await sampleDirectory()
        let target = try TemporaryDirectory()
        func make(_ path: String) throws {
            _ = try Backup.make(of: directory.path, to: path, passphrase: passphrase, cost: cheap)
        }
        let file = target.path + "/b"
        try put("mine", file)
        #expect(throws: BackupError.exists(file)) { try make(file) }
        #expect(try bytes(file) == Data("mine".utf8))
        try put("mine too", target.path + "/c.part")
        #expect(throws: BackupError.exists(target.path + "/c.part")) {
            try make(target.path + "/c")
        }
        #expect(throws: BackupError.isFolder(target.path)) { try make(target.path) }
        #expect(throws: BackupError.noFolder(target.path + "/none")) {
            try make(target.path + "/none/b")
        }
        #expect(throws: BackupError.inside(directory.path + "/b")) {
            try make(directory.path + "/b")
        }
        #expect(throws: BackupError.inside(directory.path + "/recordings/b")) {
            try make(directory.path + "/recordings/b")
        }
        #expect(try tree(target.path) == ["b", "c.part"])
        // What a killed backup left is no obstacle.
        try Data(BackupHeader.magic + [1, 2, 3]).write(
            to: URL(fileURLWithPath: target.path + "/d.part"))
        try make(target.path + "/d")
        #expect(try tree(target.path) == ["b", "c.part", "d"])
    }

    @Test("a ledger that does not pass its check gives no backup")
    func unsound() async throws {
        let directory = try await sampleDirectory()
        let target = try TemporaryDirectory()
        try tamper(directory) { db in
            try db.execute(sql: "UPDATE node SET hash = zeroblob(32) WHERE level = 2")
        }
        #expect(throws: BackupError.self) {
            try Backup.make(
                of: directory.path, to: target.path + "/b", passphrase: passphrase, cost: cheap)
        }
        #expect(try tree(target.path) == [])
        #expect(RecoveryNote.lastBackup(directory: directory.path) == nil)
    }

    @Test("names that would leave the directory are refused")
    func names() {
        for name in [
            "../x", "/etc/passwd", "recordings/../../x", "recordings//x", "", ".", "key", "lock",
            "a\0b", "recordings/a/b/c/d",
        ] {
            #expect(!ArchiveRecord.isProper(name), "\(name)")
        }
        for name in ["pins", "ledger.sqlite", "recordings/w-1-0001.rec"] {
            #expect(ArchiveRecord.isProper(name), "\(name)")
        }
    }
}
