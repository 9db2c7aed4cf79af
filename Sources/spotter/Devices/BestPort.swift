import Discovery
import Drivers
import Link
import SerialPort
import Station
import Synchronization

/// The port `watch auto` reads: the best match that is plugged in, then followed by its place when it
/// comes back under another name.
final class BestPort: Sendable {
    private struct State: Sendable {
        var seen: [String: Candidate] = [:]
        var chosen: String?
        /// What was there when the plan was made.
        var planned: Candidate?
    }

    private let family: Family?
    private let state = Mutex(State())

    /// With a family, any port that may lead to it; without one, any that may lead to an oximeter.
    init(family: Family?) { self.family = family }

    /// Takes news of a port; true when it is of the chosen place, or nothing is chosen yet.
    func take(_ event: DiscoveryEvent) -> Bool {
        state.withLock { state in
            switch event {
            case .appeared(let candidate), .changed(let candidate):
                guard candidate.isReady, !candidate.isWithoutPort else { return false }
                state.seen[candidate.location] = candidate
                return state.chosen.map { $0 == candidate.location } ?? true
            case .disappeared(let path):
                state.seen = state.seen.filter { $0.value.path != path }
                return false
            }
        }
    }

    /// Chooses the best place there is, for good; how to listen there. `nil` while nothing fits.
    func choose() -> ListeningPlan? {
        state.withLock { state in
            guard state.chosen == nil else { return nil }
            let fitting = state.seen.values.compactMap { candidate in
                score(candidate).map { (candidate, $0) }
            }
            let best = fitting.max { ($0.1, $1.0.location) < ($1.1, $0.0.location) }
            guard let candidate = best?.0,
                let suspicion = PortSuspicion(found: candidate, pinned: family)
            else { return nil }
            state.chosen = candidate.location
            state.planned = candidate
            return suspicion.plan(remembered: nil)
        }
    }

    private func score(_ candidate: Candidate) -> Int? {
        let guesses = FingerprintTable.known.matches(for: candidate)
        guard let family else { return guesses.first?.score }
        return guesses.first { $0.family == family.rawValue }?.score
    }

    /// Opens the chosen port as it is called now.
    func open(_ setting: PortSetting) throws(SerialPortError) -> PortTransport {
        let (candidate, planned) = state.withLock { state in
            (state.chosen.flatMap { state.seen[$0] }, state.planned)
        }
        guard let candidate, let planned else { throw .notFound(path: "auto") }
        // The name may by now lead to another device, which nobody planned to write to.
        func check() throws(SerialPortError) {
            guard let now = Discovery.current(candidate) else { throw .gone(path: candidate.path) }
            guard now.isSameDevice(as: planned) else { throw .otherDevice(path: candidate.path) }
        }
        try check()
        let port = try PortTransport(
            path: candidate.path, isHID: candidate.isHID, setting: setting)
        try check()
        return port
    }
}
