import Alerts

/// What the limits are called.
extension Words {
    func outside(_ label: String, _ range: ClosedRange<Int>, _ unit: String) -> String {
        "\(label): from \(range.lowerBound) to \(range.upperBound) \(unit) is possible."
    }

    func label(of field: LimitField) -> String {
        switch field {
        case .lowPercent: "Oxygen low below"
        case .criticalPercent: "Oxygen very low below"
        case .rapidDropPercent: "Very low too: so far below low"
        case .finePercent: "Oxygen fine from"
        case .cautionPercent: "Oxygen caution below"
        case .cautionDelayMilliseconds: "Caution lasts"
        case .oxygenLowDelayMilliseconds: "Low lasts"
        case .oxygenLowSatSeconds: "SatSeconds instead (0: no)"
        case .poorSignalDelayMilliseconds: "Low on a poor signal lasts"
        case .fallingPercent: "Falling: points in a minute"
        case .fallingDelayMilliseconds: "Falling lasts"
        case .fallingClearSeconds: "No fall for"
        case .clearMarginPercent: "Good is so far above the limit"
        case .clearSeconds: "Good lasts"
        case .pulseLowBpm: "Pulse slow below"
        case .pulseHighBpm: "Pulse fast above"
        case .pulseDelayMilliseconds: "Slow or fast lasts"
        case .pulseClearMarginBpm: "Good pulse is so far inside"
        case .pulseLostDelayMilliseconds: "No pulse for"
        default: labelOfTime(field)
        }
    }

    private func labelOfTime(_ field: LimitField) -> String {
        switch field {
        case .signalLostLowMilliseconds: "No signal, low after"
        case .signalLostMediumMilliseconds: "No signal, medium after"
        case .signalLostHighMilliseconds: "No signal, high after"
        case .signalBackSeconds: "Signal is back after"
        case .silentLinkMilliseconds: "Oximeter silent after"
        case .acknowledgeSeconds: "Quiet after \"Seen\""
        case .silenceDefaultSeconds: "Quiet after a hush"
        case .silenceMaxSeconds: "Longest hush"
        case .silenceBreakPercent: "A hush breaks so far below"
        case .unattendedMilliseconds: "Nobody came: everywhere after"
        case .fewestBreathsPerMinute: "Not breathing below"
        case .awakeUnknownMilliseconds: "Awake unknown after"
        case .awakeUnknownDeepMilliseconds: "The same, not awake"
        case .awakeUnknownAsleepMilliseconds: "The same, still asleep"
        case .reCheckMilliseconds: "Re-check after"
        case .reCheckCountsAfterMilliseconds: "A look counts from"
        case .reCheckMediumMilliseconds: "Re-check medium after"
        case .reSedationWatchMilliseconds: "Dose may wear off for"
        case .reSedationReminderMilliseconds: "Reminders in it every"
        case .breathsCountMilliseconds: "Breaths count for"
        case .pauseMilliseconds: "Longest pause"
        case .asksWhoMilliseconds: "Asks who wears it after"
        case .latchesAlerts: "Alerts stay until seen (1: yes)"
        default: field.key
        }
    }
}
