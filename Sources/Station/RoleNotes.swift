import Ledger
import ResponseLog
import Synchronization

/// In which role helpers helped, until it is written: once a person, watch and role. Any thread.
final class RoleNotes: Sendable {
    private let waiting = Mutex<[String: Responder]>([:])

    /// Somebody helps in a role, as far as anyone said.
    func remember(_ responder: Responder) {
        waiting.withLock { waiting in
            // Bounded, should nothing ever be written: what is lost is "not recorded".
            if waiting.count < 1024 { waiting[responder.person] = responder }
        }
    }

    /// Takes out what is to be written of these people.
    func take(_ people: Set<String>) -> [Responder] {
        waiting.withLock { waiting in
            people.sorted().compactMap { waiting.removeValue(forKey: $0) }
        }
    }
}
