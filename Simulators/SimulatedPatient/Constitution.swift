/// What differs from person to person, drawn once from the seed.
struct Constitution: Sendable {
    /// Gas left in the lungs after a breath, lying down.
    let lungMillilitres: Double
    /// Oxygen used in a minute at rest.
    let oxygenUseMillilitresPerMinute: Double
    /// The share of oxygen pressure lost between lung and artery.
    let shuntShare: Double
    let restingPulseBpm: Double
    let restingBreathsPerMinute: Double
    /// From the lungs to the fingertip.
    let fingerDelaySeconds: Double
    /// The arterial pressure of oxygen at rest on room air.
    let restingArterialMmHg: Double
    /// How deep the dicrotic notch of the pulse wave is, 0 to 1.
    let notchDepth: Double

    init(random: inout SeededRandom) {
        lungMillilitres = random.between(1650, 1950)
        oxygenUseMillilitresPerMinute = random.between(245, 275)
        shuntShare = random.between(0.08, 0.11)
        restingPulseBpm = random.between(62, 69)
        restingBreathsPerMinute = random.between(12.5, 15.5)
        fingerDelaySeconds = random.between(15, 19)
        restingArterialMmHg = random.between(90, 95)
        notchDepth = random.between(0.25, 0.6)
    }

    /// Fresh air that must reach the lungs in a minute to keep the resting pressure: inflow equals use.
    var restingAlveolarMillilitresPerMinute: Double {
        let alveolar = restingArterialMmHg / (1 - shuntShare)
        return OxygenStore.dryPressureMmHg * oxygenUseMillilitresPerMinute
            / (OxygenStore.roomAirMmHg - alveolar)
    }
}
