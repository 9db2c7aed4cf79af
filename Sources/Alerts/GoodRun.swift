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

    mutating func take(at: BootTime) {
        if count > 0, at.millisecondsSince(lastAt) >= Self.gapMilliseconds { count = 0 }
        if count == 0 {
            firstAt = at
        } else if at.millisecondsSince(lastAt) < Self.nextMilliseconds {
            return
        }
        count += 1
        lastAt = at
    }

    /// True after so many seconds in a row. They must also have lasted: ten readings in a burst
    /// are not ten seconds.
    func lasted(seconds: Int) -> Bool {
        let spanMilliseconds = lastAt.millisecondsSince(firstAt) + Self.nextMilliseconds / 2
        return count >= seconds && spanMilliseconds >= Int64(seconds - 1) * 1000
    }
}
