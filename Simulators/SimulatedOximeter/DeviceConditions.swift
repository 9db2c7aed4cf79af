/// What is wrong with a simulated device. All off at first; a fault switches them on and off again.
public struct DeviceConditions: Equatable, Sendable {
    /// No finger, said in this form, whatever the person does.
    public var fingerOut: FingerOutForm?
    /// The device finds no pulse, though a finger may be in.
    public var searching = false
    /// The battery is low; left out by families without a bit for it.
    public var lowBattery = false
    /// The sensor is unplugged or broken; families without a word for it say "no finger".
    public var sensorFault = false
    /// How much too fast the device's own clock runs, in millionths; negative for too slow. Seen in
    /// families that send the time of their own clock.
    public var clockDriftPartsPerMillion = 0.0

    /// Nothing is wrong.
    public init() {}
}

/// What a family may have a bit or a code for.
public enum DeviceWord: String, CaseIterable, Sendable {
    /// No finger in the probe.
    case fingerOut = "finger-out"
    /// The device looks for a pulse.
    case searching
    /// The sensor is unplugged or broken, told apart from a missing finger.
    case sensorFault = "sensor-fault"
    /// The battery is low.
    case lowBattery = "low-battery"
    /// Little blood moves under the sensor.
    case lowPerfusion = "low-perfusion"
    /// Movement disturbs the measurement.
    case motion
    /// The pulse wave.
    case wave
    /// A perfusion index in percent.
    case perfusionIndex = "perfusion-index"
    /// The time of the device's own clock, so that its drift is seen.
    case clock
    /// Stored sessions that can be read out.
    case memory
}
