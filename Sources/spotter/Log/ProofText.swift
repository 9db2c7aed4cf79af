import Ledger

/// A proof as a person can check it by hand, and as JSON.
struct ProofText {
    let words: String
    let json: String

    /// One entry: hash the header, then each sibling from the side it stands on.
    init(inclusion proof: InclusionProof, header: [UInt8]) {
        let headerText = String(decoding: header, as: UTF8.self)
        var lines = [
            "Entry \(proof.index) stands in the ledger of \(proof.size) entries.",
            "header  \(headerText)",
            "leaf    \(proof.leaf) = SHA-256(00 header)",
        ]
        for (number, step) in Self.steps(proof).enumerated() {
            let order = step.siblingIsLeft ? "01 sibling hash" : "01 hash sibling"
            lines.append("step \(number + 1)  \(step.sibling) = sibling; hash = SHA-256(\(order))")
        }
        lines.append("root    \(proof.root) = the last hash")
        json = Self.text(proof.json, adding: ["header": .string(headerText)])
        words = (lines + [json]).joined(separator: "\n")
    }

    /// An older ledger: RFC 9162, 2.1.4.2 says how the hashes lead to both roots.
    init(consistency proof: ConsistencyProof) {
        var lines = [
            "The ledger of \(proof.oldSize) entries is the unchanged beginning of that of "
                + "\(proof.newSize).",
            "old root  \(proof.oldRoot)", "new root  \(proof.newRoot)",
        ]
        lines += proof.path.enumerated().map { "hash \($0 + 1)    \($1)" }
        lines.append("Check as RFC 9162, 2.1.4.2 says.")
        json = Self.text(proof.json)
        words = (lines + [json]).joined(separator: "\n")
    }

    private static func text(
        _ value: CanonicalValue, adding more: [String: CanonicalValue] = [:]
    ) -> String {
        let members = (value.members ?? [:]).merging(more) { first, _ in first }
        let bytes = (try? CanonicalValue.object(members).encoded()) ?? []
        return String(decoding: bytes, as: UTF8.self)
    }

    /// On which side each sibling stands (RFC 9162, 2.1.3.2).
    private static func steps(
        _ proof: InclusionProof
    ) -> [(sibling: Digest, siblingIsLeft: Bool)] {
        var index = proof.index
        var last = proof.size - 1
        return proof.path.map { sibling in
            let siblingIsLeft = index & 1 == 1 || index == last
            while siblingIsLeft && index & 1 == 0 && index != 0 {
                index >>= 1
                last >>= 1
            }
            index >>= 1
            last >>= 1
            return (sibling, siblingIsLeft)
        }
    }
}
