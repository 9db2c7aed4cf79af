/// The last 32 places, as sample numbers, of one detector: more than 8 s at 220 a minute.
struct RecentPlaces: Sendable {
    private var places = InlineArray<32, Int>(repeating: .min)
    private var next = 0

    mutating func add(_ place: Int) {
        places[next] = place
        next = (next + 1) & 31
    }

    /// How many lie in a range.
    func count(in range: Range<Int>) -> Int {
        var count = 0
        for index in places.indices where range.contains(places[index]) { count += 1 }
        return count
    }

    /// Whether one lies within so many samples of a place.
    func holds(_ place: Int, within reach: Int) -> Bool {
        for index in places.indices {
            let other = places[index]
            if other >= place - reach, other <= place + reach { return true }
        }
        return false
    }
}
