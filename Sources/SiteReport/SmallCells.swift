/// Which counts a release leaves out, so that no small one can be read or reckoned.
///
/// A count of 1 up to the threshold is *small* and left out; nought is shown. Then further counts
/// are left out until for each hidden one a second, different set of counts is found (`OtherCounts`)
/// that fits everything shown and every relation: that set is the proof that the hidden count does
/// not follow. The proof also holds against somebody who knows which of the hidden counts are small
/// and which were left out along with them.
public struct SmallCells: Equatable, Sendable {
    /// Counts below this and above nought are small. Health Canada's line is 10.
    public static let usualThreshold: Int64 = 10
    /// The least threshold: below 3 a small count has one value only, and hiding it says it.
    public static let leastThreshold: Int64 = 3

    /// Counts below this and above nought are small.
    public let threshold: Int64
    /// The counts that are left out.
    public private(set) var hidden: Set<CellName>
    private let counts: [CellName: Int64]
    private let relations: [CellRelation]
    /// The relations that name a count.
    private let relationsOf: [CellName: [Int]]
    /// Counts of which not even the class may be known: nothing around them could be proved.
    private(set) var blank: Set<CellName> = []

    /// Chooses what to leave out. `workers` are counts about those who help: always left out. A
    /// threshold below 3 counts as 3.
    public init(
        _ counts: [CellName: Int64], relations: [CellRelation], workers: Set<CellName> = [],
        threshold: Int64 = SmallCells.usualThreshold
    ) {
        self.init(
            counts, relations: relations, workers: workers, threshold: threshold,
            leavesOutFurther: true)
    }

    /// As above; without the second step only to show what it is for.
    init(
        _ counts: [CellName: Int64], relations: [CellRelation], workers: Set<CellName>,
        threshold: Int64, leavesOutFurther: Bool
    ) {
        let threshold = max(Self.leastThreshold, threshold)
        self.threshold = threshold
        self.counts = counts
        self.relations = relations
        var relationsOf: [CellName: [Int]] = [:]
        for (place, relation) in relations.enumerated() {
            for cell in relation.terms.keys { relationsOf[cell, default: []].append(place) }
        }
        self.relationsOf = relationsOf
        hidden = Set(counts.filter { $0.value > 0 && $0.value < threshold }.keys)
        blank = workers
        hidden.formUnion(workers)
        if leavesOutFurther { leaveOutFurther() }
    }

    /// What somebody who knows everything but the hidden counts may think of one: small stays small,
    /// and what is left out along stays at the threshold or above.
    private func range(_ cell: CellName) -> ClosedRange<Int64> {
        let count = counts[cell] ?? 0
        if blank.contains(cell) { return 0...Int64.max / 4 }
        if count == 0 { return 0...0 }
        return count < threshold ? 1...threshold - 1 : threshold...Int64.max / 4
    }

    private mutating func leaveOutFurther() {
        // Leaving out more only ever frees the others: who is safe stays so.
        var settled: Set<CellName> = []
        while let open = hidden.subtracting(settled).min(by: Self.inOrder) {
            if isSafe(open) {
                settled.insert(open)
            } else if let next = neighbour(of: open) {
                hidden.insert(next)
            } else {
                let island = self.island(around: open)
                // Of a blank island nothing is shown that anything could follow from.
                if island.isSubset(of: blank) { settled.insert(open) }
                blank.formUnion(island)
                hidden.formUnion(island)
            }
        }
    }

    /// Whether a second set of counts differs in this one.
    private func isSafe(_ cell: CellName) -> Bool {
        let hidden = hidden
        let other = OtherCounts(
            counts: counts, relations: relations, relationsOf: relationsOf,
            range: { hidden.contains($0) ? range($0) : nil })
        return other.differing(in: cell) != nil
    }

    /// A count that is shown, not nought, and shares a relation with a hidden one that is not safe, or
    /// with those hidden around it. Which of them goes by its name and never by its size: the choice
    /// itself must tell nothing. A sum goes last, and lines of the same figure go first.
    private func neighbour(of open: CellName) -> CellName? {
        var seen: Set<CellName> = [open]
        var edge = [open]
        while !edge.isEmpty {
            let around = Set(
                edge.flatMap { relationsOf[$0] ?? [] }.flatMap { relations[$0].terms.keys }
            ).subtracting(seen)
            let shown = around.filter { !hidden.contains($0) && (counts[$0] ?? 0) > 0 }
            func rank(_ cell: CellName) -> (Int, Int, String, String) {
                (
                    cell.row == "all" ? 1 : 0, cell.figure == open.figure ? 0 : 1, cell.figure,
                    cell.row
                )
            }
            if let next = shown.min(by: { rank($0) < rank($1) }) { return next }
            edge = around.filter(hidden.contains)
            seen.formUnion(around)
        }
        return nil
    }

    /// Everything that hangs together with a count through relations.
    private func island(around cell: CellName) -> Set<CellName> {
        var island: Set<CellName> = [cell]
        var edge = [cell]
        while let next = edge.popLast() {
            for place in relationsOf[next] ?? [] {
                for other in relations[place].terms.keys where island.insert(other).inserted {
                    edge.append(other)
                }
            }
        }
        return island
    }

    private static func inOrder(_ left: CellName, _ right: CellName) -> Bool {
        (left.figure, left.row) < (right.figure, right.row)
    }
}
