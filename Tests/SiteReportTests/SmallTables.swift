@testable import SiteReport

/// Counts with their relations, as reports have them, small enough to try everything.
struct SmallTables {
    var counts: [CellName: Int64] = [:]
    var relations: [CellRelation] = []

    var ceiling: Int64 { (counts.values.max() ?? 0) + 4 }

    static func cell(_ figure: String, _ row: String) -> CellName {
        CellName(figure: figure, row: row)
    }

    /// Lines that add up to their sum.
    static func line(_ values: [Int64]) -> SmallTables {
        var tables = SmallTables()
        let cells = values.indices.map { cell("line", "\($0)") }
        for (cell, value) in zip(cells, values) { tables.counts[cell] = value }
        tables.add(sum: cell("line", "all"), of: cells)
        return tables
    }

    /// Rows and columns with their sums, and the sum of all.
    static func square(_ values: [[Int64]]) -> SmallTables {
        var tables = SmallTables()
        for (row, line) in values.enumerated() {
            for (column, value) in line.enumerated() {
                tables.counts[cell("\(row)", "\(column)")] = value
            }
            tables.add(sum: cell("\(row)", "all"), of: line.indices.map { cell("\(row)", "\($0)") })
        }
        for column in values[0].indices {
            tables.add(
                sum: cell("all", "\(column)"),
                of: values.indices.map { cell("\($0)", "\(column)") })
        }
        tables.add(sum: cell("all", "all"), of: values.indices.map { cell("\($0)", "all") })
        tables.relations.append(
            .parts(values[0].indices.map { cell("all", "\($0)") }, of: cell("all", "all")))
        return tables
    }

    /// Lines anybody may be in several of, under a sum everybody is in one of; a highest step and each
    /// step alone, as the report has them.
    static func steps(_ people: [Set<Int>], lines: Int) -> SmallTables {
        var tables = SmallTables()
        let highest = (0..<lines).map { cell("highest", "\($0)") }
        for line in 0..<lines {
            tables.counts[highest[line]] = Int64(people.count { ($0.max() ?? 0) == line })
        }
        tables.add(sum: cell("people", "all"), of: highest)
        for line in 1..<lines {
            let each = cell("each", "\(line)")
            tables.counts[each] = Int64(people.count { $0.contains(line) })
            tables.relations.append(.atMost([highest[line]], [each]))
            tables.relations.append(.atMost([each], Array(highest[line...])))
        }
        return tables
    }

    /// A several-of table: each at most the base, the base at most all together.
    static func several(_ people: [Set<Int>], lines: Int) -> SmallTables {
        var tables = SmallTables()
        let base = cell("base", "all")
        tables.counts[base] = Int64(people.count)
        let cells = (0..<lines).map { cell("several", "\($0)") }
        for line in 0..<lines {
            tables.counts[cells[line]] = Int64(people.count { $0.contains(line) })
            tables.relations.append(.atMost([cells[line]], [base]))
        }
        tables.relations.append(.atMost([base], cells))
        return tables
    }

    private mutating func add(sum: CellName, of parts: [CellName]) {
        counts[sum] = parts.reduce(0) { $0 + (counts[$1] ?? 0) }
        relations.append(.parts(parts, of: sum))
    }
}

extension Seeded {
    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// Tables of one of the four shapes.
    mutating func tables() -> SmallTables {
        switch number(0...3) {
        case 0: return .line((0..<number(1...5)).map { _ in Int64(number(0...9)) })
        case 1:
            let width = number(2...3)
            return .square(
                (0..<number(2...3)).map { _ in (0..<width).map { _ in Int64(number(0...7)) } })
        case 2:
            let people = (0..<number(0...12)).map { _ in
                Set((1..<4).filter { _ in number(0...2) == 0 }).union([0])
            }
            return .steps(people, lines: 4)
        default:
            let people = (0..<number(0...12)).map { _ in
                Set((0..<3).filter { _ in number(0...3) == 0 } + [number(0...3)])
            }
            return .several(people, lines: 4)
        }
    }
}
