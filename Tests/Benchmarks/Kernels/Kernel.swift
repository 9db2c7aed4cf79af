import Drivers

/// A kernel by its name, with an input of its own that is the same in every run.
enum Kernel {
    case decode(Family)
    case readings
    case trend
    case alerts
    case alertsCalm
    case indices
    case beats
    case respiration

    /// What a run went through, and what came of it.
    struct Done {
        var units: Int
        var found: Int
    }

    private static let others: [(name: String, kernel: Kernel)] = [
        ("readings", .readings), ("trend", .trend), ("alerts", .alerts),
        ("alerts.calm", .alertsCalm), ("indices", .indices), ("beats", .beats),
        ("respiration", .respiration),
    ]

    /// Every kernel's name: bytes are decoded, samples and readings go through the others.
    static var names: [String] {
        Family.allCases.map { "decode." + $0.rawValue } + others.map(\.name)
    }

    init?(_ name: String) {
        if let family = Family.allCases.first(where: { "decode." + $0.rawValue == name }) {
            self = .decode(family)
        } else if let known = Self.others.first(where: { $0.name == name }) {
            self = known.kernel
        } else {
            return nil
        }
    }

    func run(rounds: Int) -> Done {
        switch self {
        case .decode(let family): DecodeKernel.run(family, rounds: rounds)
        case .readings: ReadingKernels.make(rounds: rounds)
        case .trend: ReadingKernels.trend(rounds: rounds)
        case .alerts: ReadingKernels.alerts(MadeInput.night, rounds: rounds)
        case .alertsCalm: ReadingKernels.alerts(MadeInput.calmHour, rounds: rounds)
        case .indices: SampleKernels.indices(rounds: rounds)
        case .beats: SampleKernels.beats(rounds: rounds)
        case .respiration: SampleKernels.respiration(rounds: rounds)
        }
    }
}
