import CSodium

/// A passphrase as it is kept: an Argon2id hash with its own salt and cost, in libsodium's text
/// form. Making and checking one takes 64 MiB and a good part of a second on purpose, so never do
/// either on the cooperative pool.
public struct PassphraseHash: Equatable, Sendable {
    /// The text, such as `$argon2id$v=19$m=65536,t=3,p=1$…`: ASCII, shorter than 128 characters.
    public let text: String

    /// Three passes over 64 MiB: the second choice of RFC 9106 section 4, for machines without
    /// gigabytes to spare. libsodium always uses one lane.
    static let passes: UInt64 = 3
    static let memoryBytes = 64 * 1024 * 1024

    /// Takes a text that was kept; `nil` when it is no Argon2id hash.
    public init?(text: String) {
        guard text.hasPrefix("$argon2id$"), text.utf8.count < 128,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }

    private init(trusted text: String) { self.text = text }

    /// Hashes a passphrase under a fresh salt; `nil` when the machine has not the memory for it.
    /// Blocks.
    public static func make(_ passphrase: String) -> PassphraseHash? {
        Sodium.passphraseHash(Array(passphrase.utf8), passes: passes, memoryBytes: memoryBytes)
            .map { PassphraseHash(trusted: $0) }
    }

    /// True when this is the passphrase. Blocks.
    public func matches(_ passphrase: String) -> Bool {
        Sodium.passphrase(Array(passphrase.utf8), matches: text)
    }
}
