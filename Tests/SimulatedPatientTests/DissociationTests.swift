import SimulatedPatient
import Testing

@Suite("The oxygen dissociation curve")
struct DissociationTests {
    /// Points every physiology text gives for pH 7.4 and 37 °C.
    @Test(arguments: [(100.0, 0.975), (60, 0.90), (40, 0.75), (27, 0.50)])
    func meetsTextbookPoints(pressureMmHg: Double, saturation: Double) {
        #expect(abs(Dissociation.saturation(atMmHg: pressureMmHg) - saturation) < 0.007)
    }

    /// 1 / (23400 / (40³ + 150 · 40) + 1) = 70000 / 93400, worked by hand.
    @Test func meetsTheFormulaExactly() {
        #expect(abs(Dissociation.saturation(atMmHg: 40) - 70000.0 / 93400) < 1e-12)
    }

    @Test func isZeroWithoutOxygen() {
        #expect(Dissociation.saturation(atMmHg: 0) == 0)
        #expect(Dissociation.saturation(atMmHg: -5) == 0)
    }

    @Test(arguments: Array(stride(from: 5.0, through: 500, by: 15)))
    func slopeIsTheDerivative(pressureMmHg: Double) {
        let step = 0.001
        let difference =
            Dissociation.saturation(atMmHg: pressureMmHg + step)
            - Dissociation.saturation(atMmHg: pressureMmHg - step)
        #expect(abs(Dissociation.slope(atMmHg: pressureMmHg) - difference / (2 * step)) < 1e-7)
    }
}
