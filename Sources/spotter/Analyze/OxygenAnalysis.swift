import Alerts
import SignalCore

/// Indices, events and alerts of one series of oxygen values, a second each.
struct OxygenAnalysis {
    private let bytes: [UInt8]
    /// The values themselves where they have decimals; 0 is none.
    private let fractions: [Double]?
    private let replay: AlertReplay

    /// A series of whole percents; 0 and values above 100 are seconds without a value.
    init(bytes: [UInt8], limits: Limits?) {
        self.init(bytes: bytes, fractions: nil, limits: limits)
    }

    /// A series of percents with decimals. Counts and alerts ask whether a value is below a limit, so
    /// they take it rounded down: 89.6 is below 90. Events are found in the values as they are.
    init(percents: [Double?], limits: Limits?) {
        let fractions = percents.map { $0 ?? 0 }
        self.init(
            bytes: fractions.map { $0 > 0 ? UInt8(clamping: max(1, Int($0.rounded(.down)))) : 0 },
            fractions: fractions.allSatisfy { $0 == $0.rounded() } ? nil : fractions,
            limits: limits)
    }

    private init(bytes: [UInt8], fractions: [Double]?, limits: Limits?) {
        self.bytes = bytes
        self.fractions = fractions
        replay = AlertReplay.of(percents: bytes, limits: limits ?? .spotterDefaults)
    }

    private static let levels = [94, 90, 88, 85, 80]

    /// One JSON document, in the shape that scripts rely on.
    var json: String {
        let series = OxygenSeries(bytes)
        var fields: [(String, JSONText.Value)] = [
            ("seconds", .integer(Int64(series.indices.seconds))),
            ("validSeconds", .integer(Int64(series.indices.validSeconds))),
        ]
        let hours = Double(series.indices.validSeconds) / 3600
        fields.append(
            (
                "rules",
                .object(
                    events.map { rule, three, four in
                        (rule.rawValue, .object(Self.rule(three, four, hours: hours)))
                    })
            ))
        fields += [
            (
                "secondsBelow",
                .object(
                    Self.levels.map {
                        ("\($0)", .integer(Int64(series.indices.seconds(below: $0))))
                    })
            ),
            ("ct90Percent", .optionalDecimal(series.indices.ct90Percent)),
            (
                "nadirPercent",
                fractions.map { .optionalDecimal($0.filter { $0 > 0 }.min()) }
                    ?? .integer(series.indices.nadirPercent.map(Int64.init))
            ),
            (
                "sustainedNadirPercent",
                .integer(series.indices.sustainedNadirPercent.map(Int64.init))
            ),
            ("deltaIndex12Percent", .optionalDecimal(series.indices.deltaIndexPercent)),
            (
                "hypoxicBurdenPercentMinutesPerHour",
                .optionalDecimal(series.indices.burdenPercentMinutesPerHour)
            ),
            ("alerts", .objects(replay.transitions.map(Self.alert))),
        ]
        return JSONText.object(fields)
    }

    /// The events of each rule, at a drop of 3 and of 4 points.
    private var events: [(DesaturationRule, [DesaturationEvent], [DesaturationEvent])] {
        if let fractions {
            let series = FractionalSeries(fractions)
            return DesaturationRule.allCases.map {
                ($0, series.events($0, drop: 3), series.events($0, drop: 4))
            }
        }
        let series = OxygenSeries(bytes)
        return DesaturationRule.allCases.map {
            ($0, series.events($0, drop: 3), series.events($0, drop: 4))
        }
    }

    private static func rule(
        _ three: [DesaturationEvent], _ four: [DesaturationEvent], hours: Double
    ) -> [(String, JSONText.Value)] {
        func perHour(_ events: [DesaturationEvent]) -> JSONText.Value {
            .optionalDecimal(hours > 0 ? Double(events.count) / hours : nil)
        }
        return [
            ("odi3PerHour", perHour(three)), ("odi4PerHour", perHour(four)),
            ("events3", .objects(three.map(event))), ("events4", .objects(four.map(event))),
        ]
    }

    private static func event(_ event: DesaturationEvent) -> [(String, JSONText.Value)] {
        [
            ("start", .integer(Int64(event.start))), ("end", .integer(Int64(event.end))),
            ("nadirAt", .integer(Int64(event.nadirAt))),
            ("baselinePercent", .decimal(event.baselinePercent)),
            ("nadirPercent", .decimal(event.nadirPercent)),
            ("depthPercent", .decimal(event.depthPercent)),
            ("areaPercentSeconds", .decimal(event.areaPercentSeconds)),
        ]
    }

    private static func alert(_ transition: AlertTransition) -> [(String, JSONText.Value)] {
        [
            ("at", .integer(transition.at.milliseconds / 1000)),
            ("kind", .text(transition.kind.rawValue)),
            ("priority", .text(transition.priority.rawName)),
            ("transition", .text(transition.change.rawValue)),
        ]
    }

    /// A few lines for people.
    var text: String {
        let series = OxygenSeries(bytes)
        var lines = [
            "\(series.indices.seconds) s, \(series.indices.validSeconds) s with a value",
            "lowest \(series.indices.nadirPercent.map { "\($0) %" } ?? "-"), held 8 s "
                + "\(series.indices.sustainedNadirPercent.map { "\($0) %" } ?? "-"), below 90 % for "
                + "\(series.indices.seconds(below: 90)) s",
        ]
        for (rule, three, four) in events {
            lines.append(
                "\(rule.rawValue): \(three.count) of 3 points or more, \(four.count) of 4")
        }
        let raised = replay.transitions.filter { $0.change == .raised }
        lines.append("\(raised.count) alerts")
        for alert in raised {
            lines.append(
                "  \(alert.at.milliseconds / 1000) s  \(alert.priority.rawName)  "
                    + alert.kind.plainWords)
        }
        return lines.joined(separator: "\n")
    }
}
