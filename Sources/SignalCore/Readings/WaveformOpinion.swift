/// What our own beat finders think of the waveform, and since when they think ill of it.
///
/// Their doubt takes away reassurance only: it makes a value of 90 % or more `unreliable` and leaves
/// a lower one as it is. A person who stops breathing has a poor waveform as well, and a low value
/// that became `unreliable` would alarm as poor signal, later (85) or lower (90) than it does now.
struct WaveformOpinion: Sendable {
    /// How long a figure counts, in milliseconds; it is given once a second.
    static let currencyMilliseconds: Int64 = 3000
    /// Below this agreement there is no pulse to be made out. Own choice.
    static let unclearPercent = 50
    /// For so many seconds on end before it counts: a hand that moves once does not. Own choice.
    static let unclearSeconds = 5
    /// From this agreement on our own pulse is held against the device's. Own choice.
    static let surePercent = 80
    /// Devices average their pulse over several beats or seconds, so a difference must last: a
    /// pulse that changes fast differs for a while though both are right. Own choice.
    static let differingSeconds = 10

    private var agreementPercent: UInt8?
    private var ownPulseBpm: UInt16?
    private var takenAt: BootTime?
    private var unclear = 0
    private var differing = 0

    mutating func take(agreementPercent: UInt8?, ownPulseBpm: UInt16?, at: BootTime) {
        self.agreementPercent = agreementPercent.map { min($0, 100) }
        self.ownPulseBpm = ownPulseBpm
        takenAt = at
    }

    /// Ends a second: counts how long the waveform has been doubtful.
    mutating func second(devicePulseBpm: UInt16?, at: BootTime) {
        if !isCurrent(at) { (agreementPercent, ownPulseBpm, takenAt) = (nil, nil, nil) }
        let isUnclear = agreementPercent.map { Int($0) < Self.unclearPercent } ?? false
        unclear = isUnclear ? min(unclear + 1, Self.unclearSeconds) : 0
        let isSure = agreementPercent.map { Int($0) >= Self.surePercent } ?? false
        let differs = isSure && differs(from: devicePulseBpm)
        differing = differs ? min(differing + 1, Self.differingSeconds) : 0
    }

    var agreement: Int? { agreementPercent.map(Int.init) }

    /// How far our own pulse lies from the device's, in beats a minute.
    func difference(from devicePulseBpm: UInt16?) -> Int? {
        guard let ownPulseBpm, let devicePulseBpm else { return nil }
        return abs(Int(ownPulseBpm) - Int(devicePulseBpm))
    }

    /// Why a reassuring value is not to be relied on; `none` when there is no lasting doubt.
    var doubt: Reading.Reason {
        if unclear >= Self.unclearSeconds { return .waveUnclear }
        return differing >= Self.differingSeconds ? .pulseDiffers : .none
    }

    private func isCurrent(_ at: BootTime) -> Bool {
        takenAt.map { at.millisecondsSince($0) <= Self.currencyMilliseconds } ?? false
    }

    /// A pulse of twice or half the other is a beat counted double, by us or by the device: it
    /// lowers the quality and is no proof that the number belongs to something else.
    private func differs(from devicePulseBpm: UInt16?) -> Bool {
        guard let own = ownPulseBpm.map(Int.init), let device = devicePulseBpm.map(Int.init),
            abs(own - device) > SignalQuality.allowedPulseDifferenceBpm
        else { return false }
        return !Self.isDouble(own, of: device) && !Self.isDouble(device, of: own)
    }

    /// Within a tenth of twice as many.
    private static func isDouble(_ more: Int, of less: Int) -> Bool {
        abs(more - 2 * less) * 10 <= 2 * less
    }
}
