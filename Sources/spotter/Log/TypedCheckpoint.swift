import Ledger

/// A checkpoint typed from paper: lines broken elsewhere, spaces inside, a plain dash. Only what
/// carries no meaning is forgiven; the signature must fit the text that comes out.
enum TypedCheckpoint {
    /// The length of a root and of a signature with its key hash, in base64 (32 and 68 bytes).
    private static let rootLength = 44
    private static let signatureLength = 92

    /// The note as it was signed, or the text itself when it is one or cannot be made one.
    static func note(_ text: String) -> String {
        guard (try? SignedNote(text: text)) == nil else { return text }
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let dash = words.firstIndex(where: ["\u{2014}", "\u{2013}", "-", "--"].contains),
            dash >= 3, words.count > dash + 2
        else { return text }
        let origin = words[0]
        let lines = words[1..<dash].joined()
        let signature = words[(dash + 2)...].joined()
        guard lines.count > rootLength, words[dash + 1] == origin,
            signature.count == signatureLength
        else { return text }
        let typed =
            "\(origin)\n\(lines.dropLast(rootLength))\n\(lines.suffix(rootLength))\n\n"
            + "\u{2014} \(origin) \(signature)\n"
        return (try? SignedNote(text: typed)) == nil ? text : typed
    }
}
