public import SimulatedPatient

/// A Nonin oximeter in data format 7: 75 frames a second, by itself, with a wave of sixteen bits.
public struct NoninDF7Oximeter: EmulatedOximeter {
    /// Nonin data format 7.
    public static let family = OximeterFamily.noninDF7
    /// 75 a second by the vendor's document.
    public static let framesPerSecond = NoninStream.framesPerSecond
    /// As all of Nonin's devices.
    public static let line: SimulatedLine? = SimulatedLine(baud: 9600)
    /// Nothing: it streams by itself.
    public static let startCommand: [UInt8] = []
    /// Its clock is a count of thirds of a second.
    public static let canSay: Set<DeviceWord> = [
        .fingerOut, .searching, .sensorFault, .lowBattery, .lowPerfusion, .motion, .wave, .clock,
    ]

    /// Without effect: the family has one way to say it.
    public var fingerOutForm = FingerOutForm.firmware
    /// What is wrong with the device now.
    public var conditions = DeviceConditions()
    /// Without effect: this format hands out nothing stored.
    public var memory: [SimulatedSession] = []

    private var stream: NoninStream

    /// Makes the device; its small measuring errors and its clock follow from `seed`.
    public init(seed: UInt64) { stream = NoninStream(seed: seed) }

    /// Always.
    public var isStreaming: Bool { true }

    /// Takes bytes from the host and ignores them.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] { [] }

    /// Measures the person for one frame; five bytes.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let frame = stream.read(person, conditions)
        return NoninDF7Encoder.bytes(
            status: frame.status, pleth: UInt16(frame.wave * 65_535), slow: frame.slow)
    }
}
