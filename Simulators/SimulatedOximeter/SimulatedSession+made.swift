import SimulatedPatient

extension SimulatedSession {
    /// How a made-up session looks.
    struct Outline: Sendable {
        var user = 0
        var start: DeviceTime?
        var seconds: Int
        /// Stretches without a value: the finger was out.
        var gaps: [Range<Int>] = []
        var hasPerfusionIndex = false
    }

    /// A made-up session: values that wander by at most 1 % and 2 beats a second, with a fall of
    /// oxygen now and then. Not of any person.
    static func made(_ outline: Outline, random: inout SeededRandom) -> SimulatedSession {
        var spo2 = 96
        var pulse = Int(random.between(55, 150))
        var goal = 96
        let seconds = (0..<outline.seconds).map { second -> Second in
            if second % 20 == 0 { goal = Int(random.between(78, 100)) }
            if random.unit() < 0.4 { spo2 += (goal - spo2).signum() }
            pulse = min(max(pulse + Int(random.between(-2.99, 2.99)), 40), 220)
            let perfusion = Int(random.between(20, 1000))
            guard !outline.gaps.contains(where: { $0.contains(second) }) else {
                return Second(spo2Percent: nil, pulseBpm: nil)
            }
            return Second(
                spo2Percent: spo2, pulseBpm: pulse,
                perfusionHundredths: outline.hasPerfusionIndex ? perfusion : nil)
        }
        return SimulatedSession(user: outline.user, start: outline.start, seconds: seconds)
    }
}
