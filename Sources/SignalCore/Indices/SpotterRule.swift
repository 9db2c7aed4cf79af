/// `spotter-1`: our own rule, live: it knows about an event two seconds after the drop at the latest.
///
/// The baseline is the median of the last 120 values outside events. It is frozen at the first
/// second below it, for at most 60 s, so that a slow fall does not drag it down. The event is known
/// at `drop` points below and starts at that first second; it ends at the first value within 1 point
/// of the baseline. A lone spike is not an event: three values in a row must lie below the baseline
/// and two of them `drop` below; beside a second without a value one is enough.
///
/// A gap of more than 10 s closes an open event as interrupted; what follows it belongs to the same
/// event until it is within 1 point again, or falls by another `drop`. An event of 300 s ends as a
/// new level: the baseline starts again from there. A gap of more than 300 s forgets the baseline.
struct SpotterRule: Sendable {
    static var longestGap: Int { 10 }
    private static var forgetAfter: Int { 300 }
    private static var longest: Int { 300 }
    private static var longestFreeze: Int { 60 }
    private static var fewest: Int { 10 }
    private static var recovery: Int { 1 }
    private static var confirming: Int { 3 }

    private enum Phase { case level, falling, low, tail }

    private let drop: Int
    private var window = LevelWindow()
    private var slot = 0
    private var phase = Phase.level
    private var start = 0
    private var baseline = 0
    private var nadir = 0
    private var nadirAt = 0
    private var area = 0
    private var run = 0
    private var deep = 0
    private var pushed = 0
    private var gap = 0
    private var besideGap = false
    private var isAfterEvent = false
    private var tailTop = 0
    private(set) var areaSum = 0
    private(set) var log: EventLog

    init(drop: Int, room: Int) {
        self.drop = drop
        log = EventLog(room: room)
    }

    /// Whether an event is open and known to be one.
    var isInEvent: Bool { phase == .low }

    mutating func take(_ block: borrowing SampleBlock) {
        for chunk in 0..<block.chunks {
            let flat = block.flat(chunk)
            if flat != 0, phase == .level, gap == 0, window.holds(flat) {
                slot = window.fill(from: slot, with: flat, count: SampleBlock.chunk)
                besideGap = false
                continue
            }
            for index in block.seconds(of: chunk) {
                let value = unsafe block.raw[index]
                if value == 0 {
                    absent(block.first + index)
                } else {
                    if gap > 0 { returned() }
                    step(Int(value), block.first + index)
                }
            }
        }
    }

    /// Closes what is open at the end of the series, `count` seconds long.
    mutating func finish(count: Int) {
        if phase == .low { close(count - gap, interrupted: true) }
    }

    private mutating func absent(_ second: Int) {
        gap += 1
        if gap == 1, phase == .falling, deep > 0 { confirm() }
        guard gap == Self.longestGap + 1 else { return }
        if phase == .low {
            close(second + 1 - gap, interrupted: true)
            phase = .tail
            tailTop = 0
        } else if phase == .falling {
            phase = .level
        }
    }

    private mutating func returned() {
        if gap > Self.forgetAfter {
            window = LevelWindow()
            phase = .level
        }
        besideGap = true
        gap = 0
    }

    @inline(__always)
    private mutating func step(_ value: Int, _ second: Int) {
        switch phase {
        case .level: level(value, second)
        case .falling: falling(value, second)
        case .low: low(value, second)
        case .tail: tail(value, second)
        }
    }

    @inline(__always)
    private mutating func push(_ value: Int) {
        window.replace(slot, with: UInt8(truncatingIfNeeded: value))
        slot &+= 1
        if slot == LevelWindow.slots { slot = 0 }
    }

    @inline(__always)
    private mutating func level(_ value: Int, _ second: Int) {
        guard window.filled >= Self.fewest else { return push(value) }
        let median = window.upperMedian()
        guard value < median else {
            besideGap = false
            return push(value)
        }
        begin(value, second, baseline: median)
        falling(value, second)
    }

    private mutating func begin(_ value: Int, _ second: Int, baseline level: Int) {
        (phase, start, baseline, isAfterEvent) = (.falling, second, level, false)
        (nadir, nadirAt, area, run, deep, pushed) = (value, second, 0, 0, 0, 0)
    }

    private mutating func falling(_ value: Int, _ second: Int) {
        guard value < baseline, second - start < Self.longestFreeze else {
            phase = .level
            return level(value, second)
        }
        note(value, second)
        run += 1
        if !isAfterEvent {
            push(value)
            pushed += 1
        }
        if baseline - value >= drop { deep += 1 }
        let isSure = deep >= 2 && run >= Self.confirming
        if isSure || (deep > 0 && besideGap) { confirm() }
    }

    /// The fall is an event: its values leave the baseline again.
    private mutating func confirm() {
        phase = .low
        for _ in 0..<pushed {
            slot = slot == 0 ? LevelWindow.slots - 1 : slot - 1
            window.replace(slot, with: 0)
        }
        besideGap = false
    }

    private mutating func low(_ value: Int, _ second: Int) {
        if value >= baseline - Self.recovery {
            close(second, interrupted: false)
            recover(value, second)
        } else if second - start >= Self.longest {
            close(second, interrupted: false)
            window = LevelWindow()
            phase = .level
            push(value)
        } else {
            note(value, second)
        }
    }

    /// What lies between the end of an event and its baseline is not a new baseline: it is held
    /// back like a fall, and may become one.
    private mutating func recover(_ value: Int, _ second: Int) {
        begin(value, second, baseline: baseline)
        isAfterEvent = true
        falling(value, second)
    }

    private mutating func tail(_ value: Int, _ second: Int) {
        if value >= baseline - Self.recovery || second - start >= 2 * Self.longest {
            if value < baseline - Self.recovery { window = LevelWindow() }
            phase = .level
            return push(value)
        }
        tailTop = max(tailTop, value)
        guard tailTop - value >= drop else { return }
        (start, baseline, phase) = (second, tailTop, .low)
        (nadir, nadirAt, area) = (value, second, 0)
        note(value, second)
    }

    @inline(__always)
    private mutating func note(_ value: Int, _ second: Int) {
        if value < nadir { (nadir, nadirAt) = (value, second) }
        area &+= baseline &- value
    }

    private mutating func close(_ end: Int, interrupted: Bool) {
        areaSum += area
        log.append(
            DesaturationEvent(
                start: start, end: end, nadirAt: nadirAt, baselinePercent: Double(baseline),
                nadirPercent: Double(nadir), areaPercentSeconds: Double(area),
                interrupted: interrupted))
    }
}
