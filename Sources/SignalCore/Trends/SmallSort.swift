/// At most `most` numbers, sorted in place: no array, so nothing allocates.
struct SmallSort<let most: Int> {
    private var values = InlineArray<most, Double>(repeating: 0)
    private(set) var count = 0

    mutating func add(_ value: Double) {
        guard count < most else { return }
        values[count] = value
        count += 1
    }

    subscript(place: Int) -> Double { values[place] }

    /// Sorts by Shell's way (gaps of Ciura 2001), which needs no room beside the values.
    mutating func sort() {
        let gaps: InlineArray<7, Int> = [301, 132, 57, 23, 10, 4, 1]
        for step in gaps.indices {
            let gap = gaps[step]
            guard gap < count else { continue }
            for place in gap..<count { sink(from: place, gap: gap) }
        }
    }

    private mutating func sink(from place: Int, gap: Int) {
        let value = values[place]
        var hole = place
        while hole >= gap, values[hole - gap] > value {
            values[hole] = values[hole - gap]
            hole -= gap
        }
        values[hole] = value
    }

    /// The middle one, or the mean of the two in the middle; call after `sort`.
    var median: Double {
        count == 0 ? 0 : (values[(count - 1) / 2] + values[count / 2]) / 2
    }
}
