/// The last hour of readings, a slot a second, and facts about windows of it.
///
/// Slots follow the readings' own times: a second nobody reported is an empty slot, never a copy
/// of the one before. Slots and running sums are stored inline (about 6 KB), so nothing allocates;
/// pass a trend by reference. A second costs the same whatever the windows' lengths; facts cost
/// about a hundred steps, a robust slope one pass over its window. Not for sharing between threads.
public struct Trend: Sendable {
    /// A stretch that ends with the newest reading.
    public enum Window: Int, CaseIterable, Sendable {
        /// The last 10 seconds.
        case tenSeconds = 10
        /// The last minute.
        case minute = 60
        /// The last five minutes.
        case fiveMinutes = 300
        /// The last quarter of an hour.
        case fifteenMinutes = 900
        /// The last hour.
        case hour = 3600

        fileprivate var place: Int {
            switch self {
            case .tenSeconds: 0
            case .minute: 1
            case .fiveMinutes: 2
            case .fifteenMinutes: 3
            case .hour: 4
            }
        }
    }

    /// How many seconds are kept.
    public static let capacity = 3600

    private(set) var slots = InlineArray<3600, TrendSlot>(repeating: .empty)
    /// The windows' sums, shortest first, and how many seconds each reaches back.
    private var sums = InlineArray<5, TrendSums>(repeating: TrendSums())
    private static let lengths: InlineArray<5, Int> = [10, 60, 300, 900, 3600]
    private(set) var newest = 0
    private var filled = 0
    private var first: BootTime?
    private var newestIndex: Int64 = 0

    /// Makes an empty trend.
    public init() {}

    /// How many slots have been reached, 0 to 3600.
    public var seconds: Int { filled }

    /// Takes the next reading. One that comes early shares the newest slot, which keeps the lower
    /// value; one that comes late leaves empty slots before it.
    public mutating func take(_ reading: Reading) {
        let start = first ?? reading.at
        if first == nil { first = start }
        let index = (reading.at.millisecondsSince(start) + 500) / 1000
        let ahead = filled == 0 ? 1 : index - newestIndex
        if ahead <= 0 { return merge(TrendSlot(reading)) }
        for _ in 0..<Int(min(ahead, Int64(Self.capacity))) { advance() }
        newestIndex = index
        put(TrendSlot(reading))
    }

    /// Begins a second: what is as old as a window leaves it.
    private mutating func advance() {
        for window in sums.indices {
            let oldest = Self.lengths[window] - 1
            let index = newest - oldest
            // Through a span: a plain subscript makes the compiler copy all slots to read one.
            let leaving = slots.mutableSpan[index < 0 ? index + Self.capacity : index]
            sums[window].remove(leaving, age: oldest)
            sums[window].age()
        }
        newest = newest + 1 == Self.capacity ? 0 : newest + 1
        slots[newest] = .empty
        filled = min(filled + 1, Self.capacity)
    }

    /// Puts a value in the newest slot, which is empty.
    private mutating func put(_ slot: TrendSlot) {
        slots[newest] = slot
        for place in sums.indices { sums[place].add(slot) }
    }

    private mutating func merge(_ slot: TrendSlot) {
        guard let percent = slot.percent else { return }
        let old = slots[newest]
        if let before = old.percent, before <= percent { return }
        for place in sums.indices { sums[place].remove(old, age: 0) }
        put(slot)
    }

    /// Facts about the last `window`; `nil` when less than half of its seconds were measured.
    public func facts(over window: Window) -> TrendFacts? {
        sums[window.place].facts(windowSeconds: window.rawValue)
    }

    /// Seconds of the last `window` with a measured value: usable signal.
    public func usableSeconds(over window: Window) -> Int { sums[window.place].measured }

    /// Seconds of the last `window` with a value below `percent`, measured or unreliable. Seconds
    /// without a value are not counted: nothing is known about them.
    public func seconds(below percent: UInt8, over window: Window) -> Int {
        sums[window.place].seconds(below: Int(percent))
    }

    /// How far and how long values of the last `window` lay below `percent`, measured or
    /// unreliable: points below it, summed over the seconds, in %·s.
    public func area(below percent: UInt8, over window: Window) -> Int {
        sums[window.place].area(below: Int(percent))
    }
}
