import ArgumentParser
import Drivers

/// The kernels there are.
enum BenchName: Equatable, CaseIterable, ExpressibleByArgument {
    /// Bytes of one family to samples.
    case decode(Family)
    /// Samples to readings.
    case readings
    /// Oxygen values to indices and events, every one-pass rule.
    case indices
    /// A pulse waveform to beats.
    case beats
    /// A pulse waveform to breathing.
    case respiration
    /// Readings through the machine that watches people.
    case alerts
    /// Entries that each wait for the disk before the next is handed over: the worst case.
    case ledgerAppend
    /// A hundred entries a commit: what a busy minute can reach.
    case ledgerAppendBatched

    static var allCases: [BenchName] {
        Family.allCases.map { .decode($0) } + [
            .readings, .indices, .beats, .respiration, .alerts, .ledgerAppend, .ledgerAppendBatched,
        ]
    }

    /// The name as people type it.
    var text: String {
        switch self {
        case .decode(let family): "decode." + family.rawValue
        case .readings: "readings"
        case .indices: "indices"
        case .beats: "beats"
        case .respiration: "respiration"
        case .alerts: "alerts"
        case .ledgerAppend: "ledger.append"
        case .ledgerAppendBatched: "ledger.append.batched"
        }
    }

    init?(argument: String) {
        guard let name = Self.allCases.first(where: { $0.text == argument }) else { return nil }
        self = name
    }

    var takesInput: Bool {
        switch self {
        case .decode, .indices, .beats, .respiration, .alerts: true
        case .readings, .ledgerAppend, .ledgerAppendBatched: false
        }
    }
}
