/// The hashes of RFC 6962: leaves and inner nodes can never be taken for one another.
public enum Merkle {
    /// The root of a ledger with no entry: SHA-256 of nothing.
    public static let emptyRoot = SHA256.digest([])

    /// SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: [UInt8]) -> Digest { SHA256.digest([0x00] + entry) }

    /// SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        SHA256.digest([0x01] + left.bytes + right.bytes)
    }

    /// The largest power of two below `size`, where RFC 6962 splits a tree of 2 or more leaves.
    static func split(_ size: Int64) -> Int64 {
        precondition(size > 1, "only a tree of two leaves or more can be split")
        return 1 << (63 - (size - 1).leadingZeroBitCount)
    }
}

/// One stored node: the root of a complete subtree of 2^level leaves. Level 0 is the leaves.
public struct MerkleNode: Hashable, Sendable {
    /// The subtree has 2^level leaves.
    public let level: Int
    /// Which of the level's subtrees it is, from 0 on the left.
    public let position: Int64
    /// Its hash.
    public let hash: Digest
}

/// The right edge of the tree: the roots of its complete subtrees, largest first. All that an
/// append has to know of the past.
public struct Frontier: Equatable, Sendable {
    /// How many entries the tree holds.
    public private(set) var size: Int64
    private var roots: [MerkleNode]

    /// The edge of an empty tree.
    public init() {
        size = 0
        roots = []
    }

    /// Reads the edge of a tree of `size` entries from stored nodes: one for every bit set in it.
    public init<Failure: Error>(
        size: Int64, node: (_ level: Int, _ position: Int64) throws(Failure) -> Digest
    ) throws(Failure) {
        self.size = size
        roots = []
        for level in stride(from: 62, through: 0, by: -1) where size >> Int64(level) & 1 == 1 {
            let position = (size >> Int64(level)) - 1
            roots.append(
                MerkleNode(level: level, position: position, hash: try node(level, position)))
        }
    }

    /// Takes one more leaf and gives the complete subtrees that it closed, smallest first, the
    /// leaf itself left out. These are the rows to store.
    public mutating func append(_ leaf: Digest) -> [MerkleNode] {
        var closed: [MerkleNode] = []
        var newest = MerkleNode(level: 0, position: size, hash: leaf)
        while let left = roots.last, left.level == newest.level {
            roots.removeLast()
            newest = MerkleNode(
                level: left.level + 1, position: left.position / 2,
                hash: Merkle.node(left.hash, newest.hash))
            closed.append(newest)
        }
        roots.append(newest)
        size += 1
        return closed
    }

    /// The Merkle tree hash over everything appended.
    public var root: Digest {
        guard var root = roots.last?.hash else { return Merkle.emptyRoot }
        for left in roots.dropLast().reversed() { root = Merkle.node(left.hash, root) }
        return root
    }
}
