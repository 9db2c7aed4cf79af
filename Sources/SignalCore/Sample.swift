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

    /// Makes a sample; leave out whatever the device did not say.
    @inlinable
    public init(
        spo2Percent: UInt8? = nil, pulseBpm: UInt16? = nil, pleth: UInt16? = nil,
        perfusionHundredths: UInt16? = nil, strengthPercent: UInt8? = nil,
        flags: SampleFlags = []
    ) {
        self.spo2Percent = spo2Percent
        self.pulseBpm = pulseBpm
        self.pleth = pleth
        self.perfusionHundredths = perfusionHundredths
        self.strengthPercent = strengthPercent
        self.flags = flags
    }
}

/// What a device says about a frame, in words all families share.
public struct SampleFlags: OptionSet, Hashable, Sendable {
    /// One bit a flag.
    public let rawValue: UInt16
    /// Makes a set from its bits.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The device marks a heart beat.
    @inlinable
    public static var beep: SampleFlags { SampleFlags(rawValue: 1 << 0) }
    /// No finger in the probe, or a probe error: there is no value.
    @inlinable
    public static var fingerOut: SampleFlags { SampleFlags(rawValue: 1 << 1) }
    /// The device looks for a pulse: there is no value.
    @inlinable
    public static var searching: SampleFlags { SampleFlags(rawValue: 1 << 2) }
    /// The device has looked for a pulse for too long.
    @inlinable
    public static var searchingTooLong: SampleFlags { SampleFlags(rawValue: 1 << 3) }
    /// The device itself says that oxygen is low or dropping.
    @inlinable
    public static var oxygenDropping: SampleFlags { SampleFlags(rawValue: 1 << 4) }

    /// Flags that come with no value, whatever number stands in the frame.
    @inlinable
    public static var noReading: SampleFlags { [.fingerOut, .searching] }

    private static let names: [(SampleFlags, String)] = [
        (.beep, "beep"), (.fingerOut, "finger-out"), (.searching, "searching"),
        (.searchingTooLong, "searching-too-long"), (.oxygenDropping, "oxygen-dropping"),
    ]

    /// The flags' names in a fixed order, as `spotter decode` prints them.
    public var names: [String] { Self.names.filter { contains($0.0) }.map(\.1) }
}
