/// `session-p90`: the baseline SleepyHead uses, one number for the whole session, so it needs the
/// series twice and cannot be live.
///
/// The baseline is value number ⌊0.90·n⌋ of the n values in ascending order, counted from 0. An
/// event is a run of values at or below baseline − drop with at least 8 s between its first and its
/// last second; seconds without a value are passed over. `end` is the first value above.
enum SessionRule {
    private static let shortest = 8

    static func events(
        in series: Span<UInt8>, histogram: [Int], drop: Int
    ) -> [DesaturationEvent] {
        let count = histogram.reduce(0, +)
        guard count > 0 else { return [] }
        let baseline = level(histogram, rank: min(count - 1, Int(Double(Float(count)) * 0.90)))
        var events: [DesaturationEvent] = []
        var open: DesaturationEvent?
        var last = 0
        for second in 0..<series.count {
            let value = series[second]
            guard 1...100 ~= value else { continue }
            let percent = Int(value)
            guard percent <= baseline - drop else {
                close(&open, last: last, end: second, into: &events)
                continue
            }
            var event =
                open
                ?? DesaturationEvent(
                    start: second, end: second, nadirAt: second, baselinePercent: Double(baseline),
                    nadirPercent: Double(percent), areaPercentSeconds: 0)
            if Double(percent) < event.nadirPercent {
                event.nadirPercent = Double(percent)
                event.nadirAt = second
            }
            event.areaPercentSeconds += Double(baseline - percent)
            (open, last) = (event, second)
        }
        close(&open, last: last, end: last + 1, into: &events)
        return events
    }

    private static func close(
        _ open: inout DesaturationEvent?, last: Int, end: Int,
        into events: inout [DesaturationEvent]
    ) {
        guard var event = open else { return }
        open = nil
        guard last - event.start >= shortest else { return }
        event.end = end
        events.append(event)
    }

    private static func level(_ histogram: [Int], rank: Int) -> Int {
        var below = 0
        for (percent, count) in histogram.enumerated() {
            below += count
            if below > rank { return percent }
        }
        return 0
    }
}
