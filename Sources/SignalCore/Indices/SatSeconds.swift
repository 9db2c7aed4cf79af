/// The SatSeconds idea of the Nellcor oximeters: depth times time below a limit, in point seconds.
///
/// Each second below the limit adds `limit − value + offset`; each second at or above it takes away
/// `value − limit`, 1 at least, down to nothing. Leaving the range three times within 60 s alarms at
/// once. A second without a value changes nothing. One call a second; whole numbers only; no
/// allocation. Not for sharing between threads.
///
/// The 60 s are counted by calls over a stored series, and by the readings' own times where people
/// are watched, because seconds go missing there. Do not mix the two ways in one value.
///
/// How fast the sum runs down is not published: taking away what lies above the limit is our reading
/// of "runs down as it ran up".
public struct SatSeconds: Equatable, Sendable {
    /// How many times the range may be left within `excursionSeconds`; the last of them alarms.
    public static let excursions = 3
    /// See `excursions`.
    public static let excursionSeconds: Int64 = 60

    /// The low limit in percent: below it counts.
    public let limitPercent: Int
    /// The alarm's setting in point seconds: 10, 25, 50 or 100; GE has 10 to 100 by 5.
    public let setting: Int
    /// 0 counts from the limit (Nellcor: limit 90, value 89 is 1). 1 counts from the last good
    /// value, as GE does (89 is 2 below 91).
    public let offset: Int
    /// The sum so far, in point seconds.
    public private(set) var points = 0
    /// Whether the value is below the limit.
    public private(set) var isBelow = false

    private var now = BootTime(nanoseconds: 0)
    private var left = InlineArray<2, BootTime>(repeating: BootTime(seconds: -1_000_000_000))
    private var byExcursions = false

    /// Starts at nothing. `limitPercent` 1 to 100, `setting` 1 or more, `offset` 0 or 1.
    public init(limitPercent: Int, setting: Int, offset: Int = 0) {
        self.limitPercent = limitPercent
        self.setting = setting
        self.offset = offset
    }

    /// Whether there is an alarm now: the sum reached the setting while the value is below the
    /// limit, or the range was left for the third time within 60 s and the value is still below.
    public var isAlarming: Bool { isBelow && (points >= setting || byExcursions) }

    /// Takes the next second; 0 or more than 100 is no value. Returns `isAlarming`.
    @discardableResult
    public mutating func take(percent: UInt8) -> Bool {
        take(percent: percent, at: Self.later(now, by: 1))
    }

    /// Takes the second that ends at `at`; 0 or more than 100 is no value. Returns `isAlarming`.
    @discardableResult
    public mutating func take(percent: UInt8, at: BootTime) -> Bool {
        now = at
        guard 1...100 ~= percent else { return isAlarming }
        let under = limitPercent - Int(percent)
        guard under > 0 else {
            isBelow = false
            byExcursions = false
            points = max(0, points - max(1, -under))
            return false
        }
        if !isBelow {
            isBelow = true
            byExcursions = at.millisecondsSince(left[0]) <= Self.excursionSeconds * 1000
            left[0] = left[1]
            left[1] = at
        }
        points += under + offset
        return isAlarming
    }

    /// Two are equal when they will do the same from now on.
    public static func == (one: SatSeconds, other: SatSeconds) -> Bool {
        one.limitPercent == other.limitPercent && one.setting == other.setting
            && one.offset == other.offset && one.points == other.points
            && one.isBelow == other.isBelow && one.byExcursions == other.byExcursions
            && one.now.millisecondsSince(one.left[0])
                == other.now.millisecondsSince(other.left[0])
            && one.now.millisecondsSince(one.left[1])
                == other.now.millisecondsSince(other.left[1])
    }

    /// `count` seconds at or above the limit with nothing summed up change nothing but the time.
    mutating func skip(_ count: Int, percent: UInt8) -> Bool {
        guard points == 0, !isBelow, Int(percent) >= limitPercent else { return false }
        now = Self.later(now, by: count)
        return true
    }

    private static func later(_ moment: BootTime, by seconds: Int) -> BootTime {
        BootTime(nanoseconds: moment.nanoseconds &+ Int64(seconds) &* 1_000_000_000)
    }
}

/// SatSeconds over a whole series.
struct SatSecondsTally: Sendable {
    private var sum: SatSeconds
    private(set) var alarms = 0
    private(set) var highest = 0

    init(limitPercent: Int, setting: Int) {
        sum = SatSeconds(limitPercent: limitPercent, setting: setting)
    }

    mutating func take(_ block: borrowing SampleBlock) {
        for chunk in 0..<block.chunks {
            let flat = block.flat(chunk)
            if flat != 0, sum.skip(SampleBlock.chunk, percent: flat) { continue }
            for index in block.seconds(of: chunk) {
                let value = unsafe block.raw[index]
                if sum.skip(1, percent: value) { continue }
                let was = sum.isAlarming
                if sum.take(percent: value), !was { alarms += 1 }
                highest = max(highest, sum.points)
            }
        }
    }
}
