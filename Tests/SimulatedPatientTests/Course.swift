import SimulatedPatient

/// A person's way through a scenario, one state a second.
struct Course {
    let states: [SimulatedState]

    /// Lives through a scenario; `helps` are given live at their second.
    init(
        _ scenario: Scenario, seed: UInt64, seconds: Int, helps: [(Int, Help)] = []
    ) {
        var person = SimulatedPatient(seed: seed, scenario: scenario)
        var states: [SimulatedState] = []
        for second in 0...seconds {
            person.advance(to: Double(second))
            for (at, help) in helps where at == second { person.receive(help) }
            states.append(person.state)
        }
        self.states = states
    }

    /// The first second at which the finger's saturation is below a limit.
    func firstBelow(_ percent: Double) -> Int? {
        states.firstIndex { $0.spo2Percent < percent }
    }

    var lowest: Double { states.map(\.spo2Percent).min() ?? 0 }
}

/// Seeds for properties; a failing test names the seed it failed with.
let seeds: [UInt64] = (1...40).map { $0 * 7919 }
