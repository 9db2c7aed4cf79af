import ResponseLog
import SignalCore

/// First, worst and latest of each sign.
extension HandoverFacts {
    var vitalRows: [HandoverSheet.VitalRow] { [oxygenRow, pulseRow, awakeRow, breathingRow] }

    private var fromStart: [VitalPoint] {
        let start = ResponseTimes(person, of: record).start.unixMilliseconds
        return points.filter { $0.unixMilliseconds >= start && $0.unixMilliseconds <= until + 999 }
    }

    /// The latest value, also one from before the response: it carries its age.
    private var latestOxygen: VitalPoint? {
        points.last { $0.spo2Percent != nil && $0.state != .absent }
    }

    private var oxygenRow: HandoverSheet.VitalRow {
        let valued = fromStart.filter { $0.spo2Percent != nil && $0.state != .absent }
        func cell(_ point: VitalPoint?) -> HandoverSheet.Vital? {
            guard let point, let value = point.spo2Percent else { return nil }
            return vital("\(value) %", point)
        }
        let typed = typedVitals.filter { $0.1.spo2Percent != nil }
        var row = HandoverSheet.VitalRow(
            name: "SpO2", first: cell(valued.first), worst: nil, latest: cell(latestOxygen))
        if let lowest = SustainedLow.lowest(in: valued) {
            var worst = vital("\(lowest.percent) %", lowest.point)
            worst.note = joined("held 8 s", worst.note)
            row.worst = worst
        }
        if row.first == nil, let (row0, vitals) = typed.first {
            row.first = self.typed("\(vitals.spo2Percent ?? 0) %", row0)
        }
        if let (last, vitals) = typed.last,
            last.occurredUnixMilliseconds > latestOxygen?.unixMilliseconds ?? .min
        {
            row.latest = self.typed("\(vitals.spo2Percent ?? 0) %", last)
        }
        return row
    }

    private var pulseRow: HandoverSheet.VitalRow {
        let valued = fromStart.filter { $0.pulseBpm != nil && $0.state != .absent }
        func cell(_ point: VitalPoint?) -> HandoverSheet.Vital? {
            guard let point, let value = point.pulseBpm else { return nil }
            var cell = vital("\(value) /min", point)
            cell.note = point.state == .measured ? "" : "poor signal"
            return cell
        }
        var row = HandoverSheet.VitalRow(
            name: "Pulse", first: cell(valued.first),
            worst: cell(
                valued.filter { $0.state == .measured }.min { $0.pulseBpm ?? 0 < $1.pulseBpm ?? 0 }),
            latest: cell(points.last { $0.pulseBpm != nil && $0.state != .absent }))
        if row.worst != nil { row.worst?.note = "lowest" }
        return row
    }

    private var awakeRow: HandoverSheet.VitalRow {
        let seen = acts.compactMap { act, row -> (Consciousness, TimelineRow)? in
            if case .awake(let level) = act { (level, row) } else { nil }
        }
        let order = Consciousness.allCases
        let worst = seen.max { left, right in
            order.firstIndex(of: left.0) ?? 0 < order.firstIndex(of: right.0) ?? 0
        }
        func cell(_ one: (Consciousness, TimelineRow)?) -> HandoverSheet.Vital? {
            one.map { observed("\($0.0.letter) · \($0.0.words)", $0.1) }
        }
        return HandoverSheet.VitalRow(
            name: "AVPU", first: cell(seen.first), worst: cell(worst), latest: cell(seen.last))
    }

    /// Counted rates and what was seen of breathing, in one row.
    private var breathingRow: HandoverSheet.VitalRow {
        let seen = acts.compactMap { act, row -> (words: String, badness: Int, TimelineRow)? in
            switch act {
            case .breathing(let how): (how.rawValue, how.badness, row)
            case .breathsCounted:
                act.breathsPerMinute.map { rate in
                    ("\(rate) /min, counted", rate < 10 ? 40 - rate : 0, row)
                }
            default: nil
            }
        }
        func cell(_ one: (words: String, badness: Int, TimelineRow)?) -> HandoverSheet.Vital? {
            one.map { observed($0.words, $0.2) }
        }
        return HandoverSheet.VitalRow(
            name: "Breathing", first: cell(seen.first),
            worst: cell(seen.max { $0.badness < $1.badness }), latest: cell(seen.last))
    }

    private var typedVitals: [(TimelineRow, TypedVitals)] {
        acts.compactMap { act, row in
            if case .vitalsTyped(let vitals) = act { (row, vitals) } else { nil }
        }
    }

    private func vital(_ value: String, _ point: VitalPoint) -> HandoverSheet.Vital {
        let poor = point.state == .measured ? "" : "poor signal"
        return HandoverSheet.Vital(
            value: value, time: clock(point.unixMilliseconds), age: age(point.unixMilliseconds),
            note: joined(oxygen(at: point.unixMilliseconds), poor))
    }

    private func observed(_ value: String, _ row: TimelineRow) -> HandoverSheet.Vital {
        HandoverSheet.Vital(
            value: value, time: clock(row.occurredUnixMilliseconds),
            age: age(row.occurredUnixMilliseconds),
            note: row.doubt)
    }

    private func typed(_ value: String, _ row: TimelineRow) -> HandoverSheet.Vital {
        var cell = observed(value, row)
        cell.note = joined("read off and typed", oxygen(at: row.occurredUnixMilliseconds))
        return cell
    }

    private func joined(_ parts: String...) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension Consciousness {
    /// The letter crews say.
    fileprivate var letter: String {
        switch self {
        case .alert: "A"
        case .voice: "V"
        case .pain: "P"
        case .unresponsive: "U"
        }
    }
}

extension Breathing {
    /// How bad it is beside the others; only for choosing the worst.
    fileprivate var badness: Int {
        switch self {
        case .normal: 0
        case .irregular: 10
        case .shallow: 15
        case .slow: 20
        case .snoring: 25
        case .gasping: 50
        case .none: 60
        }
    }
}

/// The lowest level that was held for eight seconds in a row, so that one spike does not rule.
enum SustainedLow {
    static func lowest(in points: [VitalPoint]) -> (percent: UInt8, point: VitalPoint)? {
        let hold = SignalSummary.holdSeconds
        guard points.count >= hold else { return nil }
        var lowest: (percent: UInt8, point: VitalPoint)?
        for first in 0...points.count - hold {
            let window = points[first..<first + hold]
            let second = { (point: VitalPoint) in point.unixMilliseconds / 1000 }
            guard let start = window.first, let end = window.last,
                second(end) - second(start) == Int64(hold - 1),
                let level = window.compactMap(\.spo2Percent).max()
            else { continue }
            let doubtful = window.first { $0.state != .measured }
            let shown = window.first { $0.spo2Percent == level } ?? start
            let better = lowest.map { found in
                level < found.percent
                    || level == found.percent && found.point.state != .measured && doubtful == nil
            }
            if better ?? true { lowest = (level, doubtful ?? shown) }
        }
        return lowest
    }
}
