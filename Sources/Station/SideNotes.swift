import Drivers
import Store
import Synchronization

/// Small facts beside the ledger that wait for a quiet moment: which handle a random id stands for,
/// which seat a port had. They never hold up an entry.
final class SideNotes: Sendable {
    private enum Note: Sendable {
        case person(id: String, label: String)
        case seat(Int, location: String)
        case family(Family, location: String)
    }

    private let waiting = Mutex<[Note]>([])
    static let seatPrefix = "seat."
    static let familyPrefix = "family."

    /// Notes who a random id stands for.
    func person(_ id: String, label: String) {
        waiting.withLock { $0.append(.person(id: id, label: label)) }
    }

    /// Notes which seat a port's place has.
    func seat(_ seat: Int, of location: String) {
        waiting.withLock { $0.append(.seat(seat, location: location)) }
    }

    /// Notes which family was heard at a port's place.
    func family(_ family: Family, at location: String) {
        waiting.withLock { $0.append(.family(family, location: location)) }
    }

    /// Writes what waits; what cannot be written waits on.
    func flush(to store: LedgerStore) async {
        while let note = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            do {
                switch note {
                case .person(let id, let label): try await store.setPerson(id, label: label)
                case .seat(let seat, let location):
                    try await store.setState(Self.seatPrefix + location, to: "\(seat)")
                case .family(let family, let location):
                    try await store.setState(Self.familyPrefix + location, to: family.rawValue)
                }
            } catch {
                return waiting.withLock { $0.insert(note, at: 0) }
            }
        }
    }
}
