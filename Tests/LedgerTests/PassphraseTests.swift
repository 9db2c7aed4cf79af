import Ledger
import Testing

@Suite struct PassphraseTests {
    @Test func onlyThePassphraseMatches() throws {
        let hash = try #require(PassphraseHash.make("three small boats"))
        #expect(hash.text.hasPrefix("$argon2id$v=19$m=65536,t=3,p=1$"))
        #expect(hash.matches("three small boats"))
        for other in ["three small boat", "three small boats ", "Three small boats", ""] {
            #expect(!hash.matches(other))
        }
        #expect(PassphraseHash(text: hash.text)?.matches("three small boats") == true)
    }

    @Test func twoHashesOfOnePassphraseDiffer() throws {
        let first = try #require(PassphraseHash.make("three small boats"))
        let second = try #require(PassphraseHash.make("three small boats"))
        #expect(first != second)
    }

    @Test func whatIsNoArgon2idTextIsRefused() {
        #expect(PassphraseHash(text: "") == nil)
        #expect(PassphraseHash(text: "$2b$12$abc") == nil)
        #expect(PassphraseHash(text: "$argon2id$" + String(repeating: "a", count: 120)) == nil)
        #expect(PassphraseHash(text: "$argon2id$nonsense")?.matches("x") == false)
    }
}
