/// The Ed25519 key that signs a ledger's checkpoints.
public struct SigningKey: Sendable {
    /// How many bytes a seed has.
    public static let seedLength = 32

    /// The 32 secret bytes everything else is derived from.
    public let seed: [UInt8]
    /// The key others check signatures with.
    public let publicKey: [UInt8]
    private let secretKey: [UInt8]

    /// Derives the key from 32 secret bytes; `nil` for any other length.
    public init?(seed: [UInt8]) {
        guard seed.count == Self.seedLength else { return nil }
        self.init(trusted: seed)
    }

    private init(trusted seed: [UInt8]) {
        self.seed = seed
        (publicKey, secretKey) = Sodium.keyPair(seed: seed)
    }

    /// A fresh key.
    public static func generate() -> SigningKey {
        SigningKey(trusted: Sodium.randomBytes(seedLength))
    }

    /// The 64-byte signature over a message.
    public func sign(_ message: [UInt8]) -> [UInt8] { Sodium.sign(message, secretKey: secretKey) }
}

/// A ledger's name and public key: what someone needs to check its checkpoints.
public struct VerifierKey: Equatable, Sendable {
    private static let ed25519: UInt8 = 0x01

    /// The ledger's name, which no other ledger has.
    public let origin: String
    /// The 32-byte Ed25519 key.
    public let publicKey: [UInt8]

    /// Takes a name without spaces or plus signs and a 32-byte key; `nil` otherwise.
    public init?(origin: String, publicKey: [UInt8]) {
        let allowed = origin.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && $0 != "+" && $0.value > 0x20
        }
        guard !origin.isEmpty, allowed, publicKey.count == 32 else { return nil }
        self.origin = origin
        self.publicKey = publicKey
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key).
    public var keyHash: [UInt8] {
        let digest = SHA256.digest(Array(origin.utf8) + [0x0A, Self.ed25519] + publicKey)
        return Array(digest.bytes.prefix(4))
    }

    /// The key as others keep it: `name+hash+base64`.
    public var text: String {
        "\(origin)+\(Hex.encode(keyHash))+\(Base64.encode([Self.ed25519] + publicKey))"
    }

    /// Reads `name+hash+base64`; `nil` when it is malformed or its hash does not fit.
    public init?(text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let key = Base64.decode(String(parts[2])), key.count == 33,
            key[0] == Self.ed25519,
            let verifier = VerifierKey(origin: String(parts[0]), publicKey: Array(key.dropFirst())),
            Hex.encode(verifier.keyHash) == parts[1]
        else { return nil }
        self = verifier
    }

    /// Whether the signature over the message was made with this key.
    public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        Sodium.verify(signature, of: message, publicKey: publicKey)
    }
}
