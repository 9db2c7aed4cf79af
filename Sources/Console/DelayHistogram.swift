import Synchronization

/// How long waveform takes from the port's byte to the screen's socket, in fixed buckets.
final class DelayHistogram: Sendable {
    /// Upper bounds in milliseconds; what is slower falls into one more bucket.
    static let bounds: [Int64] = [
        5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 140, 160, 180, 200, 250, 300, 400,
        500,
        750, 1000, 2000, 5000,
    ]

    private let counts = Mutex([Int64](repeating: 0, count: bounds.count + 1))

    func record(milliseconds: Int64) {
        let place = Self.bounds.firstIndex { milliseconds <= $0 } ?? Self.bounds.count
        counts.withLock { $0[place] += 1 }
    }

    /// How many were recorded.
    var count: Int64 { counts.withLock { $0.reduce(0, +) } }

    /// The bound that so many of a hundred do not exceed; `nil` when there are none, or when it lies
    /// beyond the last bound.
    func percentile(_ percent: Int64) -> Int64? {
        counts.withLock { counts in
            let total = counts.reduce(0, +)
            guard total > 0 else { return nil }
            var seen: Int64 = 0
            for (place, count) in counts.enumerated() {
                seen += count
                if seen * 100 >= total * percent {
                    return place < Self.bounds.count ? Self.bounds[place] : nil
                }
            }
            return nil
        }
    }
}
