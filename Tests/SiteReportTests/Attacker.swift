@testable import SiteReport

/// Somebody who wants to know a hidden count, and tries every set of counts there can be.
///
/// The attacker knows what is shown, every relation, the threshold, and even which of the hidden
/// counts are small and which were left out along with them. No count is above `ceiling`, which is
/// more than the report tells.
struct Attacker {
    let hidden: [CellName]
    let shown: [CellName: Int64]
    let relations: [CellRelation]
    let domains: [CellName: ClosedRange<Int64>]

    init(
        _ cells: SmallCells, of counts: [CellName: Int64], _ relations: [CellRelation],
        ceiling: Int64
    ) {
        hidden = cells.hidden.sorted { $0.description < $1.description }
        shown = counts.filter { !cells.hidden.contains($0.key) }
        self.relations = relations
        var domains: [CellName: ClosedRange<Int64>] = [:]
        for cell in hidden {
            let count = counts[cell] ?? 0
            if cells.blank.contains(cell) {
                domains[cell] = 0...ceiling
            } else {
                domains[cell] =
                    count < cells.threshold ? 1...cells.threshold - 1 : cells.threshold...ceiling
            }
        }
        self.domains = domains
    }

    /// The hidden counts that have one value in every set of counts that fits.
    func pinned() -> [CellName] {
        hidden.filter { cell in
            var values = 0
            for value in domains[cell] ?? 0...0 {
                var guess = shown
                guess[cell] = value
                guard relations.allSatisfy({ $0.terms[cell] == nil || canHold($0, guess) }) else {
                    continue
                }
                if fits(hidden.filter { $0 != cell }[...], &guess) { values += 1 }
                if values > 1 { return false }
            }
            return true
        }
    }

    /// Whether the rest can be filled so that every relation holds: tried value by value.
    private func fits(_ rest: ArraySlice<CellName>, _ guess: inout [CellName: Int64]) -> Bool {
        guard let cell = rest.first else { return relations.allSatisfy { $0.holds(guess) } }
        for value in domains[cell] ?? 0...0 {
            guess[cell] = value
            if relations.allSatisfy({ $0.terms[cell] == nil || canHold($0, guess) }),
                fits(rest.dropFirst(), &guess)
            {
                return true
            }
        }
        guess[cell] = nil
        return false
    }

    /// Whether values for what is not guessed yet can make a relation hold.
    private func canHold(_ relation: CellRelation, _ guess: [CellName: Int64]) -> Bool {
        var (least, most): (Int64, Int64) = (0, 0)
        for (cell, factor) in relation.terms {
            let domain = guess[cell].map { $0...$0 } ?? domains[cell] ?? 0...0
            let (low, high) = (domain.lowerBound * factor, domain.upperBound * factor)
            least += min(low, high)
            most += max(low, high)
        }
        return relation.isExact ? least <= 0 && most >= 0 : least <= 0
    }
}
