import Discovery
import Synchronization

/// The port `watch auto` reads: the best match that is plugged in, followed by its place when it
/// comes back under another name.
final class BestPort: Sendable {
    private struct Seen: Sendable {
        var candidate: Candidate
        var score: Int
    }

    private let seen = Mutex<[String: Seen]>([:])

    /// The path to open now; `nil` while nothing fits.
    var path: String? {
        seen.withLock { seen in
            seen.values.max {
                ($0.score, $1.candidate.location) < ($1.score, $0.candidate.location)
            }?
            .candidate.path
        }
    }

    /// Takes news of a port; true when there may be something new to open.
    func take(_ event: DiscoveryEvent) -> Bool {
        seen.withLock { seen in
            switch event {
            case .appeared(let candidate), .changed(let candidate):
                guard candidate.isReady,
                    let guess = FingerprintTable.known.matches(for: candidate).first,
                    guess.safeToWrite
                else { return false }
                seen[candidate.location] = Seen(candidate: candidate, score: guess.score)
                return true
            case .disappeared(let path):
                seen = seen.filter { $0.value.candidate.path != path }
                return false
            }
        }
    }
}
