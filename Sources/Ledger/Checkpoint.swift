/// What a ledger was at one moment: its name, its size and its root, the three lines that get
/// signed (C2SP tlog-checkpoint).
public struct Checkpoint: Equatable, Sendable {
    /// The ledger's name.
    public var origin: String
    /// How many entries it held.
    public var size: Int64
    /// Its root.
    public var root: Digest

    /// Makes a checkpoint.
    public init(origin: String, size: Int64, root: Digest) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The text that is signed; ends with a line feed.
    public var body: String { "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n" }

    /// The signed note: body, empty line, signature line.
    public func signed(by key: SigningKey, as verifier: VerifierKey) -> SignedNote {
        let signature = key.sign(Array(body.utf8))
        let line = NoteSignature(
            name: verifier.origin, keyHash: verifier.keyHash, signature: signature)
        return SignedNote(body: body, signatures: [line])
    }

    /// Reads a body of three lines or more (extension lines may follow and are signed too).
    public init(body: String) throws(NoteError) {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines.last?.isEmpty == true else { throw .malformed }
        let origin = String(lines[0])
        guard !origin.isEmpty, let size = Int64(lines[1]), size >= 0, String(size) == lines[1],
            let bytes = Base64.decode(String(lines[2])), let root = Digest(bytes: bytes)
        else { throw .malformed }
        self.init(origin: origin, size: size, root: root)
    }
}

/// Why a signed note says nothing that can be relied on.
public enum NoteError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It is no signed checkpoint.
    case malformed
    /// It carries no signature by the expected key.
    case wrongKey
    /// The signature does not fit the text.
    case badSignature
    /// It names another ledger.
    case wrongOrigin(String)

    /// One plain sentence.
    public var description: String {
        switch self {
        case .malformed: "it is not a signed checkpoint"
        case .wrongKey: "it carries no signature by this ledger's key"
        case .badSignature: "its signature does not fit its text"
        case .wrongOrigin(let origin): "it belongs to another ledger, \(origin)"
        }
    }
}
