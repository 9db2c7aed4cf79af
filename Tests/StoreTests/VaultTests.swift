import Foundation
import Ledger
import Testing

@testable import Store

@Suite("The vault of private notes")
struct VaultTests {
    private static let salt = [UInt8](repeating: 3, count: NoteKey.saltBytes)

    private func key(_ passphrase: String) throws -> NoteKey {
        try #require(
            NoteKey.make(
                passphrase: passphrase, salt: Self.salt, copies: Vault.copies, slots: Vault.slots))
    }

    private func bytes(_ vault: Vault) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: vault.path))
    }

    @Test("it is there from the first day: private, full, of one size, and as old as 1970")
    func fresh() throws {
        let directory = try TemporaryDirectory()
        let vault = Vault(directory: directory.path)
        #expect(vault.prepare())
        let facts = try FileManager.default.attributesOfItem(atPath: vault.path)
        #expect(facts[.posixPermissions] as? Int == 0o600)
        #expect(facts[.size] as? Int == 8_388_640)
        #expect(facts[.modificationDate] as? Date == Date(timeIntervalSince1970: 0))
        let key = try key("three small boats")
        #expect(try vault.open(key) == nil)
        try vault.save("tired tonight", under: key)
        let after = try FileManager.default.attributesOfItem(atPath: vault.path)
        #expect(after[.posixPermissions] as? Int == 0o600)
        #expect(after[.size] as? Int == 8_388_640)
        #expect(after[.modificationDate] as? Date == Date(timeIntervalSince1970: 0))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["vault"])
    }

    @Test("a note is kept, replaced and erased, also over a restart; opening writes nothing")
    func life() throws {
        let directory = try TemporaryDirectory()
        let key = try key("three small boats")
        let vault = Vault(directory: directory.path)
        vault.prepare()
        try vault.save("tired tonight", under: key)
        let kept = try bytes(vault)
        let again = Vault(directory: directory.path)
        #expect(again.prepare())
        #expect(try again.open(key) == "tired tonight")
        #expect(try again.open(try self.key("three small boat")) == nil)
        #expect(try bytes(vault) == kept)
        try again.save("better", under: key)
        #expect(try again.open(key) == "better")
        #expect(try again.erase(key))
        #expect(try again.open(key) == nil)
        let erased = try bytes(vault)
        #expect(try !again.erase(key), "there is nothing to erase")
        #expect(try bytes(vault) == erased, "and another's note is not touched")
        let last = Vault(directory: directory.path)
        #expect(last.prepare())
        #expect(try last.open(key) == nil)
    }

    @Test("a note outlives the loss of all its copies but one, and the next saving heals it")
    func copies() throws {
        let directory = try TemporaryDirectory()
        let key = try key("three small boats")
        let vault = Vault(directory: directory.path)
        vault.prepare()
        try vault.save("tired tonight", under: key)
        func damage(_ places: ArraySlice<Int>) throws {
            var all = try bytes(vault)
            for place in places {
                all.replaceSubrange(
                    Vault.range(of: place), with: RandomBytes.make(SealedNote.bytes))
            }
            try all.write(to: URL(fileURLWithPath: vault.path))
        }
        try damage(key.places.dropLast())
        let one = Vault(directory: directory.path)
        one.prepare()
        #expect(try one.open(key) == "tired tonight")
        try one.save("better", under: key)
        try damage(key.places.dropFirst())
        let healed = Vault(directory: directory.path)
        healed.prepare()
        #expect(try healed.open(key) == "better")
        try damage(key.places[...])
        let none = Vault(directory: directory.path)
        none.prepare()
        #expect(try none.open(key) == nil)
    }

    @Test("saving changes exactly as many slots as there are copies, whoever saves what")
    func changed() throws {
        let directory = try TemporaryDirectory()
        let vault = Vault(directory: directory.path)
        vault.prepare()
        for (passphrase, text) in [
            ("three small boats", ""),
            ("a heron in the reeds", String(repeating: "y", count: 2000)),
        ] {
            let before = try bytes(vault)
            try vault.save(text, under: try key(passphrase))
            let after = try bytes(vault)
            let differing = (0..<Vault.slots).filter {
                before[Vault.range(of: $0)] != after[Vault.range(of: $0)]
            }
            #expect(differing.count == Vault.copies)
            #expect(before.prefix(Vault.headerBytes) == after.prefix(Vault.headerBytes))
        }
    }

    @Test(
        "a file that is cut short or is none of ours is left alone, and a cut-off write is cleared")
    func damaged() throws {
        let directory = try TemporaryDirectory()
        let vault = Vault(directory: directory.path)
        let file = URL(fileURLWithPath: vault.path)
        for found in [Data(), Data(Vault.header), Data(count: Vault.fileBytes)] {
            try found.write(to: file)
            #expect(!vault.prepare())
            #expect(try bytes(vault) == found)
            let key = try key("three small boats")
            #expect(throws: VaultError.unavailable) { try vault.open(key) }
            #expect(throws: VaultError.unavailable) { try vault.save("x", under: key) }
        }
        try FileManager.default.removeItem(at: file)
        try Data([1]).write(to: URL(fileURLWithPath: vault.path + ".new"))
        #expect(vault.prepare())
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["vault"])
    }

    @Test("a disk that takes nothing keeps the old note and says so")
    func fullDisk() throws {
        let directory = try TemporaryDirectory()
        let key = try key("three small boats")
        let vault = Vault(directory: directory.path)
        vault.prepare()
        try vault.save("tired tonight", under: key)
        // A directory in the way: the new file cannot be made.
        try FileManager.default.createDirectory(
            atPath: vault.path + ".new", withIntermediateDirectories: false)
        #expect(throws: VaultError.notWritten) { try vault.save("better", under: key) }
        #expect(try vault.open(key) == "tired tonight")
        let again = Vault(directory: directory.path)
        try FileManager.default.removeItem(atPath: vault.path + ".new")
        again.prepare()
        #expect(try again.open(key) == "tired tonight")
    }
}
