public import SimulatedPatient

/// A Nonin oximeter in data format 8: four bytes a second, by itself. Oxygen is the value of the
/// device's screen, which stays for ten seconds after the finger has gone, with the alarm set.
public struct NoninDF8Oximeter: EmulatedOximeter {
    /// Nonin data format 8.
    public static let family = OximeterFamily.noninDF8
    /// One message a second.
    public static let framesPerSecond = 1
    /// As all of Nonin's devices.
    public static let line: SimulatedLine? = SimulatedLine(baud: 9600)
    /// Nothing: it streams by itself.
    public static let startCommand: [UInt8] = []
    /// A broken sensor and a missing finger are one alarm.
    public static let canSay: Set<DeviceWord> = [
        .fingerOut, .searching, .lowBattery, .lowPerfusion, .motion,
    ]

    /// Without effect: the family has one way to say it.
    public var fingerOutForm = FingerOutForm.firmware
    /// What is wrong with the device now.
    public var conditions = DeviceConditions()
    /// Without effect: this format hands out nothing stored.
    public var memory: [SimulatedSession] = []

    private var measurement: NoninMeasurement

    /// Makes the device; its small measuring errors follow from `seed`.
    public init(seed: UInt64) {
        measurement = NoninMeasurement(seed: seed, framesPerSecond: Self.framesPerSecond)
    }

    /// Always.
    public var isStreaming: Bool { true }

    /// Takes bytes from the host and ignores them: the format is set.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] { [] }

    /// Measures the person for one second; four bytes.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let frame = measurement.read(person, conditions)
        var second = NoninDF8Encoder.Second()
        second.isOutOfTrack = frame.isOutOfTrack
        second.hasLowPerfusion = frame.reading.values != nil && frame.reading.perfusion == .low
        second.hasMarginalPerfusion =
            frame.reading.values != nil && frame.reading.perfusion == .marginal
        second.hasArtifact = frame.hasArtifact
        second.pulseBpm = frame.recorded.pulseBpm
        second.shownSpo2Percent = frame.shown.spo2Percent
        second.isSmartPoint = frame.isSmartPoint
        second.hasSensorAlarm = frame.hasAlarm
        second.isBatteryLow = conditions.lowBattery
        return NoninDF8Encoder.bytes(of: second)
    }
}
