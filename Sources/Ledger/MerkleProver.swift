/// Builds roots and proofs from stored complete subtrees, reading O(log n) of them.
public struct MerkleProver<Failure: Error> {
    /// Gives a stored node's hash; level 0 is the leaves.
    public typealias NodeSource = (_ level: Int, _ position: Int64) throws(Failure) -> Digest

    private let node: NodeSource

    /// Makes a prover over a source of nodes.
    public init(node: @escaping NodeSource) { self.node = node }

    /// The root of the first `size` entries.
    public func root(size: Int64) throws(Failure) -> Digest {
        guard size > 0 else { return Merkle.emptyRoot }
        return try hash(from: 0, count: size)
    }

    /// The audit path of the entry at `index` in a tree of `size` entries, nearest sibling first
    /// (RFC 6962, 2.1.1).
    public func inclusion(index: Int64, size: Int64) throws(Failure) -> [Digest] {
        precondition(index >= 0 && index < size, "there is no entry \(index) among \(size)")
        var path: [Digest] = []
        var start: Int64 = 0
        var count = size
        while count > 1 {
            let half = Merkle.split(count)
            if index - start < half {
                path.append(try hash(from: start + half, count: count - half))
                count = half
            } else {
                path.append(try hash(from: start, count: half))
                start += half
                count -= half
            }
        }
        return path.reversed()
    }

    /// The proof that a tree of `oldSize` entries is the beginning of one of `newSize`
    /// (RFC 6962, 2.1.2). Empty when either tree is empty or both are the same size.
    public func consistency(oldSize: Int64, newSize: Int64) throws(Failure) -> [Digest] {
        precondition(oldSize >= 0 && oldSize <= newSize, "a ledger only grows")
        guard oldSize > 0, oldSize < newSize else { return [] }
        var path: [Digest] = []
        var start: Int64 = 0
        var count = newSize
        while oldSize - start < count {
            let half = Merkle.split(count)
            if oldSize - start <= half {
                path.append(try hash(from: start + half, count: count - half))
                count = half
            } else {
                path.append(try hash(from: start, count: half))
                start += half
                count -= half
            }
        }
        if start > 0 { path.append(try hash(from: start, count: count)) }
        return path.reversed()
    }

    private func hash(from start: Int64, count: Int64) throws(Failure) -> Digest {
        if count & (count - 1) == 0 {
            return try node(count.trailingZeroBitCount, start / count)
        }
        let half = Merkle.split(count)
        let left = try hash(from: start, count: half)
        return Merkle.node(left, try hash(from: start + half, count: count - half))
    }
}
