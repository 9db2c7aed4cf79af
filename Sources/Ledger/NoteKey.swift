/// What a worker's own passphrase becomes for the time of one opening or saving: a key, and where in
/// the vault its copies lie. It is never stored. Making one takes 64 MiB and a good part of a second
/// on purpose, so never on the cooperative pool.
public struct NoteKey: Sendable {
    /// Where the copies of the note lie, all different.
    public let places: [Int]
    private let key: [UInt8]

    /// Bytes of a salt: random, one for each account, and of no use without the passphrase.
    public static let saltBytes = Sodium.saltBytes
    /// Passes over the memory. More than a sign-in takes: whoever holds the disk can guess without
    /// waiting.
    public static let passes: UInt64 = 4
    /// Memory of one derivation, in bytes: the second choice of RFC 9106 section 4.
    public static let memoryBytes = PassphraseHash.memoryBytes

    private static let label = "spotter note 1"

    /// Works the key out; `copies` different places of `slots`. `nil` when the machine has not the
    /// memory for it or the salt has not `saltBytes`. Blocks.
    public static func make(
        passphrase: String, salt: [UInt8], copies: Int, slots: Int
    ) -> NoteKey? {
        guard salt.count == saltBytes,
            let root = Sodium.deriveKey(
                passphrase: Array(passphrase.utf8), salt: salt, passes: passes,
                memoryBytes: memoryBytes)
        else { return nil }
        let key = Array(Sodium.expand(key: root, label: "key").prefix(32))
        return NoteKey(places: places(root, copies: copies, slots: slots), key: key)
    }

    private static func places(_ root: [UInt8], copies: Int, slots: Int) -> [Int] {
        var places: [Int] = []
        var round = 0
        while places.count < min(copies, slots) {
            let bytes = Sodium.expand(key: root, label: "places \(round)")
            for start in stride(from: 0, to: bytes.count, by: 4) where places.count < copies {
                let number = bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
                let place = Int(number % UInt32(slots))
                if !places.contains(place) { places.append(place) }
            }
            round += 1
        }
        return places
    }

    /// The note as one slot keeps it: another one at every call, and always `SealedNote.bytes` long.
    /// `nil` for a text longer than `SealedNote.longestText`.
    public func seal(_ text: String) -> [UInt8]? {
        let letters = Array(text.utf8)
        guard letters.count <= SealedNote.longestText else { return nil }
        var plain = [UInt8(letters.count >> 8), UInt8(letters.count & 0xFF)] + letters
        plain += [UInt8](repeating: 0, count: 2 + SealedNote.longestText - plain.count)
        let nonce = RandomBytes.make(Sodium.sealNonceBytes)
        return nonce + Sodium.seal(plain, key: key, nonce: nonce, label: Self.label)
    }

    /// The text of a slot; `nil` when it was sealed under another passphrase, is another's, is
    /// damaged, or was never written: nobody can tell these apart.
    public func open(_ slot: [UInt8]) -> String? {
        guard slot.count == SealedNote.bytes else { return nil }
        let nonce = Array(slot.prefix(Sodium.sealNonceBytes))
        let sealed = Array(slot.dropFirst(Sodium.sealNonceBytes))
        guard let plain = Sodium.open(sealed, key: key, nonce: nonce, label: Self.label) else {
            return nil
        }
        let count = Int(plain[0]) << 8 | Int(plain[1])
        guard count <= SealedNote.longestText else { return nil }
        return String(validating: plain[2..<2 + count], as: UTF8.self)
    }
}

/// Sizes of a note under a passphrase.
public enum SealedNote {
    /// Bytes of a slot, whatever was written: nonce, length and text, tag.
    public static let bytes = 2048
    /// The longest text, in bytes of UTF-8.
    public static let longestText = bytes - Sodium.sealNonceBytes - Sodium.sealTagBytes - 2
}
