import SignalCore

/// Sees oxygen fall before it is low: by points lost within a minute, or by a slope that leads
/// below the low limit within the next one.
///
/// Judged on measured seconds alone; other seconds neither begin nor end a fall. The slope counts
/// only while new lowest values come: after a single step down the line through the last minute
/// still falls though oxygen does not. Whole numbers, 60 slots inline.
struct FallWatch {
    private var slots = InlineArray<60, UInt8>(repeating: 0)
    private var first: BootTime?
    private var newest: Int64 = -1
    private var highest: UInt8 = 0
    private var highestIndex: Int64 = -1
    private(set) var since: BootTime?
    private var gone = GoodRun()
    private var points: Int
    private var low: Int
    private var clearSeconds: Int

    private static let window: Int64 = 60
    /// A slope needs so many measured seconds, so deep a fall, and a new lowest value so recently.
    private static let fewestSeconds = 30
    private static let leastPoints = 2
    private static let recentSeconds: Int64 = 10

    init(limits: Limits) {
        points = limits[.fallingPercent]
        low = limits.lowPercent
        clearSeconds = limits[.fallingClearSeconds]
    }

    mutating func set(_ limits: Limits) {
        points = limits[.fallingPercent]
        low = limits.lowPercent
        clearSeconds = limits[.fallingClearSeconds]
    }

    /// Another oximeter may read higher or lower: what came before says nothing about a fall.
    mutating func forget() {
        slots = InlineArray<60, UInt8>(repeating: 0)
        first = nil
        newest = -1
        highest = 0
        highestIndex = -1
        since = nil
        gone.reset()
    }

    mutating func take(_ reading: Reading) {
        guard reading.state == .measured, let value = reading.judgedPercent else {
            gone.reset()
            return
        }
        keep(min(value, 100), at: reading.at)
        if isFalling(to: Int(value)) {
            since = since ?? reading.at
            gone.reset()
        } else {
            since = nil
            gone.take(at: reading.at)
        }
    }

    private mutating func keep(_ value: UInt8, at: BootTime) {
        let start = first ?? at
        first = start
        let index = max(newest, (at.millisecondsSince(start) + 500) / 1000)
        var empty = max(newest + 1, index - Self.window + 1)
        while empty < index {
            slots[Int(empty % Self.window)] = 0
            empty += 1
        }
        let slot = Int(index % Self.window)
        let kept = index == newest && slots[slot] != 0 ? min(slots[slot], value) : value
        slots[slot] = kept
        newest = index
        remember(kept)
    }

    /// Keeps the highest value of the last minute and when it was seen last. Only when it leaves
    /// the minute, or is taken back within its second, the slots are looked through.
    private mutating func remember(_ value: UInt8) {
        if value >= highest {
            (highest, highestIndex) = (value, newest)
        } else if highestIndex == newest || highestIndex <= newest - Self.window {
            highest = 0
            // Through a span: a plain subscript may copy the whole array here.
            let slots = slots.span
            for age in 0..<min(Self.window, newest + 1) {
                let slot = slots[Int((newest - age) % Self.window)]
                if slot > highest { (highest, highestIndex) = (slot, newest - age) }
            }
        }
    }

    /// This and the next two change nothing; `mutating` has them look where the slots stand, while a
    /// plain function is handed a copy of them all, every second.
    private mutating func isFalling(to value: Int) -> Bool {
        let lost = Int(highest) - value
        if lost >= points { return true }
        return value >= low && lost >= Self.leastPoints && hasNewLowest() && leadsToLow(from: value)
    }

    /// Whether the line through the minute leads below the low limit within the next one.
    private mutating func leadsToLow(from value: Int) -> Bool {
        var pass = FallPass()
        let slots = slots.span
        for age in 0..<min(Self.window, newest + 1) {
            let slot = slots[Int((newest - age) % Self.window)]
            if slot != 0 { pass.take(Int(slot), age: Int(age)) }
        }
        return pass.count >= Self.fewestSeconds
            && pass.reaches(low, from: value, within: Int(Self.window))
    }

    /// Whether the last seconds hold a value lower than any of the minute before them.
    private mutating func hasNewLowest() -> Bool {
        let slots = slots.span
        var recent = UInt8.max
        var hasBefore = false
        for age in 0..<min(Self.window, newest + 1) {
            let slot = slots[Int((newest - age) % Self.window)]
            guard slot != 0 else { continue }
            if age < Self.recentSeconds {
                recent = min(recent, slot)
            } else if slot <= recent {
                return false
            } else {
                hasBefore = true
            }
        }
        return hasBefore
    }

    /// `isCovered`: a plain oxygen alert is open and says more.
    @inline(__always)
    func evidence(isOpen: Bool, isCovered: Bool, standing: OxygenWatch.Standing) -> Evidence {
        guard case .measured(let value) = standing else { return .unsure }
        guard let since else {
            return gone.lasted(seconds: clearSeconds) ? .ended(note: nil) : .notMet
        }
        if isCovered, !isOpen { return .notMet }
        return .met(Condition(since: since, percent: value, limitPercent: UInt8(low)))
    }
}

/// The sums over the last minute of a least-squares line, in whole numbers.
private struct FallPass {
    private(set) var count = 0
    private var sumX = 0
    private var sumY = 0
    private var sumXX = 0
    private var sumXY = 0

    mutating func take(_ value: Int, age: Int) {
        count += 1
        sumX -= age
        sumY += value
        sumXX += age * age
        sumXY -= age * value
    }

    /// Whether the line leads below `limit` in so many seconds from `value`.
    func reaches(_ limit: Int, from value: Int, within seconds: Int) -> Bool {
        let rise = count * sumXY - sumX * sumY
        let spread = count * sumXX - sumX * sumX
        guard spread > 0 else { return false }
        return (value - limit) * spread + rise * seconds < 0
    }
}
