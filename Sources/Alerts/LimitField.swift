/// One number that alerts use; its name is its key in the ledger and carries the unit.
/// Every default is for the site's clinical lead to sign, and says where it comes from.
public enum LimitField: Int, CaseIterable, Sendable {
    /// Oxygen is low below this. 90: outcome of the British Columbia sites' oximetry study.
    case lowPercent
    /// Oxygen is critical below this. 85: factory low limits may not lie below it (ISO 80601-2-61).
    case criticalPercent
    /// So far below the low limit is critical too. 5: Masimo's Rapid Desat.
    case rapidDropPercent
    /// Oxygen is fine from this on. 94: oxygen target in Canadian site protocols.
    case finePercent
    /// A fall of so many points within the last minute is falling. 4: AASM's larger drop.
    case fallingPercent
    /// Low oxygen must last so long. 5 s: Masimo Radical-7's default.
    case oxygenLowDelayMilliseconds
    /// Low oxygen on a poor signal must last so long. 5 s: the same as on a good one.
    case poorSignalDelayMilliseconds
    /// Good means so many points above the limit. 2: own choice, an oximeter's usual accuracy.
    case clearMarginPercent
    /// Good must last so many measured seconds. 10: own choice, above every averaging time.
    case clearSeconds
    /// Without a usable value so long: low. 5 s: own choice.
    case signalLostLowMilliseconds
    /// Without a usable value so long: medium. 10 s: own choice, within GE's 10 to 20 s delays.
    case signalLostMediumMilliseconds
    /// Without a usable value so long: high. 30 s: ISO 80601-2-61's longest current value.
    case signalLostHighMilliseconds
    /// A signal is back after so many usable seconds. 5: own choice.
    case signalBackSeconds
    /// No reading for so long counts as silence. 3 s: the longest a value may be current.
    case silentLinkMilliseconds
    /// Sound stays off so long after an acknowledgement. 120 s: the usual cap of an audio pause.
    case acknowledgeSeconds
    /// Sound stays off so long after a silence. 60 s: middle of Masimo's 30, 60 and 120.
    case silenceDefaultSeconds
    /// The longest silence anyone can ask for. 120 s: the usual cap of an audio pause.
    case silenceMaxSeconds
    /// So many points below the value at silencing breaks a silence. 3: AASM's smaller drop.
    case silenceBreakPercent
    /// A high alert nobody acknowledges escalates after so long. 30 s: own choice.
    case unattendedMilliseconds
    /// Fewer counted breaths a minute are not breathing. 10: trigger in the Sydney site's protocol.
    case fewestBreathsPerMinute
    /// The awake state is unknown after so long. 5 min: own choice.
    case awakeUnknownMilliseconds
    /// The same when it was pain or unresponsive. 2 min: Ontario's 2 to 3 min before acting again.
    case awakeUnknownDeepMilliseconds
    /// The same when it was voice and oxygen is fine. 15 min: own choice, after POSS practice.
    case awakeUnknownAsleepMilliseconds
    /// Look again so long after a treatment began. 3 min: Ontario 2 to 3, British Columbia 3 to 5.
    case reCheckMilliseconds
    /// An observation counts as that look from so long after on. 2 min: Ontario's shorter time.
    case reCheckCountsAfterMilliseconds
    /// A re-check due for so long is medium. 2 min: together British Columbia's 5 min.
    case reCheckMediumMilliseconds
    /// A dose may wear off for so long. 120 min: AHA's two hours of watching.
    case reSedationWatchMilliseconds
    /// Oxygen is at the caution level below this. 94: oxygen target in Canadian site protocols.
    case cautionPercent
    /// Caution must last so long. 10 s: own choice, above a quick dip.
    case cautionDelayMilliseconds
    /// Falling must last so long. 5 s: the same as low oxygen.
    case fallingDelayMilliseconds
    /// No fall for so many measured seconds ends falling. 30 s: own choice.
    case fallingClearSeconds
    /// The pulse is slow below this many beats a minute. 50: own choice, a site's to sign.
    case pulseLowBpm
    /// The pulse is fast above this many beats a minute. 130: own choice, a site's to sign.
    case pulseHighBpm
    /// A slow or fast pulse must last so long. 15 s: own choice.
    case pulseDelayMilliseconds
    /// Good means so many beats a minute on the good side of the limit. 5: own choice.
    case pulseClearMarginBpm
    /// No pulse on a probe that is on must last so long. 5 s: own choice.
    case pulseLostDelayMilliseconds
    /// SatSeconds instead of the delay of low oxygen: 10, 25, 50 or 100 (Nellcor); 0 for the delay.
    case oxygenLowSatSeconds
    /// Breaths count so long while oxygen is on. 2 min: Ontario's shorter time.
    case breathsCountMilliseconds
    /// Reminders within the time a dose may wear off come so far apart. 30 min: own choice.
    case reSedationReminderMilliseconds
    /// The longest pause of a watch. 3 min: own choice.
    case pauseMilliseconds
    /// A probe back on after so long asks who it is on. 30 s: own choice.
    case asksWhoMilliseconds
    /// 1 when alerts of the oximeter stay until someone resets them, 0 when they end by themselves.
    case latchesAlerts

