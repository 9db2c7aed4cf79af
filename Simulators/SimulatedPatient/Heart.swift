/// The pulse: its rate, its beats and the wave each beat sends to the finger.
struct Heart: Sendable {
    private var random: SeededRandom
    private let restingBpm: Double
    private let shape: PulseShape
    /// Beats in a minute, smoothed as the body smooths it.
    private(set) var pulseBpm: Double
    /// Beats since the start.
    private(set) var beatCount: UInt64 = 0
    private var beatStartSeconds: Double
    private var beatLengthSeconds: Double
    private var wander = 0.0

    init(person: Constitution, random: SeededRandom, startSeconds: Double) {
        self.random = random
        restingBpm = person.restingPulseBpm
        shape = PulseShape(notchDepth: person.notchDepth)
        pulseBpm = restingBpm
        beatStartSeconds = startSeconds
        beatLengthSeconds = 60 / restingBpm
    }

    /// One step of the rate: up with mild want of oxygen, down when it is severe.
    mutating func step(seconds: Double, saturation: Double) {
        wander += -wander / 20 * seconds + 0.25 * random.bell() * seconds.squareRoot()
        let goal = restingBpm + Self.answer(toSaturation: saturation) + wander
        pulseBpm += (goal - pulseBpm) / 6 * seconds
        pulseBpm = min(max(pulseBpm, 25), 220)
    }

    private static func answer(toSaturation saturation: Double) -> Double {
        switch saturation {
        case 0.95...: 0
        case 0.80..<0.95: (0.95 - saturation) / 0.15 * 26
        case 0.68..<0.80: 26
        default: 26 - (0.68 - max(saturation, 0.45)) / 0.23 * 54
        }
    }

    /// Starts every beat due until `seconds`; breathing in quickens the heart a little.
    mutating func beat(until seconds: Double, chest: Double) {
        while beatStartSeconds + beatLengthSeconds <= seconds {
            beatStartSeconds += beatLengthSeconds
            beatCount &+= 1
            beatLengthSeconds = 60 / pulseBpm * (1 - 0.03 * chest + 0.008 * random.bell())
        }
    }

    /// The wave at a moment within the present beat, 0 to 1.
    func wave(atSeconds seconds: Double) -> Double {
        shape.height(atPhase: (seconds - beatStartSeconds) / beatLengthSeconds)
    }
}

/// One beat at the finger: a fast rise, a fall, the dicrotic notch and its small second wave.
struct PulseShape: Sendable {
    private static let points = 128
    private let table: [Double]

    init(notchDepth: Double) {
        let notch = 0.55 - 0.35 * notchDepth
        let second = notch + 0.05 + 0.1 * notchDepth
        let knots = [(0.0, 0.0), (0.15, 1.0), (0.38, notch), (0.47, second), (1.0, 0.0)]
        table = (0...Self.points).map { Self.height(Double($0) / Double(Self.points), knots) }
    }

    private static func height(_ phase: Double, _ knots: [(Double, Double)]) -> Double {
        for (from, to) in zip(knots, knots.dropFirst()) where phase <= to.0 {
            let share = (phase - from.0) / (to.0 - from.0)
            return from.1 + (to.1 - from.1) * share * share * (3 - 2 * share)
        }
        return 0
    }

    func height(atPhase phase: Double) -> Double {
        let place = min(max(phase, 0), 1) * Double(Self.points)
        let left = min(Int(place), Self.points - 1)
        let share = place - Double(left)
        return table[left] + (table[left + 1] - table[left]) * share
    }
}
