/// The last five minutes of readings, a slot a second, and facts about windows of them.
///
/// Slots follow the readings' own times: a second nobody reported is an empty slot, never a copy
/// of the one before. The 300 slots are stored inline, so nothing allocates; facts cost one pass
/// over their window. Not for sharing between threads.
public struct Trend: Sendable {
    /// A stretch that ends with the newest reading.
    public enum Window: Int, CaseIterable, Sendable {
        /// The last 10 seconds.
        case tenSeconds = 10
        /// The last minute.
        case minute = 60
        /// The last five minutes.
        case fiveMinutes = 300
    }

    /// How many seconds are kept.
    public static let capacity = 300

    /// One byte a second: 0 for no value, the percent, and the top bit when it was unreliable.
    private var slots = InlineArray<300, UInt8>(repeating: 0)
    private var newest = 0
    private var filled = 0
    private var first: BootTime?
    private var newestIndex: Int64 = 0

    private static let unreliableBit: UInt8 = 0x80

    /// Makes an empty trend.
    public init() {}

    /// How many slots have been reached, 0 to 300.
    public var seconds: Int { filled }

    /// Takes the next reading. One that comes early shares the newest slot, which keeps the lower
    /// value; one that comes late leaves empty slots before it.
    public mutating func take(_ reading: Reading) {
        let start = first ?? reading.at
        if first == nil { first = start }
        let index = (reading.at.millisecondsSince(start) + 500) / 1000
        let ahead = filled == 0 ? 1 : index - newestIndex
        if ahead <= 0 { return merge(reading) }
        advance(by: Int(min(ahead, Int64(Self.capacity))))
        newestIndex = index
        slots[newest] = Self.packed(reading)
    }

    private mutating func advance(by count: Int) {
        for _ in 0..<count {
            newest = newest + 1 == Self.capacity ? 0 : newest + 1
            slots[newest] = 0
        }
        filled = min(filled + count, Self.capacity)
    }

    private mutating func merge(_ reading: Reading) {
        let packed = Self.packed(reading)
        guard packed != 0 else { return }
        let old = slots[newest]
        if old == 0 || Self.percent(packed) < Self.percent(old) { slots[newest] = packed }
    }

    private static func packed(_ reading: Reading) -> UInt8 {
        guard let value = reading.judgedPercent else { return 0 }
        let percent = min(value, 100)
        return reading.state == .measured ? percent : percent | unreliableBit
    }

    private static func percent(_ slot: UInt8) -> UInt8 { slot & ~unreliableBit }

    /// The slot `age` seconds before the newest one.
    private func slot(age: Int) -> UInt8 {
        let index = newest - age
        return slots[index < 0 ? index + Self.capacity : index]
    }

    /// Facts about the last `window`; `nil` when less than half of its seconds were measured.
    public func facts(over window: Window) -> TrendFacts? {
        var pass = TrendPass()
        for age in 0..<min(window.rawValue, filled) {
            let slot = slot(age: age)
            guard slot != 0 else { continue }
            pass.take(
                percent: Self.percent(slot), age: age, measured: slot & Self.unreliableBit == 0)
        }
        return pass.facts(windowSeconds: window.rawValue)
    }

    /// Seconds of the last `window` with a value below `percent`, measured or unreliable. Seconds
    /// without a value are not counted: nothing is known about them.
    public func seconds(below percent: UInt8, over window: Window) -> Int {
        var count = 0
        for age in 0..<min(window.rawValue, filled) {
            let slot = slot(age: age)
            if slot != 0, Self.percent(slot) < percent { count += 1 }
        }
        return count
    }
}
