public import SignalCore

/// When the station itself must sound: whenever no screen confirms that it does.
///
/// Pure: every moment is handed in.
public struct SoundingRule: Sendable {
    /// How long screens have to confirm a new high or medium alert: 2 s.
    public static let graceMilliseconds: Int64 = 2_000
    /// A screen that confirmed once and then fell silent counts for so long.
    public let trustMilliseconds: Int64
    private var wantedSince: BootTime?
    private var confirmations: [String: BootTime] = [:]

    /// Makes the rule; `trustMilliseconds` is longer than screens take between two confirmations.
    public init(trustMilliseconds: Int64 = 5_000) { self.trustMilliseconds = trustMilliseconds }

    /// A high or medium alert is to be heard, or none is any more. Going on from one alert to the
    /// next starts no new grace.
    public mutating func wants(_ isWanted: Bool, at now: BootTime) {
        if !isWanted {
            wantedSince = nil
            confirmations.removeAll()
        } else if wantedSince == nil {
            wantedSince = now
        }
    }

    /// A screen says whether it sounds at this moment.
    public mutating func console(_ name: String, isSounding: Bool, at now: BootTime) {
        if isSounding, wantedSince != nil {
            confirmations = confirmations.filter { isTrusted($0.value, at: now) }
            confirmations[name] = now
        } else {
            confirmations[name] = nil
        }
    }

    /// True when the station must sound now.
    public func stationSounds(at now: BootTime) -> Bool {
        guard let wantedSince else { return false }
        if confirmations.values.contains(where: { isTrusted($0, at: now) }) { return false }
        return now.millisecondsSince(wantedSince) >= Self.graceMilliseconds
    }

    private func isTrusted(_ confirmed: BootTime, at now: BootTime) -> Bool {
        now.millisecondsSince(confirmed) < trustMilliseconds
    }
}
