/// How pobm 1.2.0 puts together the events it found, number by number.
///
/// Events that touch become one. pobm numbers them in 8 bits: the 129th gets number −128, which its
/// arrays read as a place counted from the end. In a series with more than 128 events it therefore
/// loses some, and what it prints is what `jung` and `hard-90` must print. `whole` has them all.
struct PobmGroups: Sendable {
    private struct Group {
        var event: DesaturationEvent
        /// The same group as if it began with its last part: what pobm stores past the 128th.
        var tail: DesaturationEvent
    }

    private var groups: [Group] = []
    private var open: Group?
    private var endBefore = -5
    private var parts = 0
    private let room: Int
    private(set) var count = 0

    init(room: Int) {
        self.room = room
        if room < Int.max { groups.reserveCapacity(room) }
    }

    /// Takes one event as found; `values` points at second `at` and may be read backwards.
    @inline(never)
    mutating func take(start: Int, end: Int, values: UnsafePointer<UInt8>, at now: Int) {
        parts += 1
        defer { endBefore = end }
        guard var group = open, start <= endBefore else {
            closeGroup()
            let event = unsafe Self.event(start: start, end: end, values: values, at: now)
            open = Group(event: event, tail: event)
            return
        }
        let last = max(end, group.event.end)
        let more = unsafe Self.event(start: group.event.end, end: last, values: values, at: now)
        if last > group.event.end {
            if more.nadirPercent < group.event.nadirPercent {
                group.event.nadirPercent = more.nadirPercent
                group.event.nadirAt = more.nadirAt
            }
            let seconds = Double(last - group.event.end)
            let lift = (group.event.baselinePercent - more.baselinePercent) * seconds
            group.event.areaPercentSeconds += more.areaPercentSeconds + lift
            group.event.end = last
        }
        group.tail = unsafe Self.event(start: start, end: last, values: values, at: now)
        open = group
    }

    private mutating func closeGroup() {
        guard let group = open else { return }
        open = nil
        count += 1
        if groups.count < room { groups.append(group) }
    }

    /// Closes the last group.
    mutating func finish() { closeGroup() }

    /// Every group, in order.
    var whole: [DesaturationEvent] { groups.map(\.event) }

    /// The groups as pobm stores and prints them.
    var asStored: [DesaturationEvent] {
        if groups.count <= 128 { return whole }
        var places = [DesaturationEvent?](repeating: nil, count: parts)
        for (number, group) in groups.enumerated() {
            let short = Int(Int8(truncatingIfNeeded: number))
            places[short < 0 ? parts + short : short] = number < 128 ? group.event : group.tail
        }
        return places.compactMap { $0 }
    }

    private static func event(
        start: Int, end: Int, values: UnsafePointer<UInt8>, at now: Int
    ) -> DesaturationEvent {
        let baseline = Int(unsafe values[start - now])
        var (nadir, nadirAt, area) = (baseline, start, 0)
        for second in start..<end {
            let value = Int(unsafe values[second - now])
            area += baseline - value
            if value < nadir { (nadir, nadirAt) = (value, second) }
        }
        return DesaturationEvent(
            start: start, end: end, nadirAt: nadirAt, baselinePercent: Double(baseline),
            nadirPercent: Double(nadir), areaPercentSeconds: Double(area))
    }
}
