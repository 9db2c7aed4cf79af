/// `median-120`: what Luna's DESAT (lunapi 1.7.0) computes, one second late.
///
/// The baseline is the median of the 120 seconds before without artifacts and without events, of
/// at least 30 values, frozen at the onset (more than `drop` below it). The first value within half
/// the drop of it ends the event, which counts when it is at least 10 s long. Artifacts are values
/// below 50 or above 100, and jumps of more than 10 points between neighbours: an artifact neither
/// ends nor deepens an event. A second without a value holds the one before; seconds before the
/// first value have that value.
struct MedianRule: ~Copyable {
    private static var fewest: Int { 30 }
    private static var shortest: Int { 10 }
    private static var jump: Double { 10 }

    private let drop: Double
    private let halfDrop: Double
    private let levels: LunaLevels
    private var window = LevelWindow()
    private var slot = 0
    private var hasStarted = false
    private var isOpen = false
    private var start = 0
    private var baseline = 0.0
    private var nadir = 0.0
    private var nadirAt = 0
    private var sum = 0.0
    private var inside = 0
    private(set) var log: EventLog

    init(drop: Int, levels: consuming LunaLevels, room: Int) {
        self.drop = Double(drop) + levels.slack
        halfDrop = Double(drop) * 0.5
        self.levels = levels
        log = EventLog(room: room)
    }

    /// Takes a block; each second decides about the one before it.
    mutating func take(_ block: borrowing SampleBlock) {
        for chunk in 0..<block.chunks {
            let flat = block.flat(chunk)
            if flat != 0, hasStarted, !isOpen, !isUnsettled(block, chunk), window.holds(flat) {
                slot = window.fill(from: slot, with: flat, count: SampleBlock.chunk)
                continue
            }
            for index in block.seconds(of: chunk) {
                if hasStarted {
                    unsafe decide(
                        block.filled + (index - 1), next: block.filled[index],
                        second: block.first + index - 1)
                } else {
                    unsafe begin(block.filled + index, second: block.first + index)
                }
            }
        }
    }

    /// Whether the second before a chunk is an artifact or a jump, so not like the chunk's own.
    @inline(__always)
    private func isUnsettled(_ block: borrowing SampleBlock, _ chunk: Int) -> Bool {
        let place = unsafe block.filled + (chunk * SampleBlock.chunk - 1)
        return unsafe place[-1] != place[0] || levels.isArtifact(place[0])
    }

    /// Decides about the last second, number `last`, which has no second after it.
    mutating func finish(last: Int, values: UnsafePointer<UInt8>) {
        guard hasStarted else { return }
        unsafe decide(values, next: 0, second: last)
        if isOpen { close(last + 1) }
    }

    /// The first value is held backwards to the start of the series.
    private mutating func begin(_ value: UnsafePointer<UInt8>, second: Int) {
        let first = unsafe value.pointee
        guard first != 0 else { return }
        hasStarted = true
        slot = second % LevelWindow.slots
        guard !levels.isArtifact(first) else { return }
        for before in max(0, second - LevelWindow.slots)..<second {
            window.replace(before % LevelWindow.slots, with: first)
        }
    }

    @inline(__always)
    private func isJump(_ from: UInt8, _ to: UInt8) -> Bool {
        abs(levels.percent(Int(to)) - levels.percent(Int(from))) > Self.jump
    }

    @inline(__always)
    private mutating func decide(_ place: UnsafePointer<UInt8>, next: UInt8, second: Int) {
        let value = unsafe place.pointee
        var isBad = levels.isArtifact(value)
        if unsafe place[-1] != value, unsafe isJump(place[-1], value) {
            let isIsolated = isJump(value, next)
            isBad = unsafe isBad || isIsolated || !isJump(place[-2], place[-1])
        }
        let kept = isBad ? 0 : judge(value, second)
        window.replace(slot, with: kept)
        slot &+= 1
        if slot == LevelWindow.slots { slot = 0 }
    }

    /// What goes into the baseline: the value, or 0 inside an event.
    @inline(__always)
    private mutating func judge(_ value: UInt8, _ second: Int) -> UInt8 {
        let percent = levels.percent(Int(value))
        if isOpen { return inEvent(value, percent, second) }
        guard window.filled >= Self.fewest else { return value }
        let upper = window.upperMedian()
        if percent >= levels.percent(upper) - drop { return value }
        let median = 0.5 * (levels.percent(window.lowerMedian()) + levels.percent(upper))
        guard percent < median - drop else { return value }
        isOpen = true
        (start, baseline) = (second, median)
        (nadir, nadirAt, sum, inside) = (percent, second, percent, 1)
        return 0
    }

    private mutating func inEvent(_ value: UInt8, _ percent: Double, _ second: Int) -> UInt8 {
        if percent < nadir { (nadir, nadirAt) = (percent, second) }
        if percent >= baseline - halfDrop {
            close(second)
            return value
        }
        sum += percent
        inside += 1
        return 0
    }

    private mutating func close(_ end: Int) {
        isOpen = false
        guard end - start >= Self.shortest else { return }
        log.append(
            DesaturationEvent(
                start: start, end: end, nadirAt: nadirAt, baselinePercent: baseline,
                nadirPercent: nadir, areaPercentSeconds: baseline * Double(inside) - sum))
    }
}
