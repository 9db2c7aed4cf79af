import Synchronization

/// What the writer's thread and everyone else both see.
final class WriterState: Sendable {
    private struct Shared {
        var health = StoreHealth()
        var isClosed = false
    }

    private let shared = Mutex(Shared())

    var health: StoreHealth { shared.withLock { $0.health } }

    /// Sends unless the store is closed. Done under the lock, so that nothing can get in line
    /// behind the message that ends the writer's thread.
    func send(_ send: () -> Bool) throws(StoreError) {
        let sent: Bool? = shared.withLock { $0.isClosed ? nil : send() }
        guard let sent else { throw .closed }
        guard sent else { throw .overloaded }
    }

    /// Marks the store closed; false when it already was.
    func close() -> Bool {
        shared.withLock { shared in
            defer { shared.isClosed = true }
            return !shared.isClosed
        }
    }

    func lose(_ count: Int) { shared.withLock { $0.health.lostEntries += Int64(count) } }

    /// Takes the count of lost entries, to write it down.
    func takeLost() -> Int64 {
        shared.withLock { shared in
            let lost = shared.health.lostEntries
            shared.health.lostEntries = 0
            return lost
        }
    }

    func report(waiting: Int, failure: String?, reserveIsHeld: Bool) {
        shared.withLock { shared in
            shared.health.waitingEntries = waiting
            shared.health.failure = failure
            shared.health.isStoring = failure == nil
            shared.health.reserveIsHeld = reserveIsHeld
        }
    }
}
