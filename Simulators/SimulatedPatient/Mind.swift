/// How awake the person is, and how much of the drive to breathe is left.
struct Mind: Sendable {
    private(set) var wakefulness = 1.0
    private var stirred = 0.0

    mutating func stir() { stirred = 1 }

    /// One step from the shares of receptors taken by each drug and the arterial saturation.
    mutating func step(seconds: Double, opioid: Double, benzodiazepine: Double, saturation: Double)
    {
        let drugs = (1 - opioid) * (1 - benzodiazepine)
        // Thinking goes below about 70 % and is gone at 50 %.
        let oxygen = min(max((saturation - 0.5) / 0.2, 0), 1)
        let goal = min(drugs * oxygen + 0.2 * stirred * drugs, 1)
        stirred -= stirred / 15 * seconds
        wakefulness += (goal - wakefulness) / 12 * seconds
    }

    /// The drive to breathe, 0 to 1. Benzodiazepines alone take little of it; with an opioid the
    /// two multiply.
    static func drive(opioid: Double, benzodiazepine: Double) -> Double {
        (1 - opioid) * (1 - 0.25 * benzodiazepine)
    }
}
