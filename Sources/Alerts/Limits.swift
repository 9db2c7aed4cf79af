/// The numbers alerts use: versioned by an author, frozen into every watch.
///
/// Stored as whole numbers with the unit in the key, so a ledger entry can hold them and give them
/// back exactly. Immutable: another number is another version.
public struct Limits: Equatable, Sendable {
    /// Counts up with each change at a site.
    public let version: Int
    /// The handle that signed this version.
    public let author: String
    private var values: [Int]

    /// Spotter's own defaults, before a site's clinical lead has signed any.
    public static let spotterDefaults = Limits(
        version: 1, author: "spotter-defaults", values: LimitField.allCases.map(\.standardValue))

    private init(version: Int, author: String, values: [Int]) {
        self.version = version
        self.author = author
        self.values = values
    }

    /// Reads limits back from names and numbers. Unknown names are ignored, so an older station can
    /// read a newer entry, and numbers that came after the first release take their defaults when
    /// absent, so a newer station can read an older one. Throws `LimitsError` when another one is
    /// missing, one is out of range, or two contradict each other.
    public init(
        version: Int, author: String, fields: [(name: String, value: Int)]
    ) throws(LimitsError) {
        var found: [Int?] = LimitField.allCases.map { _ in nil }
        for field in fields {
            if let slot = LimitField(key: field.name)?.rawValue { found[slot] = field.value }
        }
        for field in LimitField.allCases where field.isLater {
            found[field.rawValue] = found[field.rawValue] ?? field.standardValue
        }
        let missing = LimitField.allCases.filter { found[$0.rawValue] == nil }.map(\.key)
        guard missing.isEmpty else { throw .missing(missing) }
        self.init(version: version, author: author, values: found.compactMap(\.self))
        try check()
    }

    /// These limits with some numbers changed, as a new version. Throws `LimitsError`.
    public func changing(
        _ changes: [LimitField: Int], version: Int, author: String
    ) throws(LimitsError) -> Limits {
        var changed = Limits(version: version, author: author, values: values)
        for (field, value) in changes { changed.values[field.rawValue] = value }
        try changed.check()
        return changed
    }

    /// One number, in the unit its key names.
    public subscript(field: LimitField) -> Int { values[field.rawValue] }

    /// Every number with its key, in the table's order.
    public var fields: [(name: String, value: Int)] {
        LimitField.allCases.map { (name: $0.key, value: self[$0]) }
    }

    /// Oxygen is low below this, in percent.
    public var lowPercent: Int { self[.lowPercent] }

    /// Oxygen is critical below this, in percent: the critical limit or the rapid drop below the
    /// low limit, whichever is reached first. One condition.
    public var criticalPercent: Int {
        max(self[.criticalPercent], self[.lowPercent] - self[.rapidDropPercent])
    }

    /// What a site may choose for SatSeconds; 0 keeps the delay.
    public static let satSecondsSettings = [0, 10, 25, 50, 100]

    /// True when alerts of the oximeter stay until someone resets them.
    public var latches: Bool { self[.latchesAlerts] == 1 }

    private func check() throws(LimitsError) {
        for field in LimitField.allCases where !field.allowedValues.contains(self[field]) {
            throw .outOfRange(
                name: field.key, value: self[field], allowed: field.allowedValues)
        }
        guard self[.criticalPercent] < self[.lowPercent] else {
            throw .contradiction("The critical limit must lie below the low limit.")
        }
        guard self[.lowPercent] <= self[.finePercent] else {
            throw .contradiction("Oxygen cannot be fine below the low limit.")
        }
        guard self[.silenceDefaultSeconds] <= self[.silenceMaxSeconds] else {
            throw .contradiction("The usual silence must not be longer than the longest.")
        }
        guard
            self[.signalLostLowMilliseconds] <= self[.signalLostMediumMilliseconds],
            self[.signalLostMediumMilliseconds] <= self[.signalLostHighMilliseconds]
        else { throw .contradiction("A lost signal must grow more urgent with time.") }
        guard self[.lowPercent] <= self[.cautionPercent] else {
            throw .contradiction("The caution limit must not lie below the low limit.")
        }
        guard self[.pulseLowBpm] + 2 * self[.pulseClearMarginBpm] < self[.pulseHighBpm] else {
            throw .contradiction("The pulse limits leave no good pulse between them.")
        }
        guard Self.satSecondsSettings.contains(self[.oxygenLowSatSeconds]) else {
            throw .contradiction("SatSeconds must be 10, 25, 50 or 100, or 0 for the delay.")
        }
        guard self[.reCheckCountsAfterMilliseconds] <= self[.reCheckMilliseconds] else {
            throw .contradiction("A look when the re-check is due must count as one.")
        }
    }
}
