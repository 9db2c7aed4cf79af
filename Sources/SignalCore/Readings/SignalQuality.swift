/// What is known about the signal of one second, and one number made of it.
///
/// `score` is the product of eight shares, each 0 to 100 %, rounded down once; whatever is not known
/// counts as 100. Each share only falls when its own fact gets worse, so the score never rises then.
/// Oxygen and pulse values are no part of it: a low value is not a worse signal.
public struct SignalQuality: Equatable, Sendable {
    /// What the device's own flags say about the second.
    public enum DeviceWord: Int, CaseIterable, Comparable, Sendable {
        /// Nothing against the signal.
        case good = 100
        /// Less blood moves than the device likes.
        case marginal = 80
        /// Low perfusion, or searching for too long.
        case poor = 50

        /// Orders from worse to better.
        public static func < (left: DeviceWord, right: DeviceWord) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// From here up the perfusion index counts in full, in hundredths of a percent. Own choice:
    /// makers call values under about 1 % weak and still give numbers far below.
    public static let fullPerfusionHundredths = 100
    /// From here up the agreement of the beat finders counts in full, in percent. Own choice: a few
    /// early beats in a minute are no poor signal.
    public static let fullAgreementPercent = 90
    /// Up to here a difference of pulse rates says nothing, in beats a minute.
    public static let allowedPulseDifferenceBpm = 10
    /// No share but those of strength, usable values and repetition falls below this: one hint
    /// alone does not make a signal worthless.
    public static let leastShare = 20

    /// The device's signal strength, 0 to 100 % of its scale.
    public var strengthPercent = 100
    /// Samples that carried a value, 0 to 100 % of those with a place for one.
    public var usablePercent = 100
    /// Samples the device called disturbed, 0 to 100 %.
    public var disturbedPercent = 0
    /// The worst that the device's flags said.
    public var deviceWord = DeviceWord.good
    /// The perfusion index in hundredths of a percent; `nil` when the device gives none.
    public var perfusionHundredths: Int?
    /// The value moved faster than blood can.
    public var isUnsteady = false
    /// The device repeats itself.
    public var isStuck = false
    /// Beats that two beat finders place within 150 ms of one another, 0 to 100 %; `nil` when
    /// there is no waveform.
    public var agreementPercent: Int?
    /// How far the waveform's own pulse lies from the device's, in beats a minute; `nil` when one
    /// of them is not known.
    public var pulseDifferenceBpm: Int?

    /// A signal nothing is known against.
    public init() {}

    /// The quality, 0 to 100.
    public var score: UInt8 {
        if isStuck { return 0 }
        let device =
            Self.bounded(strengthPercent) * Self.bounded(usablePercent) * deviceWord.rawValue
            * (100 - Self.bounded(disturbedPercent) / 2)
        let own = (isUnsteady ? 50 : 100) * perfusionShare * agreementShare * pulseShare
        // Eight shares: 100⁸ = 10¹⁶ fits, and the one division rounds once.
        return UInt8(clamping: device * own / 100_000_000_000_000)
    }

    /// 20 % at no perfusion, rising in a straight line.
    private var perfusionShare: Int {
        Self.rising(perfusionHundredths, full: Self.fullPerfusionHundredths)
    }

    private var agreementShare: Int {
        Self.rising(agreementPercent, full: Self.fullAgreementPercent)
    }

    /// 4 % less for each beat a minute above the allowed difference: 30 bpm apart is the least.
    private var pulseShare: Int {
        guard let difference = pulseDifferenceBpm else { return 100 }
        let over = min(max(difference - Self.allowedPulseDifferenceBpm, 0), 100)
        return max(Self.leastShare, 100 - 4 * over)
    }

    private static func rising(_ value: Int?, full: Int) -> Int {
        guard let value else { return 100 }
        return leastShare + (100 - leastShare) * min(max(value, 0), full) / full
    }

    private static func bounded(_ percent: Int) -> Int { min(max(percent, 0), 100) }
}
