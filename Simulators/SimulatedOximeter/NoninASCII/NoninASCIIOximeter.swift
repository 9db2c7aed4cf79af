public import SimulatedPatient

/// A Nonin table unit: a line of text each second, by itself, after a heading at power-up. All that it
/// says of the finger is that there is no value.
public struct NoninASCIIOximeter: EmulatedOximeter {
    /// Nonin text.
    public static let family = OximeterFamily.noninASCII
    /// One line a second.
    public static let framesPerSecond = 1
    /// Units of the 8500 kind send a ninth bit that is always high: a receiver takes it for the stop.
    public static let line: SimulatedLine? = SimulatedLine(baud: 9600)
    /// Nothing: it streams by itself.
    public static let startCommand: [UInt8] = []
    /// Nothing: dashes have many reasons.
    public static let canSay: Set<DeviceWord> = []
    /// What the heading says is ours; the manuals only tell that there is one.
    private static let heading = Array("NONIN PULSE OXIMETER\r\n".utf8)

    /// Without effect: the family has one way to say it.
    public var fingerOutForm = FingerOutForm.firmware
    /// What is wrong with the device now.
    public var conditions = DeviceConditions()
    /// Without effect: the device stores nothing.
    public var memory: [SimulatedSession] = []
    /// Whether the device prints its time before the values, as the 8600V and 9847 do.
    public var printsTime = false
    /// Whether the switch for quick answers is up.
    public var isFast = false

    private var measurement: NoninMeasurement
    private var clock: DeviceClock
    private var hasHeading = false

    /// Makes the device; its small measuring errors and its clock follow from `seed`.
    public init(seed: UInt64) {
        measurement = NoninMeasurement(seed: seed, framesPerSecond: Self.framesPerSecond)
        var random = SeededRandom(seed: seed)
        clock = DeviceClock(random: &random)
    }

    /// Always.
    public var isStreaming: Bool { true }

    /// Takes bytes from the host and ignores them.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] { [] }

    /// Measures the person for one second; a line, and before the first one the heading.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let frame = measurement.read(person, conditions)
        clock.advance(seconds: 1, driftPartsPerMillion: conditions.clockDriftPartsPerMillion)
        var line = NoninASCIIEncoder.Line()
        line.time = printsTime ? clock.time : nil
        line.spo2Percent = frame.recorded.spo2Percent
        line.pulseBpm = frame.recorded.pulseBpm
        line.isFast = isFast
        let bytes = NoninASCIIEncoder.bytes(of: line)
        defer { hasHeading = true }
        return hasHeading ? bytes : Self.heading + bytes
    }
}
