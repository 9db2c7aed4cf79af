/// The proof that one entry stands in a ledger.
public struct InclusionProof: Equatable, Sendable {
    /// The entry's place.
    public var index: Int64
    /// How many entries the ledger holds.
    public var size: Int64
    /// The entry's leaf hash.
    public var leaf: Digest
    /// The ledger's root.
    public var root: Digest
    /// The sibling hashes from the leaf up.
    public var path: [Digest]

    /// Makes a proof from its parts.
    public init(index: Int64, size: Int64, leaf: Digest, root: Digest, path: [Digest]) {
        self.index = index
        self.size = size
        self.leaf = leaf
        self.root = root
        self.path = path
    }

    /// Whether leaf, place and path lead to the root (RFC 9162, 2.1.3.2).
    public var isSound: Bool {
        guard index >= 0, index < size else { return false }
        var climb = Climb(index: index, last: size - 1)
        var hash = leaf
        for sibling in path {
            guard let side = climb.step() else { return false }
            hash = side == .left ? Merkle.node(sibling, hash) : Merkle.node(hash, sibling)
        }
        return climb.isAtTop && hash == root
    }

    /// The proof as JSON, hashes in hexadecimal.
    public var json: CanonicalValue {
        .object([
            "type": .string("inclusion"), "index": .integer(index), "size": .integer(size),
            "leaf": .string(leaf.hex), "root": .string(root.hex),
            "path": .array(path.map { .string($0.hex) }),
        ])
    }
}

/// The proof that an older ledger is the unchanged beginning of a newer one.
public struct ConsistencyProof: Equatable, Sendable {
    /// How many entries the older ledger held.
    public var oldSize: Int64
    /// How many entries the newer one holds.
    public var newSize: Int64
    /// The older ledger's root.
    public var oldRoot: Digest
    /// The newer one's root.
    public var newRoot: Digest
    /// The hashes that lead to both.
    public var path: [Digest]

    /// Makes a proof from its parts.
    public init(oldSize: Int64, newSize: Int64, oldRoot: Digest, newRoot: Digest, path: [Digest]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.oldRoot = oldRoot
        self.newRoot = newRoot
        self.path = path
    }

    /// Whether the path leads to both roots (RFC 9162, 2.1.4.2).
    public var isSound: Bool {
        guard oldSize >= 0, oldSize <= newSize else { return false }
        if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
        if oldSize == 0 { return path.isEmpty && oldRoot == Merkle.emptyRoot }
        // A complete old tree is itself a node of the new one, so its root is left out of the path.
        let isComplete = oldSize & (oldSize - 1) == 0
        let hashes = isComplete ? [oldRoot] + path : path
        guard let first = hashes.first else { return false }
        var climb = Climb(index: oldSize - 1, last: newSize - 1)
        climb.skipRightEdges()
        return leads(from: first, over: hashes.dropFirst(), climb)
    }

    private func leads(from first: Digest, over path: ArraySlice<Digest>, _ start: Climb) -> Bool {
        var climb = start
        var old = first
        var new = first
        for sibling in path {
            guard let side = climb.step() else { return false }
            if side == .left { old = Merkle.node(sibling, old) }
            new = side == .left ? Merkle.node(sibling, new) : Merkle.node(new, sibling)
        }
        return climb.isAtTop && old == oldRoot && new == newRoot
    }

    /// The proof as JSON, hashes in hexadecimal.
    public var json: CanonicalValue {
        .object([
            "type": .string("consistency"), "oldSize": .integer(oldSize),
            "newSize": .integer(newSize), "oldRoot": .string(oldRoot.hex),
            "newRoot": .string(newRoot.hex), "path": .array(path.map { .string($0.hex) }),
        ])
    }
}

/// The way from a leaf to the root of a tree whose right edge may be ragged.
private struct Climb {
    enum Side {
        case left
        case right
    }

    private var index: Int64
    private var last: Int64

    init(index: Int64, last: Int64) {
        self.index = index
        self.last = last
    }

    var isAtTop: Bool { last == 0 }

    mutating func skipRightEdges() {
        while index & 1 == 1 { up() }
    }

    /// On which side the next sibling stands; `nil` when the top is reached already.
    mutating func step() -> Side? {
        guard last != 0 else { return nil }
        guard index & 1 == 1 || index == last else {
            up()
            return .right
        }
        while index & 1 == 0 && index != 0 { up() }
        up()
        return .left
    }

    private mutating func up() {
        index >>= 1
        last >>= 1
    }
}
