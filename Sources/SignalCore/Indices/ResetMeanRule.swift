/// `reset-mean-120`: what o2ring-analyzer 1.0.3 computes, for drops of 3 and 4 together.
///
/// The baseline is the mean of the values in the 120 seconds before, frozen at the onset. An event
/// is a run of values at or below baseline − drop; seconds without a value (0, and below 50 as its
/// cleaning has it) are passed over. It counts when 10 to 120 s lie between its first and its last
/// second; `end` is that last second, as the tool's own duration has it. Comparing whole sums gives
/// what its floating point gives: sums of whole percents are exact there, and a mean that is not a
/// whole number is at least 1/120 away from one.
struct ResetMeanRule: Sendable {
    private static var lowestValid: UInt8 { 50 }

    private struct Run {
        var isOpen = false
        var start = 0
        var last = 0
        var sum = 0
        var count = 0
        var nadir = 0
        var nadirAt = 0
        var inside = 0
        var insideSum = 0
    }

    private var sum = 0
    private var count = 0
    private var three = Run()
    private var four = Run()
    private(set) var logThree: EventLog
    private(set) var logFour: EventLog

    init(room: Int) {
        logThree = EventLog(room: room)
        logFour = EventLog(room: room)
    }

    mutating func take(_ block: borrowing SampleBlock) {
        for chunk in 0..<block.chunks {
            let isIdle = !three.isOpen && !four.isOpen
            if isIdle, block.steady(chunk) >= Self.lowestValid { continue }
            for index in block.seconds(of: chunk) {
                let old = Int(Self.valid(unsafe block.raw[index - 121]))
                sum &-= old
                count &-= old == 0 ? 0 : 1
                let percent = Int(Self.valid(unsafe block.raw[index]))
                let mayStart = (percent &+ 3) &* count <= sum
                if mayStart || three.isOpen || four.isOpen, percent != 0, count > 0 {
                    step(percent, block.first + index)
                }
                sum &+= percent
                count &+= percent == 0 ? 0 : 1
            }
        }
    }

    @inline(__always)
    private static func valid(_ value: UInt8) -> UInt8 { value >= lowestValid ? value : 0 }

    /// Closes what is open: the end of the series ends a run.
    mutating func finish() {
        Self.close(&three, into: &logThree)
        Self.close(&four, into: &logFour)
    }

    private mutating func step(_ percent: Int, _ second: Int) {
        Self.step(&three, 3, percent, second, sum, count, into: &logThree)
        Self.step(&four, 4, percent, second, sum, count, into: &logFour)
    }

    private static func step(
        _ run: inout Run, _ drop: Int, _ percent: Int, _ second: Int, _ sum: Int, _ count: Int,
        into log: inout EventLog
    ) {
        if run.isOpen, (percent + drop) * run.count > run.sum { close(&run, into: &log) }
        if !run.isOpen {
            guard (percent + drop) * count <= sum else { return }
            run = Run(
                isOpen: true, start: second, sum: sum, count: count, nadir: percent,
                nadirAt: second)
        }
        run.last = second
        if percent < run.nadir { (run.nadir, run.nadirAt) = (percent, second) }
        run.inside += 1
        run.insideSum += percent
    }

    private static func close(_ run: inout Run, into log: inout EventLog) {
        guard run.isOpen else { return }
        run.isOpen = false
        guard 10...120 ~= run.last - run.start else { return }
        let baseline = Double(run.sum) / Double(run.count)
        log.append(
            DesaturationEvent(
                start: run.start, end: run.last, nadirAt: run.nadirAt, baselinePercent: baseline,
                nadirPercent: Double(run.nadir),
                areaPercentSeconds: baseline * Double(run.inside) - Double(run.insideSum)))
    }
}
