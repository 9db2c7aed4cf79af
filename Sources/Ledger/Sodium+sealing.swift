import CSodium

/// Argon2id for a key, BLAKE2b to split one, and XChaCha20-Poly1305.
extension Sodium {
    static let sealNonceBytes = 24
    static let sealTagBytes = 16
    static let saltBytes = 16

    /// 32 bytes from a passphrase; `nil` when the machine has not the memory for it.
    static func deriveKey(
        passphrase: [UInt8], salt: [UInt8], passes: UInt64, memoryBytes: Int
    ) -> [UInt8]? {
        setUp()
        precondition(salt.count == saltBytes, "an Argon2id salt has 16 bytes")
        var key = [UInt8](repeating: 0, count: 32)
        let bytes = passphrase.map { CChar(bitPattern: $0) }
        let status = unsafe crypto_pwhash(
            &key, 32, bytes, UInt64(bytes.count), salt, passes, memoryBytes,
            crypto_pwhash_ALG_ARGON2ID13)
        return status == 0 ? key : nil
    }

    /// 64 bytes that only who has the key can work out, another 64 for each label.
    static func expand(key: [UInt8], label: String) -> [UInt8] {
        setUp()
        var out = [UInt8](repeating: 0, count: 64)
        let text = Array(label.utf8)
        _ = unsafe crypto_generichash(&out, 64, text, UInt64(text.count), key, key.count)
        return out
    }

    /// The ciphertext with its tag.
    static func seal(_ text: [UInt8], key: [UInt8], nonce: [UInt8], label: String) -> [UInt8] {
        setUp()
        precondition(key.count == 32 && nonce.count == sealNonceBytes, "wrong key or nonce")
        var sealed = [UInt8](repeating: 0, count: text.count + sealTagBytes)
        let also = Array(label.utf8)
        _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, nil, text, UInt64(text.count), also, UInt64(also.count), nil, nonce, key)
        return sealed
    }

    /// The text, or `nil` when key, nonce, label or a single bit is another.
    static func open(_ sealed: [UInt8], key: [UInt8], nonce: [UInt8], label: String) -> [UInt8]? {
        setUp()
        guard key.count == 32, nonce.count == sealNonceBytes, sealed.count >= sealTagBytes else {
            return nil
        }
        var text = [UInt8](repeating: 0, count: sealed.count - sealTagBytes)
        let also = Array(label.utf8)
        let status = unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
            &text, nil, nil, sealed, UInt64(sealed.count), also, UInt64(also.count), nonce, key)
        return status == 0 ? text : nil
    }
}
