public import SimulatedPatient

/// A Nellcor N-560 monitor: a line of text every two seconds, by itself, with headings between.
///
/// A pulse that gets lost stays on the screen for some seconds, marked `LP` or, in motion, `LM`.
public struct NellcorASCIIOximeter: EmulatedOximeter {
    private typealias Encoder = NellcorASCIIEncoder

    /// Nellcor text.
    public static let family = OximeterFamily.nellcorASCII
    /// A line comes at every second call.
    public static let framesPerSecond = 1
    /// By three sources; some monitors are set to 19 200.
    public static let line: SimulatedLine? = SimulatedLine(baud: 9600)
    /// Nothing: it streams by itself.
    public static let startCommand: [UInt8] = []
    /// Its lines carry the time of its clock.
    public static let canSay: Set<DeviceWord> = [
        .fingerOut, .searching, .sensorFault, .lowBattery, .motion, .clock,
    ]
    /// For so long the last values stand after the pulse was lost. Ours; that digits may stand beside
    /// these codes is all that is known.
    private static let secondsToHold = 6

    /// Without effect: the family has one way to say it.
    public var fingerOutForm = FingerOutForm.firmware
    /// What is wrong with the device now.
    public var conditions = DeviceConditions()
    /// Without effect: what the monitor stores cannot be read this way.
    public var memory: [SimulatedSession] = []
    /// The alarm limits; a change prints a new heading.
    public var limits = NellcorASCIIEncoder.Limits()

    private var measurement: ProbeMeasurement
    private var clock: DeviceClock
    private var secondsDone = 0
    private var linesToHeading = 0
    private var printedLimits = NellcorASCIIEncoder.Limits()
    private var lastValues: (spo2Percent: Int, pulseBpm: Int)?
    private var secondsWithoutPulse = 0

    /// Makes the monitor; its small measuring errors and its clock follow from `seed`.
    public init(seed: UInt64) {
        var habits = ProbeMeasurement.Habits(framesPerSecond: Self.framesPerSecond)
        habits.highestSpo2 = 100
        measurement = ProbeMeasurement(seed: seed, habits: habits)
        var random = SeededRandom(seed: seed)
        clock = DeviceClock(random: &random)
    }

    /// Always.
    public var isStreaming: Bool { true }

    /// Takes bytes from the host and ignores them.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] { [] }

    /// Measures the person for one second; at every second call a line, perhaps after a heading.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let reading = measurement.read(person, conditions)
        clock.advance(seconds: 1, driftPartsPerMillion: conditions.clockDriftPartsPerMillion)
        remember(reading)
        secondsDone += 1
        guard secondsDone % 2 == 0 else { return [] }
        var bytes: [UInt8] = []
        if linesToHeading == 0 || limits != printedLimits {
            bytes = Encoder.heading(limits)
            linesToHeading = Encoder.linesPerPage - 3
            printedLimits = limits
        }
        linesToHeading -= 1
        return bytes + Encoder.bytes(of: line(reading), limits: limits)
    }

    private mutating func remember(_ reading: ProbeReading) {
        if let values = reading.values {
            lastValues = values
            secondsWithoutPulse = 0
        } else {
            secondsWithoutPulse += 1
            if !reading.hasFinger { lastValues = nil }
        }
    }

    private func line(_ reading: ProbeReading) -> Encoder.Line {
        var line = Encoder.Line(time: clock.time)
        if conditions.lowBattery { line.status.battery = "LB" }
        switch reading.display {
        case .value(let spo2Percent, let pulseBpm):
            (line.spo2Percent, line.pulseBpm) = (spo2Percent, pulseBpm)
            // The capture's heights lie between 4 and 201; what they measure is not documented.
            line.amplitude = min(reading.perfusionHundredths / 10, 254)
            line.status.signal = reading.isMoving ? "MO" : ""
            line.status.spo2 = Self.code(spo2Percent, limits.spo2Percent, low: "SL", high: "SH")
            line.status.pulse = Self.code(pulseBpm, limits.pulseBpm, low: "PL", high: "PH")
        case .searching:
            if let lastValues, secondsWithoutPulse <= Self.secondsToHold {
                (line.spo2Percent, line.pulseBpm) = lastValues
                line.status.signal = reading.isMoving ? "LM" : "LP"
            } else {
                (line.spo2Percent, line.pulseBpm) = (0, 0)
                line.status.signal = "PS"
            }
        case .noFinger: line.status.signal = "SO"
        case .sensorFault: line.status.signal = "SD"
        }
        return line
    }

    private static func code(
        _ value: Int, _ limits: ClosedRange<Int>, low: String, high: String
    ) -> String {
        if value < limits.lowerBound { return low }
        return value > limits.upperBound ? high : ""
    }
}
