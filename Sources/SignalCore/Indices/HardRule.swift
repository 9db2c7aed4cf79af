/// `hard-90`: what pobm 1.2.0's Hard method computes. An event begins where the value crosses to
/// below 90 and ends at the first second at 90 or above; one still open at the end is left out,
/// and so is one that began before the series. A second without a value holds the one before.
struct HardRule: Sendable {
    private static var limit: UInt8 { 90 }

    private var before: UInt8 = 0
    private var start = -1
    private var nadir = 0
    private var nadirAt = 0
    private var area = 0
    private var baseline = 0
    private(set) var stored: [DesaturationEvent] = []
    private(set) var count = 0
    private let room: Int

    init(room: Int) {
        self.room = room
        if room < Int.max { stored.reserveCapacity(room) }
    }

    mutating func take(_ block: borrowing SampleBlock) {
        for chunk in 0..<block.chunks {
            if block.flat(chunk) >= Self.limit { continue }
            for index in block.seconds(of: chunk) {
                let value = unsafe block.filled[index]
                if min(value, before) < Self.limit { step(value, block.first + index) }
                before = value
            }
        }
    }

    private mutating func step(_ value: UInt8, _ second: Int) {
        let percent = Int(value)
        if value < Self.limit {
            if before >= Self.limit {
                (start, baseline, area) = (second, Int(before), 0)
                (nadir, nadirAt) = (percent, second)
            }
            if percent < nadir { (nadir, nadirAt) = (percent, second) }
            area += baseline - percent
        } else if start >= 0 {
            keep(end: second)
            start = -1
        }
    }

    private mutating func keep(end: Int) {
        count += 1
        guard stored.count < room else { return }
        stored.append(
            DesaturationEvent(
                start: start, end: end, nadirAt: nadirAt, baselinePercent: Double(baseline),
                nadirPercent: Double(nadir), areaPercentSeconds: Double(area)))
    }

    /// The events as pobm stores them: its 8-bit numbering again (see `PobmGroups`).
    var asStored: [DesaturationEvent] {
        if stored.count <= 128 { return stored }
        var places = [DesaturationEvent?](repeating: nil, count: stored.count)
        for (number, event) in stored.enumerated() {
            let short = Int(Int8(truncatingIfNeeded: number))
            places[short < 0 ? stored.count + short : short] = event
        }
        return places.compactMap { $0 }
    }
}
