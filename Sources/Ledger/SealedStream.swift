import CSodium

/// The key a stream is sealed under.
public struct StreamKey: Equatable, Sendable {
    let bytes: [UInt8]

    /// Bytes of the random salt a key is worked out with.
    public static let saltBytes = Sodium.saltBytes

    /// Argon2id; `nil` when the machine has not the memory, or the salt has not `saltBytes`. Blocks
    /// for as long as `passes` over `memoryBytes` take: not for the cooperative pool.
    public static func make(
        passphrase: String, salt: [UInt8], passes: UInt64, memoryBytes: Int
    ) -> StreamKey? {
        guard salt.count == saltBytes else { return nil }
        return Sodium.deriveKey(
            passphrase: Array(passphrase.utf8), salt: salt, passes: passes,
            memoryBytes: memoryBytes
        ).map(StreamKey.init(bytes:))
    }
}

/// Seals pieces of a stream in order (libsodium's secretstream). No piece can be changed, dropped,
/// doubled or moved unseen, and the last one is marked, so that a stream cut short is found.
public struct StreamSealer: Sendable {
    /// What the reader needs besides the key; no secret.
    public let header: [UInt8]
    private var state: Sodium.StreamState

    /// Bytes of `header`.
    public static let headerBytes = Sodium.streamHeaderBytes
    /// By how much a sealed piece is longer than its text.
    public static let extraBytes = Sodium.streamExtraBytes

    /// Begins a stream.
    public init(key: StreamKey) { (state, header) = Sodium.sealing(key: key.bytes) }

    /// The next piece, bound to bytes that its reader knows too.
    public mutating func seal(
        _ text: [UInt8], boundTo also: [UInt8] = [], isLast: Bool
    ) -> [UInt8] {
        Sodium.push(text, also: also, isLast: isLast, &state)
    }
}

/// Opens what a `StreamSealer` sealed, in the same order.
public struct StreamOpener: Sendable {
    private var state: Sodium.StreamState

    /// Begins to read; `nil` when the header has another length.
    public init?(key: StreamKey, header: [UInt8]) {
        guard let state = Sodium.opening(key: key.bytes, header: header) else { return nil }
        self.state = state
    }

    /// The next piece and whether it is the last; `nil` when key, order, `also` or a bit is another.
    public mutating func open(
        _ sealed: [UInt8], boundTo also: [UInt8] = []
    ) -> (text: [UInt8], isLast: Bool)? {
        Sodium.pull(sealed, also: also, &state)
    }
}

/// SHA-256 over bytes that come in pieces.
public struct RunningDigest: Sendable {
    private var state = Sodium.hashing()

    /// Of nothing yet.
    public init() {}

    /// Takes the next piece.
    public mutating func add(_ bytes: [UInt8]) { Sodium.hash(bytes, &state) }

    /// The digest of everything so far.
    public var digest: Digest { Digest(trusted: Sodium.digest(state)) }
}
