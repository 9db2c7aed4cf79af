import SignalCore
import Synchronization

/// Readings on their way to the disk, in batches. The last minute is kept when the disk is slow;
/// older ones go first, because entries matter more.
final class ReadingLog: Sendable {
    /// A reading with its seat.
    struct Kept: Sendable {
        var seat: Int
        var reading: Reading
    }

    private let kept = Mutex<[Kept]>([])
    /// A minute of a hundred seats.
    private static let capacity = 6000

    /// Adds a reading; from a port's thread.
    func add(_ reading: Reading, seat: Int) {
        kept.withLock { kept in
            if kept.count >= Self.capacity { kept.removeFirst(Self.capacity / 10) }
            kept.append(Kept(seat: seat, reading: reading))
        }
    }

    /// Takes all that wait.
    func take() -> [Kept] {
        kept.withLock { kept in
            defer { kept = [] }
            return kept
        }
    }
}
