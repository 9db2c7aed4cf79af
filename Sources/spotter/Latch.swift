import Synchronization

/// Goes up once and stays up; for telling another thread.
final class Latch: Sendable {
    private let up = Atomic(false)

    /// True once raised.
    var isUp: Bool { up.load(ordering: .acquiring) }

    func raise() { up.store(true, ordering: .releasing) }
}
