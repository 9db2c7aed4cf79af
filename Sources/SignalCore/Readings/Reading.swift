/// One second of one oximeter, judged: what a person may rely on.
public struct Reading: Equatable, Sendable {
    /// How far a reading can be relied on.
    public enum State: UInt8, Sendable {
        /// A current value on a usable signal.
        case measured
        /// A current value the signal does not support well. Still shown, still alarms when low.
        case unreliable
        /// No value; the reason says why.
        case absent
    }

    /// Why a reading is not `measured`.
    public enum Reason: UInt8, CaseIterable, Sendable {
        /// Nothing is wrong.
        case none
        /// No finger in the probe.
        case fingerOut
        /// The device looks for a pulse.
        case searching
        /// The device says its signal is weak.
        case weakSignal
        /// The value moved faster than blood can, or the second was mostly without value.
        case unsteady
        /// Frames come but carry no oxygen value.
        case noValue
        /// The device sends nothing.
        case silent
        /// There is no device.
        case gone
        /// The sensor is unplugged or broken, says the device.
        case sensorFault
        /// Movement or light disturbs the device, says the device.
        case disturbed
        /// The device sends the same thing again and again, as one that hangs does.
        case stuck
        /// The waveform shows no pulse that two beat finders agree on.
        case waveUnclear
        /// The device's pulse is not the one its waveform shows.
        case pulseDiffers
    }

    /// The end of the second this reading stands for.
    public var at: BootTime
    /// How far it can be relied on.
    public var state: State
    /// Why it is not `measured`.
    public var reason: Reason
    /// Oxygen saturation, 1 to 100 %; `nil` exactly when `state` is `absent`.
    public var spo2Percent: UInt8?
    /// Pulse rate in beats a minute; `nil` when the device gave none.
    public var pulseBpm: UInt16?
    /// How good the signal is, 0 to 100.
    public var quality: UInt8
    /// The lowest oxygen value seen within this second when it is lower than `spo2Percent`, also
    /// when the second ends without a value. People see the newest value; alerts judge the lowest,
    /// so a low value between two seconds' ends cannot vanish.
    public var dippedToPercent: UInt8?
    /// What the device said within this second, beats left out; while a value is still current
    /// though nothing came, what it said last.
    public var flags: SampleFlags

    /// The value alerts judge: the lowest of this second, whatever the second ended with.
    public var judgedPercent: UInt8? { dippedToPercent ?? spo2Percent }

    /// Makes a reading.
    public init(
        at: BootTime, state: State, reason: Reason, spo2Percent: UInt8? = nil,
        pulseBpm: UInt16? = nil, quality: UInt8 = 0, dippedToPercent: UInt8? = nil,
        flags: SampleFlags = []
    ) {
        self.at = at
        self.state = state
        self.reason = reason
        self.spo2Percent = spo2Percent
        self.pulseBpm = pulseBpm
        self.quality = quality
        self.dippedToPercent = dippedToPercent
        self.flags = flags
    }

    /// A reading that says there is no value, and why.
    public static func absent(_ reason: Reason, at: BootTime) -> Reading {
        Reading(at: at, state: .absent, reason: reason)
    }
}
