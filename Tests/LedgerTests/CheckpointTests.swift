import Ledger
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
    // swift-format-ignore: NeverForceUnwrap
    static let key = SigningKey(
        seed: Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")!)!
    // swift-format-ignore: NeverForceUnwrap
    static let verifier = VerifierKey(origin: "spotter/test", publicKey: key.publicKey)!
    static let checkpoint = Checkpoint(
        origin: "spotter/test", size: 120, root: SHA256.digest([1, 2, 3]))

    @Test("Ed25519 gives the published key and signature (RFC 8032, test 1)")
    func publishedSignature() {
        #expect(
            Hex.encode(Self.key.publicKey)
                == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        #expect(
            Hex.encode(Self.key.sign([]))
                == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")
    }

    @Test("a published note and its verifier key are understood")
    func publishedNote() throws {
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        let key = try #require(VerifierKey(text: text))
        #expect(key.text == text)
        let note = try SignedNote(
            text: """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

                """)
        let line = try #require(note.signatures.first)
        #expect(line.keyHash == key.keyHash)
        #expect(key.verifies(line.signature, of: Array(note.body.utf8)))
        #expect(throws: NoteError.malformed) { try note.checkpoint(verifiedBy: key) }
    }

    @Test("a signed checkpoint reads back and verifies")
    func signAndVerify() throws {
        let note = Self.checkpoint.signed(by: Self.key, as: Self.verifier)
        #expect(
            note.text.hasPrefix(
                "spotter/test\n120\nA5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E=\n\n— spotter/test "
            ))
        let back = try SignedNote(text: note.text)
        #expect(back == note)
        #expect(try back.checkpoint(verifiedBy: Self.verifier) == Self.checkpoint)
    }

    @Test("no bit of a note can be changed")
    func everyBit() {
        let bytes = Array(Self.checkpoint.signed(by: Self.key, as: Self.verifier).text.utf8)
        for bit in 0..<(bytes.count * 8) {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let text = String(validating: changed, as: UTF8.self) else { continue }
            #expect(throws: NoteError.self, "bit \(bit)") {
                try SignedNote(text: text).checkpoint(verifiedBy: Self.verifier)
            }
        }
    }

    @Test("another key and another ledger are named")
    func wrongKey() throws {
        let other = SigningKey.generate()
        let same = try #require(VerifierKey(origin: "spotter/test", publicKey: other.publicKey))
        let note = Self.checkpoint.signed(by: other, as: same)
        #expect(throws: NoteError.wrongKey) { try note.checkpoint(verifiedBy: Self.verifier) }
        let else_ = try #require(VerifierKey(origin: "spotter/else", publicKey: other.publicKey))
        #expect(throws: NoteError.wrongOrigin("spotter/test")) {
            try note.checkpoint(verifiedBy: else_)
        }
    }

    @Test("a witness may sign too")
    func witness() throws {
        let witnessKey = SigningKey.generate()
        let witness = try #require(
            VerifierKey(origin: "medic", publicKey: witnessKey.publicKey))
        let ours = Self.checkpoint.signed(by: Self.key, as: Self.verifier).text
        let theirs = Self.checkpoint.signed(by: witnessKey, as: witness).text
        let line = try #require(theirs.split(separator: "\n").last)
        let note = try SignedNote(text: ours + line + "\n")
        #expect(note.signatures.count == 2)
        #expect(try note.checkpoint(verifiedBy: Self.verifier) == Self.checkpoint)
    }

    @Test(
        "base64 has one text a value",
        arguments: [
            ("", ""), ("66", "Zg=="), ("666f", "Zm8="), ("666f6f", "Zm9v"), ("fbff", "+/8="),
        ])
    func base64(hex: String, text: String) throws {
        let bytes = try #require(Hex.decode(hex))
        #expect(Base64.encode(bytes) == text)
        #expect(Base64.decode(text) == bytes)
    }

    @Test(
        "loose base64 is refused",
        arguments: ["Zh==", "Zm9=", "Zg", "Zg=", "Z===", "Zm9v\n", "Zm-_", "====", "Zg==Zg=="])
    func looseBase64(text: String) { #expect(Base64.decode(text) == nil) }
}
