import SignalCore

/// Points below a limit, summed over seconds: short or shallow dips stay quiet, deep or long ones
/// do not (Nellcor's SatSeconds). Whole numbers only.
///
/// Each second below adds `limit − value + offset`. In range the sum runs down by the points above
/// the limit, by one at least, never below 0. Leaving the range three times within 60 s counts at
/// once. A second without a sure value changes nothing. Takes one value a second.
///
/// The same sum as SignalCore's `SatSeconds`, but with its 60 s by the readings' own times: on the
/// floor seconds go missing.
struct SatSecondsClock: Equatable, Sendable {
    /// The sum so far, in percent seconds.
    private(set) var sum = 0
    /// True when it has reached its setting, or the range was left too often; until in range again.
    private(set) var isReached = false

    private let limitPercent: Int
    private let setting: Int
    private let offset: Int
    private var isBelow = false
    private var lastExcursionAt: BootTime?
    private var excursionBeforeAt: BootTime?

    /// Leaving the range so often within so many milliseconds counts at once.
    static let excursions = 3
    /// The window of that rule, in milliseconds.
    static let windowMilliseconds: Int64 = 60_000

    /// Makes an empty sum. `offset` 0 counts points below the limit (Nellcor: 88 under 90 is 2);
    /// 1 counts from the last good value as GE prints it (89 is 2).
    init(limitPercent: Int, setting: Int, offset: Int = 0) {
        self.limitPercent = limitPercent
        self.setting = setting
        self.offset = offset
    }

    /// Takes one second's value; returns whether it counts now.
    @discardableResult
    mutating func take(_ percent: Int, at: BootTime) -> Bool {
        guard percent < limitPercent else {
            sum = max(0, sum - max(1, percent - limitPercent))
            isBelow = false
            isReached = false
            return false
        }
        if !isBelow { leaveRange(at: at) }
        isBelow = true
        sum += limitPercent - percent + offset
        if sum >= setting { isReached = true }
        return isReached
    }

    private mutating func leaveRange(at: BootTime) {
        if let first = excursionBeforeAt, at.millisecondsSince(first) <= Self.windowMilliseconds {
            isReached = true
        }
        excursionBeforeAt = lastExcursionAt
        lastExcursionAt = at
    }
}
