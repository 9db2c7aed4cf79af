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
    /// No finger in the probe, or the probe is off the finger: there is no value.
    @inlinable
    public static var fingerOut: SampleFlags { SampleFlags(rawValue: 1 << 1) }
    /// The device looks for a pulse, or has lost it: there is no value.
    @inlinable
    public static var searching: SampleFlags { SampleFlags(rawValue: 1 << 2) }
    /// The device has looked for a pulse for too long.
    @inlinable
    public static var searchingTooLong: SampleFlags { SampleFlags(rawValue: 1 << 3) }
    /// The device itself says that oxygen is low or dropping.
    @inlinable
    public static var oxygenDropping: SampleFlags { SampleFlags(rawValue: 1 << 4) }
    /// The sensor is unplugged, broken or not known to the device: there is no value.
    @inlinable
    public static var sensorFault: SampleFlags { SampleFlags(rawValue: 1 << 5) }
    /// Little blood moves under the sensor. The value stands, on a weak signal.
    @inlinable
    public static var lowPerfusion: SampleFlags { SampleFlags(rawValue: 1 << 6) }
    /// Less blood moves than the device likes, enough for it to be sure of its value.
    @inlinable
    public static var marginalPerfusion: SampleFlags { SampleFlags(rawValue: 1 << 7) }
    /// The device sees something in the waveform that no heart makes, or calls its signal poor.
    @inlinable
    public static var artifact: SampleFlags { SampleFlags(rawValue: 1 << 8) }
    /// Movement or light disturbs the device.
    @inlinable
    public static var interference: SampleFlags { SampleFlags(rawValue: 1 << 9) }
    /// The device's battery is low.
    @inlinable
    public static var lowBattery: SampleFlags { SampleFlags(rawValue: 1 << 10) }
    /// The device's own alarm is on.
    @inlinable
    public static var deviceAlarm: SampleFlags { SampleFlags(rawValue: 1 << 11) }
    /// The device's own alarm is silenced or switched off: it will not call anyone.
    @inlinable
    public static var deviceAlarmSilenced: SampleFlags { SampleFlags(rawValue: 1 << 12) }
    /// From the device's memory, not measured now.
    @inlinable
    public static var stored: SampleFlags { SampleFlags(rawValue: 1 << 13) }

    /// The device sees no row of good pulses. A number beside it stands, on a signal that nobody can
    /// rely on; without one the device looks for a pulse.
    @inlinable
    public static var outOfTrack: SampleFlags { SampleFlags(rawValue: 1 << 14) }

    /// Flags that come with no value, whatever number stands in the frame.
    @inlinable
    public static var noReading: SampleFlags { [.fingerOut, .searching, .sensorFault] }

    private static let names: [(SampleFlags, String)] = [
        (.beep, "beep"), (.fingerOut, "finger-out"), (.searching, "searching"),
        (.searchingTooLong, "searching-too-long"), (.oxygenDropping, "oxygen-dropping"),
        (.sensorFault, "sensor-fault"), (.lowPerfusion, "low-perfusion"),
        (.marginalPerfusion, "marginal-perfusion"), (.artifact, "artifact"),
        (.interference, "interference"), (.lowBattery, "low-battery"),
        (.deviceAlarm, "device-alarm"), (.deviceAlarmSilenced, "device-alarm-silenced"),
        (.stored, "stored"), (.outOfTrack, "out-of-track"),
    ]

    /// The flags' names in a fixed order, as `spotter decode` prints them.
    public var names: [String] { Self.names.filter { contains($0.0) }.map(\.1) }
}
