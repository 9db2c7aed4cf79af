import Drivers
import SignalCore
import SimulatedOximeter
import SimulatedPatient

/// Bytes of one family to samples: a minute of a simulated oximeter on a simulated overdose.
enum DecodeKernel {
    private static let seconds = 60

    static func run(_ family: Family, rounds: Int) -> Kernel.Done {
        guard let simulated = OximeterFamily(rawValue: family.rawValue) else {
            return Kernel.Done(units: 0, found: 0)
        }
        let bytes = emitted(simulated.oximeter)
        var pump = FamilyPump(family)
        var samples = SampleCount()
        for _ in 0..<rounds { pump.feed(bytes.span, into: &samples) }
        return Kernel.Done(units: bytes.count * rounds, found: samples.count)
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

private struct SampleCount: FrameConsumer {
    private(set) var count = 0

    mutating func take(_ sample: Sample) { count += 1 }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {}
}
