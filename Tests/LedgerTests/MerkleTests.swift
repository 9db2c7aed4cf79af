import Ledger
import Testing

/// A tree that keeps every complete subtree, as the store does.
struct SmallTree {
    var frontier = Frontier()
    var nodes: [MerkleNode] = []
    var leaves: [Digest] = []

    init(_ entries: [[UInt8]]) {
        for entry in entries {
            let leaf = Merkle.leaf(entry)
            leaves.append(leaf)
            nodes += frontier.append(leaf)
        }
    }

    init(count: Int) { self.init((0..<count).map { [UInt8($0)] }) }

    // swift-format-ignore: NeverForceUnwrap
    var prover: MerkleProver<Never> {
        let leaves = leaves
        let table = Dictionary(
            uniqueKeysWithValues: nodes.map { [Int64($0.level), $0.position] }.enumerated().map {
                ($0.element, nodes[$0.offset].hash)
            })
        return MerkleProver { level, position in
            level == 0 ? leaves[Int(position)] : table[[Int64(level), position]]!
        }
    }

    /// The definition in RFC 6962, word for word, as the second opinion.
    static func definition(_ leaves: ArraySlice<Digest>) -> Digest {
        if leaves.isEmpty { return SHA256.digest([]) }
        if leaves.count == 1 { return leaves[leaves.startIndex] }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return Merkle.node(
            definition(leaves.prefix(half)), definition(leaves.dropFirst(half)))
    }
}

@Suite("Merkle tree")
struct MerkleTests {
    static let standardInputs = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]

    @Test(
        "gives the published roots",
        arguments: [
            (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ])
    func publishedRoots(count: Int, root: String) throws {
        let entries = try Self.standardInputs.prefix(count).map { try #require(Hex.decode($0)) }
        let tree = SmallTree(Array(entries))
        #expect(tree.frontier.root.hex == root)
        #expect(tree.prover.root(size: Int64(count)).hex == root)
    }

    @Test("the frontier, the stored nodes and the definition agree", arguments: 0...130)
    func roots(count: Int) {
        let tree = SmallTree(count: count)
        let expected = SmallTree.definition(tree.leaves[...])
        #expect(tree.frontier.root == expected)
        #expect(tree.prover.root(size: Int64(count)) == expected)
        #expect(tree.nodes.count == count - count.nonzeroBitCount)
        let prover = tree.prover
        let leaves = tree.leaves
        let nodes = tree.nodes
        let reread = Frontier(size: Int64(count)) { level, position in
            level == 0
                ? leaves[Int(position)]
                : nodes.first { $0.level == level && $0.position == position }!.hash
        }
        #expect(reread == tree.frontier)
        #expect(prover.root(size: Int64(count)) == reread.root)
    }

    @Test("every entry can be proved and no tampered proof passes", arguments: 1...64)
    func inclusion(count: Int) {
        let tree = SmallTree(count: count)
        let prover = tree.prover
        let size = Int64(count)
        for index in 0..<size {
            let proof = InclusionProof(
                index: index, size: size, leaf: tree.leaves[Int(index)],
                root: tree.frontier.root, path: prover.inclusion(index: index, size: size))
            #expect(proof.isSound, "\(index) of \(size)")
            for (name, tampered) in proof.tampered() {
                #expect(!tampered.isSound, "\(index) of \(size): \(name)")
            }
        }
    }

    @Test("every older size can be proved and no tampered proof passes", arguments: 1...64)
    func consistency(count: Int) {
        let tree = SmallTree(count: count)
        let prover = tree.prover
        let size = Int64(count)
        for old in 0...size {
            let proof = ConsistencyProof(
                oldSize: old, newSize: size, oldRoot: prover.root(size: old),
                newRoot: tree.frontier.root, path: prover.consistency(oldSize: old, newSize: size))
            #expect(proof.isSound, "\(old) in \(size)")
            for (name, tampered) in proof.tampered() {
                #expect(!tampered.isSound, "\(old) in \(size): \(name)")
            }
        }
    }

    @Test("a proof reads few nodes, however long the ledger")
    func fewReads() {
        var reads = 0
        let size: Int64 = 1 << 40 - 3
        let prover = MerkleProver<Never> { level, position in
            reads += 1
            return SHA256.digest([UInt8(level), UInt8(truncatingIfNeeded: position)])
        }
        _ = prover.inclusion(index: 123_456_789, size: size)
        _ = prover.consistency(oldSize: 987_654_321, newSize: size)
        _ = prover.root(size: size)
        #expect(reads <= 6 * 40)
        reads = 0
        _ = Frontier(size: size) { level, _ in
            reads += 1
            return SHA256.digest([UInt8(level)])
        }
        #expect(reads == size.nonzeroBitCount)
    }
}

extension Digest {
    // swift-format-ignore: NeverForceUnwrap
    func flipped(bit: Int) -> Digest {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return Digest(bytes: bytes)!
    }
}

extension InclusionProof {
    func tampered() -> [(String, InclusionProof)] {
        var all: [(String, InclusionProof)] = []
        func add(_ name: String, _ change: (inout InclusionProof) -> Void) {
            var copy = self
            change(&copy)
            all.append((name, copy))
        }
        add("leaf") { $0.leaf = leaf.flipped(bit: 7) }
        add("root") { $0.root = root.flipped(bit: 200) }
        add("later place") { $0.index += 1 }
        add("earlier place") { $0.index -= 1 }
        add("beyond the end") { $0.index = size }
        add("longer path") { $0.path.append(root) }
        for place in path.indices {
            add("sibling \(place)") { $0.path[place] = path[place].flipped(bit: 99) }
            add("without \(place)") { $0.path.remove(at: place) }
        }
        return all
    }
}

extension ConsistencyProof {
    func tampered() -> [(String, ConsistencyProof)] {
        var all: [(String, ConsistencyProof)] = []
        func add(_ name: String, _ change: (inout ConsistencyProof) -> Void) {
            var copy = self
            change(&copy)
            all.append((name, copy))
        }
        add("old root") { $0.oldRoot = oldRoot.flipped(bit: 3) }
        // Nothing can be said about what follows an empty ledger.
        if oldSize > 0 { add("new root") { $0.newRoot = newRoot.flipped(bit: 250) } }
        add("old beyond new") { $0.oldSize = newSize + 1 }
        add("longer path") { $0.path.append(newRoot) }
        for place in path.indices {
            add("hash \(place)") { $0.path[place] = path[place].flipped(bit: 128) }
            add("without \(place)") { $0.path.remove(at: place) }
        }
        return all
    }
}
