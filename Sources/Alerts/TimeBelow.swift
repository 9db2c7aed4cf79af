import SignalCore

/// Since when values are beyond a limit, counted through seconds that prove nothing.
struct TimeBelow {
    private(set) var since: BootTime?
    private var lastAt: BootTime?

    /// Only a measured value proves that it is no longer beyond.
    mutating func take(_ isBelow: Bool, isMeasured: Bool, at: BootTime) {
        if isBelow {
            since = since ?? at
            lastAt = at
        } else if isMeasured {
            since = nil
        }
    }

    mutating func forget(at: BootTime, afterSeconds: Int) {
        guard since != nil, let lastAt,
            at.isPast(lastAt, byMilliseconds: Int64(afterSeconds) * 1000 + 1)
        else { return }
        since = nil
    }
}
