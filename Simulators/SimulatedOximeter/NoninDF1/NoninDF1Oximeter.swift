public import SimulatedPatient

/// A Nonin oximeter in data format 1: three bytes a second, by itself. A missing finger is only seen
/// in missing values.
public struct NoninDF1Oximeter: EmulatedOximeter {
    /// Nonin data format 1.
    public static let family = OximeterFamily.noninDF1
    /// One message a second.
    public static let framesPerSecond = 1
    /// As all of Nonin's devices.
    public static let line: SimulatedLine? = SimulatedLine(baud: 9600)
    /// Nothing: it streams by itself.
    public static let startCommand: [UInt8] = []
    /// It has no bit for a missing finger and none for the battery.
    public static let canSay: Set<DeviceWord> = [
        .searching, .sensorFault, .lowPerfusion, .motion,
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

    /// Takes bytes from the host and ignores them.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] { [] }

    /// Measures the person for one second; three bytes.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let frame = measurement.read(person, conditions)
        var second = NoninDF1Encoder.Second()
        second.isDisconnected = frame.isDisconnected
        second.isOutOfTrack = frame.isOutOfTrack
        second.hasLowPerfusion = frame.reading.values != nil && frame.reading.perfusion == .low
        second.hasMarginalPerfusion =
            frame.reading.values != nil && frame.reading.perfusion == .marginal
        second.hasArtifact = frame.hasArtifact
        second.pulseBpm = frame.recorded.pulseBpm
        second.spo2Percent = frame.recorded.spo2Percent
        return NoninDF1Encoder.bytes(of: second)
    }
}
