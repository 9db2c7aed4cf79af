import CSodium

/// libsodium's secretstream (XChaCha20-Poly1305) and SHA-256 over bytes that come in pieces.
extension Sodium {
    typealias StreamState = crypto_secretstream_xchacha20poly1305_state

    static let streamHeaderBytes = 24
    /// What sealing adds to a piece: a tag of one byte and 16 bytes of authentication.
    static let streamExtraBytes = 17
    private static let message: UInt8 = 0
    private static let last: UInt8 = 3

    /// A stream to seal, and the header its reader needs.
    static func sealing(key: [UInt8]) -> (state: StreamState, header: [UInt8]) {
        setUp()
        precondition(key.count == 32, "a stream's key has 32 bytes")
        var state = StreamState()
        var header = [UInt8](repeating: 0, count: streamHeaderBytes)
        _ = unsafe crypto_secretstream_xchacha20poly1305_init_push(&state, &header, key)
        return (state, header)
    }

    static func push(
        _ text: [UInt8], also: [UInt8], isLast: Bool, _ state: inout StreamState
    ) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: text.count + streamExtraBytes)
        _ = unsafe crypto_secretstream_xchacha20poly1305_push(
            &state, &sealed, nil, text, UInt64(text.count), also, UInt64(also.count),
            isLast ? last : message)
        return sealed
    }

    static func opening(key: [UInt8], header: [UInt8]) -> StreamState? {
        setUp()
        guard key.count == 32, header.count == streamHeaderBytes else { return nil }
        var state = StreamState()
        let status = unsafe crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key)
        return status == 0 ? state : nil
    }

    static func pull(
        _ sealed: [UInt8], also: [UInt8], _ state: inout StreamState
    ) -> (text: [UInt8], isLast: Bool)? {
        guard sealed.count >= streamExtraBytes else { return nil }
        var text = [UInt8](repeating: 0, count: sealed.count - streamExtraBytes)
        var tag: UInt8 = 0
        let status = unsafe crypto_secretstream_xchacha20poly1305_pull(
            &state, &text, nil, &tag, sealed, UInt64(sealed.count), also, UInt64(also.count))
        guard status == 0, tag == message || tag == last else { return nil }
        return (text, tag == last)
    }

    static func hashing() -> crypto_hash_sha256_state {
        setUp()
        var state = crypto_hash_sha256_state()
        _ = unsafe crypto_hash_sha256_init(&state)
        return state
    }

    static func hash(_ bytes: [UInt8], _ state: inout crypto_hash_sha256_state) {
        _ = unsafe crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    static func digest(_ state: crypto_hash_sha256_state) -> [UInt8] {
        var state = state
        var digest = [UInt8](repeating: 0, count: 32)
        _ = unsafe crypto_hash_sha256_final(&state, &digest)
        return digest
    }
}
