/// The strip's lines as SVG paths. A line runs only through columns whose every second has a value;
/// a column with a lost second shows its values as a bar that touches nothing.
struct StripTrace {
    private(set) var measured = ""
    private(set) var unreliable = ""
    private(set) var gaps = ""

    init(_ columns: [StripColumn], _ scale: StripScale) {
        var before: StripColumn?
        for column in columns {
            if column.count > 0 {
                let line = line(column, after: before, scale)
                if column.isMeasured { measured += line } else { unreliable += line }
            }
            before = column
        }
        gaps = Self.gaps(columns, scale)
    }

    private mutating func line(
        _ column: StripColumn, after before: StripColumn?, _ scale: StripScale
    ) -> String {
        let begin = scale.x(column.places.lowerBound)
        let end = scale.x(column.places.upperBound)
        guard column.isWhole else {
            let middle = Decimal1(tenths: (begin.tenths + end.tenths) / 2)
            return "M\(middle) \(y(column.highest, scale))V\(y(column.lowest, scale))"
        }
        var path = "M\(begin) \(y(column.first, scale))"
        if let before, before.isWhole {
            let step = before.last == column.first ? "" : "V\(y(column.first, scale))"
            switch (before.isMeasured, column.isMeasured) {
            case (true, true), (false, false): path = step
            // The step between a good and a poor second is itself not well measured.
            case (true, false): path = "M\(begin) \(y(before.last, scale))" + step
            case (false, true): unreliable += step
            }
        }
        if column.lowest < min(column.first, column.last) { path += "V\(y(column.lowest, scale))" }
        if column.highest > max(column.first, column.last) {
            path += "V\(y(column.highest, scale))"
        }
        if column.last != column.first || column.lowest != column.highest {
            path += "V\(y(column.last, scale))"
        }
        return path + "H\(end)"
    }

    private func y(_ value: UInt8, _ scale: StripScale) -> Decimal1 { scale.y(Int(value)) }

    /// Shaded boxes over every column that lost a second, neighbours in one box.
    private static func gaps(_ columns: [StripColumn], _ scale: StripScale) -> String {
        var path = ""
        var begin: Decimal1?
        func close(_ end: Decimal1) {
            if let begin { path += "M\(begin) \(scale.top)H\(end)V\(scale.bottom)H\(begin)Z" }
            begin = nil
        }
        for column in columns {
            let edge = scale.x(column.places.lowerBound)
            if column.isWhole { close(edge) } else if begin == nil { begin = edge }
        }
        close(scale.x(scale.length))
        return path
    }
}
