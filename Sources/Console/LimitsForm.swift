import Alerts
import Ledger
import Station

/// The numbers of a form that changes limits.
struct LimitsForm: Sendable {
    /// What may differ for one person: what is low for them, and their pulse.
    static let ofOneWatch: [LimitField] = [
        .lowPercent, .criticalPercent, .cautionPercent, .pulseLowBpm, .pulseHighBpm,
    ]

    /// The fields with their numbers.
    let fields: [LimitNumber]

    /// The numbers in force for one watch.
    init(of watch: EntryID, station: Station) {
        self.init(station.limits(of: watch) ?? .spotterDefaults, fields: Self.ofOneWatch)
    }

    init(_ limits: Limits, fields: [LimitField]) {
        self.fields = fields.map { LimitNumber($0, value: limits[$0]) }
    }

    /// The numbers in a form that differ from those in force.
    static func changes(
        in form: Form, from limits: Limits, fields: [LimitField]
    ) throws -> [LimitField: Int] {
        var changes: [LimitField: Int] = [:]
        for field in fields {
            let now = LimitNumber(field, value: limits[field])
            guard let number = try form.number(field.key, in: 0...100_000),
                number != Int64(now.value)
            else { continue }
            guard (now.least...now.most).contains(Int(number)) else {
                throw ConsoleError.malformed(
                    Words.english.outside(now.label, now.least...now.most, now.unit))
            }
            changes[field] = Int(number) * field.unitSize
        }
        return changes
    }
}

/// One limit as the templates show it, in the unit people read.
struct LimitNumber: Sendable {
    let key: String
    let label: String
    let unit: String
    let value: Int
    let least: Int
    let most: Int

    init(_ field: LimitField, value: Int) {
        key = field.key
        label = Words.english.label(of: field)
        unit = field.unit
        self.value = value / field.unitSize
        least = field.allowedValues.lowerBound / field.unitSize
        most = field.allowedValues.upperBound / field.unitSize
    }
}

extension LimitField {
    /// How many of the key's own units make one that people read: times are typed in seconds.
    var unitSize: Int { key.hasSuffix("Milliseconds") ? 1000 : 1 }

    /// The unit that people read; empty where there is none.
    var unit: String {
        if key.hasSuffix("SatSeconds") { return "%·s" }
        if key.hasSuffix("Percent") { return "%" }
        if key.hasSuffix("Bpm") || key.hasSuffix("PerMinute") { return "/min" }
        return key.hasSuffix("econds") ? "s" : ""
    }
}
