public import SimulatedPatient

/// A Berry oximeter on a wire: streams 100 frames a second by itself and takes no commands.
public struct BCIOximeter: EmulatedOximeter {
    private typealias Encoder = BCIEncoder
    /// Weaker than this, and while it searches, the device speaks of no signal. Ours, not measured.
    private static let lowestPerfusionHundredths = 20

    /// BCI.
    public static let family = OximeterFamily.bci
    /// 100 a second by the document and every published reader.
    public static let framesPerSecond = 100
    /// A guess: no public text names the speed of the wired models.
    public static let line: SimulatedLine? = SimulatedLine(baud: 115_200)
    /// Nothing: it streams by itself.
    public static let startCommand: [UInt8] = []
    /// It has no bit for the battery.
    public static let canSay: Set<DeviceWord> = [.fingerOut, .searching, .sensorFault, .wave]

    /// Without effect: the family has one way to say it.
    public var fingerOutForm = FingerOutForm.firmware
    /// What is wrong with the device now.
    public var conditions = DeviceConditions()
    /// Without effect: the device stores nothing.
    public var memory: [SimulatedSession] = []

    private var measurement: ProbeMeasurement

    /// Makes the device; its small measuring errors follow from `seed`.
    public init(seed: UInt64) {
        measurement = ProbeMeasurement(seed: seed, framesPerSecond: Self.framesPerSecond)
    }

    /// Always.
    public var isStreaming: Bool { true }

    /// Takes bytes from the host and ignores them.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] { [] }

    /// Measures the person for one frame; five bytes.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let reading = measurement.read(person, conditions)
        var live = Encoder.Live()
        live.strength = UInt8(reading.strength)
        live.pleth = UInt8(reading.wave * 100)
        live.bar = UInt8(reading.wave * 15)
        live.isBeep = reading.isBeep
        switch reading.display {
        case .value(let spo2Percent, let pulseBpm):
            (live.pulse, live.spo2) = (UInt8(pulseBpm), UInt8(spo2Percent))
        case .searching:
            live.isSearching = true
            live.hasNoSignal = reading.perfusionHundredths < Self.lowestPerfusionHundredths
        case .noFinger:
            live.hasNoFinger = true
        case .sensorFault:
            live.isProbeUnplugged = true
        }
        return Encoder.bytes(of: live)
    }
}
