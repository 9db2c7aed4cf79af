import SimulatedPatient

/// What all Nonin formats make of the finger: values as they are recorded, and values as they are
/// displayed, which stay for ten seconds after the finger has gone.
struct NoninMeasurement: Sendable {
    /// A pair of values; `nil` for missing.
    struct Values: Equatable, Sendable {
        var spo2Percent: Int?
        var pulseBpm: Int?
    }

    /// One frame.
    struct Frame: Sendable {
        var reading: ProbeReading
        /// What is measured now; changes each third of a second.
        var recorded: Values
        /// What the device's own screen shows; changes each 1.5 s.
        var shown: Values

        /// The sensor is unplugged or broken.
        var isDisconnected: Bool { reading.display == .sensorFault }
        /// The finger has gone, or the sensor.
        var hasAlarm: Bool { !reading.hasFinger }
        /// There is no run of good beats to measure by.
        var isOutOfTrack: Bool { reading.values == nil }
        /// Beats are spoiled by movement.
        var hasArtifact: Bool { reading.values != nil && reading.isMoving }
        /// The device is sure of its values: its "SmartPoint".
        var isSmartPoint: Bool {
            reading.values != nil && !reading.isMoving && reading.perfusion == .good
        }
    }

    private static let holdSeconds = 10

    private let framesPerSecond: Int
    private var probe: ProbeMeasurement
    private var shown = Values()
    private var framesSinceShown = 0
    private var framesWithoutFinger = 0

    /// `beepFrames` frames mark a beat.
    init(seed: UInt64, framesPerSecond: Int, beepFrames: Int = 1) {
        self.framesPerSecond = framesPerSecond
        var habits = ProbeMeasurement.Habits(framesPerSecond: framesPerSecond)
        habits.updatesPerSecond = min(3, framesPerSecond)
        habits.beepFrames = beepFrames
        habits.highestSpo2 = 100
        probe = ProbeMeasurement(seed: seed, habits: habits)
    }

    /// Measures one frame.
    mutating func read(_ person: SimulatedState, _ conditions: DeviceConditions) -> Frame {
        let reading = probe.read(person, conditions)
        let recorded = Values(
            spo2Percent: reading.values?.spo2Percent, pulseBpm: reading.values?.pulseBpm)
        show(recorded, hasFinger: reading.hasFinger)
        return Frame(reading: reading, recorded: recorded, shown: shown)
    }

    private mutating func show(_ recorded: Values, hasFinger: Bool) {
        framesWithoutFinger = hasFinger ? 0 : framesWithoutFinger + 1
        guard recorded.pulseBpm != nil else {
            // A lost pulse clears the screen at once; a finger that has gone, after a while.
            if hasFinger || framesWithoutFinger > Self.holdSeconds * framesPerSecond {
                shown = Values()
            }
            framesSinceShown = 0
            return
        }
        framesSinceShown += 1
        guard shown.pulseBpm == nil || framesSinceShown * 2 >= framesPerSecond * 3 else { return }
        shown = recorded
        framesSinceShown = 0
    }
}

/// Nonin's numbers in seven-bit halves, with the words for "missing".
enum NoninNumber {
    private static let missingPulse = 511
    private static let missingSpo2: UInt8 = 127

    /// Bits 8 and 7.
    static func high(pulseBpm: Int?) -> UInt8 { UInt8((pulseBpm ?? missingPulse) >> 7 & 0x03) }
    /// Bits 6 to 0.
    static func low(pulseBpm: Int?) -> UInt8 { UInt8((pulseBpm ?? missingPulse) & 0x7F) }
    /// Oxygen in one byte.
    static func spo2(_ percent: Int?) -> UInt8 { percent.map { UInt8($0) } ?? missingSpo2 }
}
