/// What one second of a pulse waveform says about the pulse.
public struct PulseSecond: Hashable, Sendable {
    /// The pulse rate from the waveform itself, a minute; nil without enough beats to believe.
    public let ownPulseBpm: Double?
    /// How well two detectors agree, 0 to 100; nil when there is no waveform.
    public let agreementPercent: UInt8?

    /// Makes one second's result.
    public init(ownPulseBpm: Double?, agreementPercent: UInt8?) {
        self.ownPulseBpm = ownPulseBpm
        self.agreementPercent = agreementPercent
    }
}
