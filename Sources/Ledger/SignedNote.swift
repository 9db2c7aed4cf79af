/// One signature line of a note.
public struct NoteSignature: Equatable, Sendable {
    /// Whose signature it is.
    public let name: String
    /// Which of their keys made it, in 4 bytes.
    public let keyHash: [UInt8]
    /// The signature; 64 bytes for Ed25519.
    public let signature: [UInt8]

    var line: String { "\u{2014} \(name) \(Base64.encode(keyHash + signature))\n" }

    init(name: String, keyHash: [UInt8], signature: [UInt8]) {
        self.name = name
        self.keyHash = keyHash
        self.signature = signature
    }

    init?(line: Substring) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\u{2014}", !parts[1].isEmpty,
            let bytes = Base64.decode(String(parts[2])), bytes.count > 4
        else { return nil }
        self.init(
            name: String(parts[1]), keyHash: Array(bytes.prefix(4)),
            signature: Array(bytes.dropFirst(4)))
    }
}

/// A text with signatures (C2SP signed-note). Others may have signed it too.
public struct SignedNote: Equatable, Sendable {
    /// The signed text; ends with a line feed.
    public let body: String
    /// The signatures, in the order they stand.
    public let signatures: [NoteSignature]

    init(body: String, signatures: [NoteSignature]) {
        self.body = body
        self.signatures = signatures
    }

    /// The whole note, as it is kept and handed out.
    public var text: String { body + "\n" + signatures.map(\.line).joined() }

    /// Reads a note; it must be exactly what `text` would give.
    public init(text: String) throws(NoteError) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.last?.isEmpty == true, let blank = lines.dropLast().lastIndex(of: "") else {
            throw .malformed
        }
        lines.removeLast()
        var signatures: [NoteSignature] = []
        for line in lines[(blank + 1)...] {
            guard let signature = NoteSignature(line: line) else { throw .malformed }
            signatures.append(signature)
        }
        guard !signatures.isEmpty, blank > 0 else { throw .malformed }
        body = lines[..<blank].map { $0 + "\n" }.joined()
        self.signatures = signatures
        guard Array(self.text.utf8) == Array(text.utf8) else { throw .malformed }
    }

    /// The checkpoint in the note, once name and signature are found to be the expected ones.
    public func checkpoint(verifiedBy key: VerifierKey) throws(NoteError) -> Checkpoint {
        let checkpoint = try Checkpoint(body: body)
        guard checkpoint.origin == key.origin else { throw .wrongOrigin(checkpoint.origin) }
        let ours = signatures.filter { $0.name == key.origin && $0.keyHash == key.keyHash }
        guard !ours.isEmpty else { throw .wrongKey }
        let message = Array(body.utf8)
        guard ours.allSatisfy({ key.verifies($0.signature, of: message) }) else {
            throw .badSignature
        }
        return checkpoint
    }
}
