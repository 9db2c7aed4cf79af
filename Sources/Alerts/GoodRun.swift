import SignalCore

/// Counts good seconds in a row. A second nobody reported ends the run: silence is not good.
struct GoodRun {
    private var count = 0
    private var firstAt = BootTime(nanoseconds: 0)
    private var lastAt = BootTime(nanoseconds: 0)

    /// The gap that ends a run, and the earliest that counts as another second, in milliseconds.
    /// Between them is room for a late or early thread.
    private static let gapMilliseconds: Int64 = 2000
    private static let nextMilliseconds: Int64 = 500

    mutating func reset() { count = 0 }

    @inline(__always)
    mutating func take(at: BootTime) {
        if count > 0, at.isPast(lastAt, byMilliseconds: Self.gapMilliseconds) { count = 0 }
        if count == 0 {
            firstAt = at
        } else if !at.isPast(lastAt, byMilliseconds: Self.nextMilliseconds) {
            return
        }
        count += 1
        lastAt = at
    }

    /// True after so many seconds in a row. They must also have lasted: ten readings in a burst
    /// are not ten seconds.
    func lasted(seconds: Int) -> Bool {
        let spanMilliseconds = Int64(seconds - 1) * 1000 - Self.nextMilliseconds / 2
        return count >= seconds && lastAt.isPast(firstAt, byMilliseconds: spanMilliseconds)
    }
}

extension BootTime {
    /// True when this moment lies at least so many milliseconds after another. The same as asking
    /// `millisecondsSince`, without its division: asked a dozen times for every reading.
    @inline(__always)
    func isPast(_ earlier: BootTime, byMilliseconds milliseconds: Int64) -> Bool {
        nanoseconds - earlier.nanoseconds >= milliseconds * 1_000_000
    }
}
