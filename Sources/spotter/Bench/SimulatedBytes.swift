import Drivers
import SimulatedOximeter
import SimulatedPatient

/// What a simulated oximeter sends in ten minutes of somebody's overdose, over and over.
enum SimulatedBytes {
    private static let seconds = 600
    private static let leastBytes = 8 << 20

    static func ofHours(_ family: Family) -> [UInt8] {
        guard let simulated = OximeterFamily(rawValue: family.rawValue) else { return [] }
        let once = emitted(simulated.oximeter)
        guard !once.isEmpty else { return [] }
        var bytes: [UInt8] = []
        while bytes.count < leastBytes { bytes += once }
        return bytes
    }

    private static func emitted<Oximeter: EmulatedOximeter>(_ device: Oximeter.Type) -> [UInt8] {
        var unit = OximeterOnPerson<Oximeter>(scenario: .overdose, seed: 1)
        var bytes: [UInt8] = []
        for second in 1...seconds {
            _ = unit.receive(Oximeter.startCommand)
            bytes += unit.advance(to: Double(second))
        }
        return bytes
    }
}
