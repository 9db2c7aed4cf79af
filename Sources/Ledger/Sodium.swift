import CSodium

/// The few calls into libsodium: SHA-256, Ed25519, Argon2id and random bytes; sealing stands in
/// `Sodium+sealing.swift` and `Sodium+stream.swift`. Every `unsafe` of the module is in these files.
enum Sodium {
    /// libsodium asks to be set up once, before its first use; a second call does nothing.
    private static let ready: Bool = sodium_init() >= 0

    static func setUp() { precondition(ready, "libsodium could not be set up on this machine") }

    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        setUp()
        var digest = [UInt8](repeating: 0, count: 32)
        _ = unsafe crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }

    static func randomBytes(_ count: Int) -> [UInt8] {
        setUp()
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe randombytes_buf(&bytes, count)
        return bytes
    }

    /// The public key and the libsodium secret key that belong to a 32-byte seed.
    static func keyPair(seed: [UInt8]) -> (publicKey: [UInt8], secretKey: [UInt8]) {
        setUp()
        precondition(seed.count == 32, "an Ed25519 seed has 32 bytes")
        var publicKey = [UInt8](repeating: 0, count: 32)
        var secretKey = [UInt8](repeating: 0, count: 64)
        _ = unsafe crypto_sign_seed_keypair(&publicKey, &secretKey, seed)
        return (publicKey, secretKey)
    }

    static func sign(_ message: [UInt8], secretKey: [UInt8]) -> [UInt8] {
        setUp()
        precondition(secretKey.count == 64, "a libsodium secret key has 64 bytes")
        var signature = [UInt8](repeating: 0, count: 64)
        _ = unsafe crypto_sign_detached(
            &signature, nil, message, UInt64(message.count), secretKey)
        return signature
    }

    static func verify(_ signature: [UInt8], of message: [UInt8], publicKey: [UInt8]) -> Bool {
        setUp()
        guard signature.count == 64, publicKey.count == 32 else { return false }
        let status = unsafe crypto_sign_verify_detached(
            signature, message, UInt64(message.count), publicKey)
        return status == 0
    }

    static func passphraseHash(
        _ passphrase: [UInt8], passes: UInt64, memoryBytes: Int
    ) -> String? {
        setUp()
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let bytes = passphrase.map { CChar(bitPattern: $0) }
        let status = unsafe crypto_pwhash_str_alg(
            &text, bytes, UInt64(bytes.count), passes, memoryBytes,
            crypto_pwhash_ALG_ARGON2ID13)
        guard status == 0 else { return nil }
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func passphrase(_ passphrase: [UInt8], matches text: String) -> Bool {
        setUp()
        // libsodium reads the whole fixed-size field.
        var kept = text.utf8.map { CChar(bitPattern: $0) }
        guard kept.count < Int(crypto_pwhash_STRBYTES) else { return false }
        kept += [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES) - kept.count)
        let bytes = passphrase.map { CChar(bitPattern: $0) }
        return unsafe crypto_pwhash_str_verify(kept, bytes, UInt64(bytes.count)) == 0
    }
}

/// SHA-256 as the ledger uses it.
public enum SHA256 {
    /// The digest of some bytes.
    public static func digest(_ bytes: [UInt8]) -> Digest { Digest(trusted: Sodium.sha256(bytes)) }
}

/// Bytes nobody can guess.
public enum RandomBytes {
    /// So many fresh random bytes, from libsodium.
    public static func make(_ count: Int) -> [UInt8] { Sodium.randomBytes(count) }
}
