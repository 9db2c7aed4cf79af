import SignalCore
import Store
import Synchronization

/// Readings on their way to the disk, in batches. The last minute is kept when the disk is slow;
/// older ones go first, because entries matter more.
final class ReadingLog: Sendable {
    /// A reading with its seat.
    struct Kept: Sendable {
        var seat: Int
        var reading: Reading
        /// Whose it is, once that was settled; until then whoever is watched at the seat.
        var settled: Owner?
    }

    /// Whose a reading is.
    enum Owner: Equatable, Sendable {
        case nobody
        case watch(String)
    }

    private let kept = Mutex<[Kept]>([])
    private let grids = Mutex<[Int: SecondGrid]>([:])
    /// A minute of a hundred seats.
    private static let capacity = 6000

    /// Adds a reading; from a port's thread.
    func add(_ reading: Reading, seat: Int) {
        kept.withLock { kept in
            if kept.count >= Self.capacity { kept.removeFirst(Self.capacity / 10) }
            kept.append(Kept(seat: seat, reading: reading))
        }
    }

    /// Readings of a seat that still wait belong to this watch, or to nobody, whatever comes after:
    /// called before someone leaves the seat or another comes.
    func settle(seat: Int, for watch: String?) {
        kept.withLock { kept in
            for place in kept.indices where kept[place].seat == seat && kept[place].settled == nil {
                kept[place].settled = watch.map(Owner.watch) ?? .nobody
            }
        }
    }

    /// The whole second a seat's reading is stored under, in milliseconds since 1970. Call it once for
    /// each reading, in their order.
    func second(of unixMilliseconds: Int64, seat: Int) -> Int64 {
        grids.withLock { $0[seat, default: SecondGrid()].place(unixMilliseconds) }
    }

    /// Takes all that wait.
    func take() -> [Kept] {
        kept.withLock { kept in
            defer { kept = [] }
            return kept
        }
    }
}

extension ReadingRecord {
    /// A reading as it is stored: with the lowest value of its second, which is what alerts judged. A
    /// second that ended without a value but had one is kept as an unreliable one, never as a gap.
    init(_ reading: Reading) {
        let hadValue = reading.judgedPercent != nil
        let state: Reading.State =
            reading.state == .absent && hadValue ? .unreliable : reading.state
        self.init(
            spo2Percent: reading.judgedPercent, pulseBpm: reading.pulseBpm, state: state.rawValue,
            reason: reading.reason.rawValue, quality: reading.quality)
    }
}
