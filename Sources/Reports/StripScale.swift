/// The strip's geometry: where a second and a percentage lie, in the picture's own units.
struct StripScale {
    static let width = 960
    static let left = 40
    /// One column is one unit wide, so no more of them can be told apart.
    static let plotWidth = 900
    static let rowHeight = 16
    static let footHeight = 24
    /// A condition's name with its bars under it.
    static let barRowHeight = 26
    /// Flatter, and a fall to 80 % is not seen as one.
    static let leastPlotHeight = 44

    let plotHeight: Int
    let start: Int64
    let length: Int64
    let lowestPercent: Int
    /// How many rows of labels stand above the plot.
    let labelRows: Int
    /// How many rows of alerts stand below it.
    let barRows: Int

    init(
        _ series: SecondSeries, criticalPercent: Int, labelRows: Int, plotHeight: Int = 200,
        barRows: Int = 0
    ) {
        self.plotHeight = plotHeight
        self.barRows = barRows
        start = series.start
        length = series.length
        self.labelRows = labelRows
        let lowest = min(Int(series.valued.map(\.value).min() ?? 100), criticalPercent)
        lowestPercent = max(0, min(70, (lowest - 1) / 10 * 10))
    }

    var top: Int { Self.top(labelRows: labelRows) }
    static func top(labelRows: Int) -> Int { labelRows * rowHeight + 8 }
    var bottom: Int { top + plotHeight }
    var height: Int { barTop + barRows * Self.barRowHeight }
    var barTop: Int { bottom + Self.footHeight }
    static var right: Int { left + plotWidth }

    func y(_ percent: Int) -> Decimal1 {
        let share = (100 - percent) * plotHeight * 10
        return Decimal1(tenths: top * 10 + share / (100 - lowestPercent))
    }

    /// Where the second at this place begins.
    func x(_ place: Int64) -> Decimal1 {
        let share = Int64(Self.plotWidth) * 10 * place / length
        return Decimal1(tenths: Self.left * 10 + Int(share))
    }

    /// Where a moment lies; those outside stand at the edge.
    func x(unixMilliseconds: Int64) -> Decimal1 {
        let past = min(max(unixMilliseconds - start * 1000, 0), length * 1000)
        return Decimal1(
            tenths: Self.left * 10 + Int(Int64(Self.plotWidth) * 10 * past / (length * 1000)))
    }
}

/// A number with one digit after the point: enough for a picture, and the same text everywhere.
struct Decimal1: Equatable, Comparable, CustomStringConvertible {
    let tenths: Int

    var description: String {
        let rest = tenths.magnitude % 10
        let sign = tenths < 0 ? "-" : ""
        return rest == 0
            ? "\(sign)\(tenths.magnitude / 10)" : "\(sign)\(tenths.magnitude / 10).\(rest)"
    }

    static func < (left: Decimal1, right: Decimal1) -> Bool { left.tenths < right.tenths }

    static func - (left: Decimal1, right: Decimal1) -> Decimal1 {
        Decimal1(tenths: left.tenths - right.tenths)
    }
}