    /// Numbers added after the first release: an entry from before takes their defaults, and keeps
    /// every other number it was frozen with.
    var isLater: Bool { rawValue > LimitField.reSedationWatchMilliseconds.rawValue }

    /// The default and the range a site may choose from. Upper ends keep a mute short and a delay
    /// from becoming an alert that is off.
    var row: (standard: Int, allowed: ClosedRange<Int>) {
        switch self {
        case .lowPercent: (90, 85...95)
        case .criticalPercent: (85, 70...94)
        case .rapidDropPercent: (5, 1...10)
        case .finePercent: (94, 90...98)
        case .fallingPercent: (4, 2...10)
        case .oxygenLowDelayMilliseconds, .poorSignalDelayMilliseconds: (5000, 0...15_000)
        case .clearMarginPercent: (2, 1...4)
        case .clearSeconds: (10, 5...60)
        case .signalLostLowMilliseconds: (5000, 0...10_000)
        case .signalLostMediumMilliseconds: (10_000, 0...20_000)
        case .signalLostHighMilliseconds: (30_000, 0...60_000)
        case .signalBackSeconds: (5, 2...30)
        case .silentLinkMilliseconds: (3000, 1000...3000)
        case .acknowledgeSeconds, .silenceMaxSeconds: (120, 10...120)
        case .silenceDefaultSeconds: (60, 10...120)
        case .silenceBreakPercent: (3, 1...3)
        case .unattendedMilliseconds: (30_000, 10_000...60_000)
        case .fewestBreathsPerMinute: (10, 6...14)
        case .awakeUnknownMilliseconds: (300_000, 60_000...900_000)
        case .awakeUnknownDeepMilliseconds: (120_000, 30_000...300_000)
        case .awakeUnknownAsleepMilliseconds: (900_000, 120_000...1_800_000)
        case .reCheckMilliseconds: (180_000, 60_000...300_000)
        case .reCheckCountsAfterMilliseconds: (120_000, 0...300_000)
        case .reCheckMediumMilliseconds: (120_000, 30_000...300_000)
        case .reSedationWatchMilliseconds: (7_200_000, 3_600_000...14_400_000)
        default: laterRow
        }
    }

    private var laterRow: (standard: Int, allowed: ClosedRange<Int>) {
        switch self {
        case .cautionPercent: (94, 88...97)
        case .cautionDelayMilliseconds: (10_000, 0...30_000)
        case .fallingDelayMilliseconds: (5000, 0...15_000)
        case .fallingClearSeconds: (30, 10...60)
        case .pulseLowBpm: (50, 30...60)
        case .pulseHighBpm: (130, 100...180)
        case .pulseDelayMilliseconds: (15_000, 0...30_000)
        case .pulseClearMarginBpm: (5, 1...10)
        case .pulseLostDelayMilliseconds: (5000, 0...10_000)
        case .oxygenLowSatSeconds: (0, 0...100)
        case .breathsCountMilliseconds: (120_000, 60_000...300_000)
        case .reSedationReminderMilliseconds: (1_800_000, 600_000...3_600_000)
        case .pauseMilliseconds: (180_000, 30_000...180_000)
        case .asksWhoMilliseconds: (30_000, 10_000...60_000)
        default: (0, 0...1)
        }
    }

    /// Spotter's default, in the unit the key names.
    public var standardValue: Int { row.standard }
    /// What a site may choose, in the unit the key names.
    public var allowedValues: ClosedRange<Int> { row.allowed }

    /// The key in the ledger and in settings, such as `lowPercent`.
    public var key: String { String(describing: self) }

    /// Reads a key back; `nil` for any other word.
    public init?(key: String) {
        guard let found = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = found
    }
}
