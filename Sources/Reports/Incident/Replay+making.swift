public import ResponseLog
import SignalCore

extension Replay {
    /// Makes the replay of a person on an axis; the same facts give the same replay.
    public init(
        _ person: IncidentRecord.Person, points: [Point], on axis: ResponseAxis,
        utcOffsetMinutes: Int
    ) {
        let series = SecondSeries(
            [], fromUnixMilliseconds: axis.fromUnixMilliseconds,
            toUnixMilliseconds: axis.toUnixMilliseconds)
        func second(_ time: Int64) -> Int64 { Self.floorSecond(time) - series.start }
        func step(_ row: TimelineRow, _ words: String) -> Step {
            Step(
                second: second(row.occurredUnixMilliseconds), clock: row.clock(utcOffsetMinutes),
                words: words)
        }
        fromUnixMilliseconds = series.start * 1000
        seconds = series.length
        let stored = Self.stored(points, length: series.length) { second($0) }
        oxygen = stored.map { $0?.shownPercent ?? 0 }
        pulse = stored.map { $0?.pulseBpm ?? 0 }
        signal = Self.signal(stored)
        awake = person.rows.compactMap { row in
            guard case .awake(let level)? = row.standingAct else { return nil }
            return step(row, level.words)
        }
        flow = person.rows.compactMap { row in
            guard case .oxygen? = row.standingAct else { return nil }
            return step(row, row.words)
        }
        alerts = AlertStretch.fold(person.rows).map { stretch in
            Alert(
                words: stretch.words, priority: stretch.priority,
                from: stretch.fromUnixMilliseconds.map(second) ?? 0,
                until: stretch.untilUnixMilliseconds.map(second))
        }
        moments = person.rows.map { row in
            Moment(
                row: row, second: second(row.occurredUnixMilliseconds),
                clock: row.clock(utcOffsetMinutes))
        }
    }

    /// One place a second; a second written twice keeps the later record, as the store does.
    private static func stored(
        _ points: [Point], length: Int64, _ second: (Int64) -> Int64
    ) -> [Point?] {
        var stored = [Point?](repeating: nil, count: Int(length))
        for point in points {
            let place = second(point.unixMilliseconds)
            if (0..<length).contains(place) { stored[Int(place)] = point }
        }
        return stored
    }

    private static func signal(_ stored: [Point?]) -> [Signal] {
        var runs: [Signal] = []
        for (place, point) in stored.enumerated() {
            // A second without a value is lost, whatever its state says (design rule 1).
            let isLost = point?.shownPercent == nil
            let state = isLost ? Reading.State.absent : point?.state ?? .absent
            let reason = point?.reason ?? .none
            if let last = runs.last, last.state == state, last.reason == reason { continue }
            runs.append(Signal(second: Int64(place), state: state, reason: reason))
        }
        return runs
    }

    static func floorSecond(_ milliseconds: Int64) -> Int64 {
        let quotient = milliseconds / 1000
        return milliseconds % 1000 < 0 ? quotient - 1 : quotient
    }
}

extension Replay.Point {
    fileprivate var shownPercent: UInt8? { state == .absent ? nil : spo2Percent }
}

extension TimelineRow {
    /// The clock time it happened at, to the second.
    public func clock(_ utcOffsetMinutes: Int) -> String {
        LocalTime(
            unixMilliseconds: occurredUnixMilliseconds, utcOffsetMinutes: utcOffsetMinutes
        ).text
    }
}
