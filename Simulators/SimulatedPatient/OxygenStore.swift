/// The oxygen in the lungs and in the blood, filled by breaths and emptied by the body.
///
/// One pressure stands for both stores. Lungs hold volume ÷ 713 ml for each mmHg; five litres of
/// blood hold about 1000 ml when full, along the dissociation curve. Carbon dioxide is not modelled.
struct OxygenStore: Sendable {
    /// Air pressure at sea level less water vapour at 37 °C.
    static let dryPressureMmHg = 713.0
    static let roomAirMmHg = 0.21 * dryPressureMmHg
    private static let bloodMillilitres = 1000.0
    /// Below this the body can take no more oxygen out: the floor of the simulation.
    private static let floorSaturation = 0.45

    private let person: Constitution
    private(set) var alveolarMmHg: Double
    /// The saturation in the arteries, 0 to 1.
    private(set) var arterialSaturation: Double

    init(person: Constitution) {
        self.person = person
        alveolarMmHg = person.restingArterialMmHg / (1 - person.shuntShare)
        arterialSaturation = Dissociation.saturation(atMmHg: person.restingArterialMmHg)
    }

    /// One step: fresh gas of a given oxygen share comes in, the body uses its part.
    mutating func step(seconds: Double, freshMillilitresPerMinute: Double, oxygenShare: Double) {
        let inspired = oxygenShare * Self.dryPressureMmHg
        let inflow = freshMillilitresPerMinute / Self.dryPressureMmHg * (inspired - alveolarMmHg)
        let usable = min(max((arterialSaturation - Self.floorSaturation) / 0.12, 0), 1)
        let used = person.oxygenUseMillilitresPerMinute * usable
        alveolarMmHg += (inflow - used) / capacity * seconds / 60
        arterialSaturation = Dissociation.saturation(atMmHg: arterialMmHg)
    }

    private var arterialMmHg: Double { alveolarMmHg * (1 - person.shuntShare) }

    private var capacity: Double {
        person.lungMillilitres / Self.dryPressureMmHg
            + Self.bloodMillilitres * Dissociation.slope(atMmHg: arterialMmHg)
    }
}
