/// The last eight values and the middle one of them.
struct LastEight: Sendable {
    private var values = InlineArray<8, Float>(repeating: 0)
    private(set) var count = 0

    mutating func add(_ value: Float) {
        values[count & 7] = value
        count += 1
    }

    /// The middle value, the upper one of two; nil before there are three.
    var median: Float? {
        guard count >= 3 else { return nil }
        let held = min(count, 8)
        var sorted = values
        for index in 1..<held {
            let value = sorted[index]
            var slot = index
            while slot > 0, sorted[slot - 1] > value {
                sorted[slot] = sorted[slot - 1]
                slot -= 1
            }
            sorted[slot] = value
        }
        return sorted[held / 2]
    }
}
