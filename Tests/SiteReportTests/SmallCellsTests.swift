import Testing

@testable import SiteReport

@Suite("Small cells")
struct SmallCellsTests {
    static func cells(_ tables: SmallTables, threshold: Int64, further: Bool = true) -> SmallCells {
        SmallCells(
            tables.counts, relations: tables.relations, workers: [], threshold: threshold,
            leavesOutFurther: further)
    }

    static func pinned(_ tables: SmallTables, threshold: Int64, further: Bool = true)
        -> [CellName]
    {
        Attacker(
            cells(tables, threshold: threshold, further: further), of: tables.counts,
            tables.relations, ceiling: tables.ceiling
        ).pinned()
    }

    @Test("a small count goes, and another with it; nought and large ones stay")
    func plainTable() {
        let tables = SmallTables.line([3, 0, 40, 25])
        let cells = Self.cells(tables, threshold: 10)
        let line = { (row: String) in cells.hidden.contains(SmallTables.cell("line", row)) }
        #expect(["0", "1", "2", "3", "all"].map(line) == [true, false, true, false, false])
    }

    @Test("the attacker reads a single hidden count out of its sum: so the attack works")
    func attackWorks() {
        let tables = SmallTables.line([3, 0, 40, 25])
        #expect(
            Self.pinned(tables, threshold: 10, further: false) == [SmallTables.cell("line", "0")])
        #expect(Self.pinned(tables, threshold: 10).isEmpty)
        // Two counts of one under a sum of two: both follow from the sum.
        let twins = SmallTables.line([1, 1, 40, 25])
        #expect(Self.pinned(twins, threshold: 10, further: false).count == 2)
        #expect(Self.pinned(twins, threshold: 10).isEmpty)
        // Everybody is in a line: 28 people, 19 in one, so 9 at least in the other.
        let several = SmallTables.several(
            (0..<28).map { $0 < 19 ? [0] : [1] }, lines: 2)
        #expect(Self.pinned(several, threshold: 10, further: false).count == 1)
        #expect(Self.pinned(several, threshold: 10).isEmpty)
    }

    @Test(
        "no set of small tables lets the attacker pin a hidden count; without the second step many do"
    )
    func nobodyPins() {
        let seed = UInt64.random(in: .min ... .max)
        print("small cells: seed \(seed)")
        var random = Seeded(seed)
        var (broken, hidden, shown) = (0, 0, 0)
        for round in 0..<400 {
            let tables = random.tables()
            #expect(tables.relations.allSatisfy { $0.holds(tables.counts) })
            let threshold = Int64.random(in: 3...5, using: &random)
            let found = Self.pinned(tables, threshold: threshold)
            #expect(found.isEmpty, "seed \(seed), round \(round): \(found) in \(tables.counts)")
            let cells = Self.cells(tables, threshold: threshold)
            for (cell, count) in tables.counts where count > 0 && count < threshold {
                #expect(cells.hidden.contains(cell), "seed \(seed), round \(round): \(cell)")
            }
            hidden += cells.hidden.count
            shown += tables.counts.count - cells.hidden.count
            if !Self.pinned(tables, threshold: threshold, further: false).isEmpty { broken += 1 }
        }
        print("small cells: \(hidden) hidden, \(shown) shown; open without the step: \(broken)")
        #expect(broken > 60)
        #expect(shown > hidden / 4)
    }

    @Test("counts about workers are never shown, small, large or nought")
    func workers() {
        var tables = SmallTables.line([50, 40])
        let helpers = [("worker", 0), ("nurse", 500)].map { row, count in
            let cell = SmallTables.cell("helpers", row)
            tables.counts[cell] = Int64(count)
            return cell
        }
        let cells = SmallCells(
            tables.counts, relations: tables.relations, workers: Set(helpers), threshold: 10)
        #expect(cells.hidden == Set(helpers))
    }
}
