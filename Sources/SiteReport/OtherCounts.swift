/// Looks for a second set of counts that fits everything an attentive reader knows: what is shown,
/// every relation, and the range of each hidden count.
///
/// It changes one hidden count by one and mends the relations this breaks, one after the other, by
/// changing others. What it finds is checked to hold, so finding one is a proof; not finding one
/// proves nothing and only costs a further count.
struct OtherCounts {
    let counts: [CellName: Int64]
    let relations: [CellRelation]
    let relationsOf: [CellName: [Int]]
    /// What a hidden count may be; `nil` for one that is shown.
    let range: (CellName) -> ClosedRange<Int64>?

    /// How many counts may change: enough for a cell in two tables with totals in both.
    private static let mostChanges = 8
    /// How many steps a search takes at most.
    private static let mostSteps = 2_000

    /// Another set of counts, as the changed ones, in which this one differs.
    func differing(in cell: CellName) -> [CellName: Int64]? {
        for by in [1, -1] as [Int64] {
            var steps = Self.mostSteps
            if let found = change(cell, by: by, [:], &steps) { return found }
        }
        return nil
    }

    private func change(
        _ cell: CellName, by: Int64, _ changes: [CellName: Int64], _ steps: inout Int
    ) -> [CellName: Int64]? {
        steps -= 1
        guard steps > 0, let range = range(cell) else { return nil }
        let value = (counts[cell] ?? 0) + by
        guard range.contains(value) else { return nil }
        var changes = changes
        changes[cell] = value
        guard let broken = firstBroken(changes) else { return changes }
        guard changes.count < Self.mostChanges else { return nil }
        return mend(relations[broken], changes, &steps)
    }

    private func mend(
        _ relation: CellRelation, _ changes: [CellName: Int64], _ steps: inout Int
    ) -> [CellName: Int64]? {
        let sum = sum(relation, changes)
        let others = relation.terms.keys.sorted { ($0.figure, $0.row) < ($1.figure, $1.row) }
        for other in others where changes[other] == nil && range(other) != nil {
            guard let factor = relation.terms[other], sum % factor == 0 else { continue }
            if let found = change(other, by: -sum / factor, changes, &steps) { return found }
        }
        return nil
    }

    private func firstBroken(_ changes: [CellName: Int64]) -> Int? {
        var broken: Int?
        for place in changes.keys.flatMap({ relationsOf[$0] ?? [] }) {
            let relation = relations[place]
            let sum = sum(relation, changes)
            let holds = relation.isExact ? sum == 0 : sum <= 0
            if !holds { broken = min(broken ?? place, place) }
        }
        return broken
    }

    private func sum(_ relation: CellRelation, _ changes: [CellName: Int64]) -> Int64 {
        relation.terms.reduce(0) { sum, term in
            sum + term.value * (changes[term.key] ?? counts[term.key] ?? 0)
        }
    }
}
