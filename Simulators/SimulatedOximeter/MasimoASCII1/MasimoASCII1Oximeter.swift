public import SimulatedPatient

/// A Masimo Rad-8 set to ASCII 1: a line of text each second, by itself.
public struct MasimoASCII1Oximeter: EmulatedOximeter {
    private typealias Encoder = MasimoASCII1Encoder

    /// Masimo text.
    public static let family = OximeterFamily.masimoASCII1
    /// One line a second.
    public static let framesPerSecond = 1
    /// By four sources.
    public static let line: SimulatedLine? = SimulatedLine(baud: 9600)
    /// Nothing: it streams by itself.
    public static let startCommand: [UInt8] = []
    /// It has no word for the battery. Its lines carry the time of its clock.
    public static let canSay: Set<DeviceWord> = [
        .fingerOut, .searching, .sensorFault, .lowPerfusion, .motion, .perfusionIndex, .clock,
    ]
    private static let lowSpo2 = 90
    private static let untidyEvery = 10

    /// Without effect: the family has one way to say it.
    public var fingerOutForm = FingerOutForm.firmware
    /// What is wrong with the device now.
    public var conditions = DeviceConditions()
    /// Without effect: what the device stores cannot be read this way.
    public var memory: [SimulatedSession] = []
    /// How lines end. Both ways were seen, so it follows from the seed.
    public var lineEnd: MasimoASCII1Encoder.LineEnd
    /// Whether a NUL and an empty line come before every tenth line, as readers have reported.
    public var isUntidy = false

    private var measurement: ProbeMeasurement
    private var clock: DeviceClock
    private var linesDone = 0

    /// Makes the device; its small measuring errors, its clock and its line ends follow from `seed`.
    public init(seed: UInt64) {
        var habits = ProbeMeasurement.Habits(framesPerSecond: Self.framesPerSecond)
        habits.highestSpo2 = 100
        measurement = ProbeMeasurement(seed: seed, habits: habits)
        var random = SeededRandom(seed: seed)
        clock = DeviceClock(random: &random)
        lineEnd = seed.isMultiple(of: 2) ? .manual : .seen
    }

    /// Always.
    public var isStreaming: Bool { true }

    /// Takes bytes from the host and ignores them.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] { [] }

    /// Measures the person for one second; a line.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let reading = measurement.read(person, conditions)
        clock.advance(seconds: 1, driftPartsPerMillion: conditions.clockDriftPartsPerMillion)
        linesDone += 1
        let bytes = Encoder.bytes(of: line(reading), end: lineEnd)
        let isMessy = isUntidy && linesDone.isMultiple(of: Self.untidyEvery)
        return isMessy ? [0] + Array("\r\n".utf8) + bytes : bytes
    }

    private func line(_ reading: ProbeReading) -> Encoder.Line {
        var line = Encoder.Line(time: clock.time)
        line.exceptions = .set
        switch reading.display {
        case .value(let spo2Percent, let pulseBpm):
            (line.spo2Percent, line.pulseBpm) = (spo2Percent, pulseBpm)
            line.perfusionHundredths = reading.perfusionHundredths
            if reading.perfusion == .low { line.exceptions.insert(.lowPerfusion) }
            if reading.isMoving {
                line.exceptions.formUnion([.interference, .lowSignalQuality])
            }
            // Found by others by trial: 02 low oxygen, 10 an alarm is on.
            line.alarm = spo2Percent < Self.lowSpo2 ? 0x12 : 0
        case .searching: line.exceptions.insert(.pulseSearch)
        case .noFinger: line.exceptions.insert(.sensorOff)
        case .sensorFault: line.exceptions.insert(.sensorDefective)
        }
        return line
    }
}
