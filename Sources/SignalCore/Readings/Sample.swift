/// What a device sent in one frame, in shared words. `nil` means the device gave no value: never 0,
/// never 127, never the last value.
public struct Sample: Equatable, Sendable {
    /// Oxygen saturation, 1 to 100 %.
    public var spo2Percent: UInt8?
    /// Pulse rate in beats a minute, 1 to 510.
    public var pulseBpm: UInt16?
    /// One point of the pulse waveform in the device's own units (Contec: 0 to 127).
    public var pleth: UInt16?
    /// Perfusion index in hundredths of a percent.
    public var perfusionHundredths: UInt16?
    /// Signal strength as a share of the device's own scale, 0 to 100.
    public var strengthPercent: UInt8?
    /// What the device said about this frame.
    public var flags: SampleFlags
    /// Whether frames of this kind have a place for an oxygen value. False for a frame of waveform
    /// alone, of which many come between two values: its lack of a value says nothing.
    public var carriesNumbers: Bool

    /// Makes a sample; leave out whatever the device did not say.
    @inlinable
    public init(
        spo2Percent: UInt8? = nil, pulseBpm: UInt16? = nil, pleth: UInt16? = nil,
        perfusionHundredths: UInt16? = nil, strengthPercent: UInt8? = nil,
        flags: SampleFlags = [], carriesNumbers: Bool = true
    ) {
        self.spo2Percent = spo2Percent
        self.pulseBpm = pulseBpm
        self.pleth = pleth
        self.perfusionHundredths = perfusionHundredths
        self.strengthPercent = strengthPercent
        self.flags = flags
        self.carriesNumbers = carriesNumbers
    }
}
