/// The fingertip in the probe: blood that left the lungs a while ago, its flow, and the hand's motion.
struct Finger: Sendable {
    private var random: SeededRandom
    private var waiting: [Double]
    private var oldest = 0
    /// The saturation at the fingertip, 0 to 1.
    private(set) var saturation: Double
    private(set) var isIn = true
    private(set) var motion = 0.0
    private(set) var cold = 0.0
    /// How much light the pulse takes, in percent (perfusion index).
    private(set) var perfusionPercent = 3.0
    private var jolt = 0.0
    private var joltBefore = 0.0

    init(person: Constitution, random: SeededRandom, stepSeconds: Double, saturation: Double) {
        self.random = random
        self.saturation = saturation
        waiting = Array(
            repeating: saturation, count: Int(person.fingerDelaySeconds / stepSeconds))
    }

    mutating func put(isIn: Bool) { self.isIn = isIn }
    mutating func move(_ amount: Double) { motion = min(max(amount, 0), 1) }
    mutating func chill(_ amount: Double) { cold = min(max(amount, 0), 1) }

    /// One step: blood moves on one place; mixing on the way smooths it.
    mutating func step(seconds: Double, arterialSaturation: Double) {
        let arrived = waiting[oldest]
        waiting[oldest] = arterialSaturation
        oldest = (oldest + 1) % waiting.count
        saturation += (arrived - saturation) / 3 * seconds
        // A cold finger of 1 keeps 0.15 %: what clips call a very weak signal.
        let flow = 3 * (1 - cold) * (1 - cold) + 0.15
        perfusionPercent += (flow - perfusionPercent) / 8 * seconds
        joltBefore = jolt
        jolt += -jolt * 0.5 + motion * random.bell() * 0.3
    }

    /// What the motion adds to the wave, `share` of the way through the present step.
    func disturbance(share: Double) -> Double { joltBefore + (jolt - joltBefore) * share }
}
