/// The seconds that share one column of the picture: their first, last, lowest and highest value.
struct StripColumn {
    /// The seconds it covers, as places in the series.
    let places: Range<Int64>
    private(set) var count: Int64 = 0
    private(set) var first: UInt8 = 0
    private(set) var last: UInt8 = 0
    private(set) var lowest: UInt8 = .max
    private(set) var highest: UInt8 = .min
    private var measured: Int64 = 0
    private var lowestIsMeasured = false

    /// Whether every one of its seconds has a value. Only then may a line run through it.
    var isWhole: Bool { count == places.upperBound - places.lowerBound }

    /// A column is drawn as measured when most of its seconds are and the lowest one is.
    var isMeasured: Bool { lowestIsMeasured && measured * 2 > count }

    init(places: Range<Int64>) { self.places = places }

    mutating func add(_ second: SecondSeries.Second) {
        if count == 0 { first = second.value }
        last = second.value
        highest = max(highest, second.value)
        if second.value < lowest {
            lowest = second.value
            lowestIsMeasured = second.isMeasured
        } else if second.value == lowest && second.isMeasured {
            lowestIsMeasured = true
        }
        if second.isMeasured { measured += 1 }
        count += 1
    }

    /// Cuts a series into columns: one a second while they fit, else as many as fit.
    static func columns(of series: SecondSeries) -> [StripColumn] {
        let count = min(Int64(StripScale.plotWidth), series.length)
        var columns = (0..<count).map { column in
            StripColumn(
                places: column * series.length / count..<(column + 1) * series.length / count)
        }
        var column = 0
        for second in series.valued {
            while !columns[column].places.contains(second.place) { column += 1 }
            columns[column].add(second)
        }
        return columns
    }
}
