import Testing

@testable import Ledger

@Suite("A private note under a passphrase")
struct NoteKeyTests {
    private static let salt = [UInt8](repeating: 7, count: NoteKey.saltBytes)

    private func key(_ passphrase: String, salt: [UInt8] = salt) throws -> NoteKey {
        try #require(NoteKey.make(passphrase: passphrase, salt: salt, copies: 4, slots: 4096))
    }

    @Test(
        "what is sealed opens with its passphrase, whatever its length, and is never the same twice"
    )
    func roundTrip() throws {
        let key = try key("three small boats")
        let longest = String(repeating: "x", count: SealedNote.longestText)
        for text in ["", "tired tonight", "fatigué·e, 疲れた\n\nmais ça va", longest] {
            let sealed = try #require(key.seal(text))
            #expect(sealed.count == SealedNote.bytes)
            #expect(key.open(sealed) == text)
            #expect(key.seal(text) != sealed)
        }
        #expect(key.seal(longest + "x") == nil)
    }

    @Test(
        "another passphrase, another account's salt, random bytes and any flipped bit open nothing")
    func nothingElse() throws {
        let key = try key("three small boats")
        let sealed = try #require(key.seal("tired tonight"))
        #expect(try self.key("three small boat").open(sealed) == nil)
        let other = [UInt8](repeating: 8, count: NoteKey.saltBytes)
        #expect(try self.key("three small boats", salt: other).open(sealed) == nil)
        #expect(key.open(RandomBytes.make(SealedNote.bytes)) == nil)
        #expect(key.open(Array(sealed.dropLast())) == nil)
        for byte in stride(from: 0, to: sealed.count, by: 37) + [sealed.count - 1] {
            var damaged = sealed
            damaged[byte] ^= 1 << UInt8(byte % 8)
            #expect(key.open(damaged) == nil, "byte \(byte)")
        }
    }

    @Test("the key is Argon2id's: another program works out the same bytes")
    func known() throws {
        // argon2-cffi: hash_secret_raw(b"three small boats", b"\x07" * 16, 4, 65536, 1, 32, Type.ID),
        // then hashlib.blake2b(b"places 0", key=that, digest_size=64), big-endian fours modulo 4096.
        #expect(try key("three small boats").places == [1383, 3946, 2616, 1420])
    }

    @Test("places are the same each time, all different, and spread over all slots")
    func places() throws {
        let one = try key("three small boats")
        #expect(try key("three small boats").places == one.places)
        #expect(Set(one.places).count == 4)
        // As few slots as copies: every one is taken, once.
        let tight = NoteKey.make(
            passphrase: "three small boats", salt: Self.salt, copies: 4, slots: 4)
        #expect(tight.map { $0.places.sorted() } == [0, 1, 2, 3])
        #expect(NoteKey.make(passphrase: "x", salt: [1], copies: 4, slots: 4) == nil)
        var seen: Set<Int> = []
        for number: UInt8 in 0..<12 {
            let salt = [UInt8](repeating: number, count: NoteKey.saltBytes)
            seen.formUnion(try key("three small boats", salt: salt).places)
        }
        #expect(seen.allSatisfy { (0..<4096).contains($0) })
        #expect(seen.contains { $0 < 2048 } && seen.contains { $0 >= 2048 })
    }
}
