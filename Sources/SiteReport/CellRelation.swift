/// What anyone can reckon about the counts of a report without seeing them: a sum of cells, each
/// times a factor, is nothing, or at most nothing. "All = oxygen + none" is one, "people helped with
/// oxygen are at most all people" another.
public struct CellRelation: Equatable, Sendable {
    /// Factors by cell.
    public var terms: [CellName: Int64]
    /// True when the sum is exactly nothing, false when it is nothing or less.
    public var isExact: Bool

    /// Makes a relation.
    public init(terms: [CellName: Int64], isExact: Bool) {
        self.terms = terms
        self.isExact = isExact
    }

    /// The parts add up to the whole.
    public static func parts(_ parts: [CellName], of whole: CellName) -> CellRelation {
        CellRelation(terms: sum(parts, less: [whole]), isExact: true)
    }

    /// One sum of cells is at most another.
    public static func atMost(_ small: [CellName], _ large: [CellName]) -> CellRelation {
        CellRelation(terms: sum(small, less: large), isExact: false)
    }

    private static func sum(_ plus: [CellName], less minus: [CellName]) -> [CellName: Int64] {
        var terms: [CellName: Int64] = [:]
        for cell in plus { terms[cell, default: 0] += 1 }
        for cell in minus { terms[cell, default: 0] -= 1 }
        return terms.filter { $0.value != 0 }
    }

    /// Whether it holds for these counts; a cell that is not there counts as nothing.
    public func holds(_ counts: [CellName: Int64]) -> Bool {
        let sum = terms.reduce(0) { $0 + $1.value * (counts[$1.key] ?? 0) }
        return isExact ? sum == 0 : sum <= 0
    }
}
