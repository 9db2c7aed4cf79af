/// A window summed up in at most 30 points: the medians of equal stretches, newest last.
///
/// Medians of place and of value lie on one line when the values do, with or without gaps, and one
/// wild value in a stretch of three or more does not move them. Only measured seconds count.
struct TrendPoints {
    /// The most points a window is summed up in: 435 pairs.
    static let most = 30

    /// Twice the place in seconds before now, with a minus sign, and twice the value in percent: a
    /// median of an even number lies between two.
    private(set) var x = InlineArray<30, Int>(repeating: 0)
    private(set) var y = InlineArray<30, Int>(repeating: 0)
    private(set) var count = 0
    /// How many seconds a point stands for.
    let secondsEach: Int

    init(_ trend: Trend, over window: Trend.Window) {
        secondsEach = max(1, window.rawValue / Self.most)
        let reach = min(window.rawValue, trend.seconds)
        // One span for all: a plain subscript makes the compiler copy all slots to read one.
        let slots = trend.slots.span
        // Newest stretch last, so that places rise.
        let stretches = (reach + secondsEach - 1) / secondsEach
        for stretch in stride(from: stretches - 1, through: 0, by: -1) {
            let from = stretch * secondsEach
            take(slots, newest: trend.newest, ages: from..<min(from + secondsEach, reach))
        }
    }

    private mutating func take(_ slots: Span<TrendSlot>, newest: Int, ages: Range<Int>) {
        var values = InlineArray<101, UInt8>(repeating: 0)
        var found = 0
        for age in ages {
            let slot = Self.slot(slots, newest - age)
            guard slot.isMeasured, let percent = slot.percent else { continue }
            values[percent] += 1
            found += 1
        }
        guard found > 0, count < Self.most else { return }
        x[count] = -Self.twiceMedianAge(slots, newest: newest, ages: ages, found: found)
        y[count] = Self.twiceMedian(values, found: found)
        count += 1
    }

    private static func twiceMedian(_ values: InlineArray<101, UInt8>, found: Int) -> Int {
        let counts = values.span
        let (low, high) = ((found - 1) / 2, found / 2)
        var (seen, sum) = (0, 0)
        for percent in counts.indices {
            let next = seen + Int(counts[percent])
            if (seen..<next).contains(low) { sum += percent }
            if (seen..<next).contains(high) { return sum + percent }
            seen = next
        }
        return sum
    }

    private static func twiceMedianAge(
        _ slots: Span<TrendSlot>, newest: Int, ages: Range<Int>, found: Int
    ) -> Int {
        let (low, high) = ((found - 1) / 2, found / 2)
        var (seen, sum) = (0, 0)
        for age in ages {
            let slot = Self.slot(slots, newest - age)
            guard slot.isMeasured, slot.percent != nil else { continue }
            if seen == low { sum += age }
            if seen == high { return sum + age }
            seen += 1
        }
        return sum
    }

    private static func slot(_ slots: Span<TrendSlot>, _ index: Int) -> TrendSlot {
        slots[index < 0 ? index + slots.count : index]
    }
}
