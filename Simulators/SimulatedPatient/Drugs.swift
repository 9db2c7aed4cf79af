/// A drug on its way into the body and out of it: taken at once, felt after a delay, gone slowly.
struct DrugEffect: Sendable {
    private(set) var inBody = 0.0
    /// How much acts now, in the units of the dose.
    private(set) var acting = 0.0
    private let onsetSeconds: Double
    private let halfLifeSeconds: Double

    init(onsetSeconds: Double, halfLifeSeconds: Double) {
        self.onsetSeconds = onsetSeconds
        self.halfLifeSeconds = halfLifeSeconds
    }

    mutating func take(_ amount: Double) { inBody = min(inBody + max(0, amount), 20) }

    mutating func step(seconds: Double) {
        inBody -= inBody * 0.693_147 / halfLifeSeconds * seconds
        acting += (inBody - acting) / onsetSeconds * seconds
    }

    /// The share of receptors that answer, 0 to 1: half of them at `half`, steep around it.
    func depression(half: Double) -> Double {
        let ratio = acting / half
        let cube = ratio * ratio * ratio
        return cube / (1 + cube)
    }
}

/// Naloxone: waits where it was given, is taken up, and pushes the opioid off its receptors.
///
/// Times are chosen so that breathing is back 2 to 3 minutes after a muscle or nose dose, which is
/// what training material tells responders to expect. It wears off before the opioid does.
struct Naloxone: Sendable {
    private struct Depot {
        var milligrams: Double
        var waitSeconds: Double
        let uptakeSeconds: Double
    }

    private var depots: [Depot] = []
    private var blood = 0.0
    private var acting = 0.0
    private static let halfLifeSeconds = 3000.0
    private static let toBrainSeconds = 30.0

    /// By how much more opioid is needed for the same effect: 1 without naloxone.
    var opioidShift: Double {
        let doses = acting / 0.4
        return 1 + 7 * doses / (1 + 0.4 * doses)
    }

    mutating func take(micrograms: Int, route: Help.Route) {
        let milligrams = Double(min(max(0, micrograms), 20_000)) / 1000
        switch route {
        case .intravenous: add(milligrams, wait: 5, uptake: 10)
        case .intramuscular: add(milligrams, wait: 40, uptake: 70)
        case .subcutaneous: add(milligrams * 0.9, wait: 60, uptake: 110)
        // About half of a nose dose is taken up.
        case .intranasal: add(milligrams * 0.45, wait: 50, uptake: 110)
        }
    }

    private mutating func add(_ milligrams: Double, wait: Double, uptake: Double) {
        depots.append(Depot(milligrams: milligrams, waitSeconds: wait, uptakeSeconds: uptake))
    }

    mutating func step(seconds: Double) {
        for index in depots.indices {
            guard depots[index].waitSeconds <= 0 else {
                depots[index].waitSeconds -= seconds
                continue
            }
            let moved = depots[index].milligrams / depots[index].uptakeSeconds * seconds
            depots[index].milligrams -= moved
            blood += moved
        }
        depots.removeAll { $0.milligrams < 0.0001 }
        blood -= blood * 0.693_147 / Self.halfLifeSeconds * seconds
        acting += (blood - acting) / Self.toBrainSeconds * seconds
    }
}
