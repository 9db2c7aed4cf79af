public import SignalCore
import Synchronization

/// The newest seconds of one seat's pulse waveform, for the screens.
///
/// One port's thread writes batches, any number of screens read with a cursor of their own. A screen
/// that falls behind skips ahead: waveform is what a slow screen loses first.
public final class WaveRing: Sendable {
    /// Points kept: about 8 s at 60 a second.
    private static let capacity = 512

    private struct State {
        var points = [UInt8](repeating: 0, count: WaveRing.capacity)
        /// How many points were ever written.
        var written: UInt64 = 0
        /// When each point's bytes were read from the port, in nanoseconds since boot.
        var times = [Int64](repeating: 0, count: WaveRing.capacity)
    }

    private let state = Mutex(State())

    /// Makes an empty ring.
    public init() {}

    /// Adds points that came in together; `at` is when their bytes were read.
    public func write(_ points: Span<UInt8>, at: BootTime) {
        state.withLock { state in
            for index in points.indices {
                let place = Int(state.written % UInt64(Self.capacity))
                state.points[place] = points[index]
                state.times[place] = at.nanoseconds
                state.written += 1
            }
        }
    }

    /// Appends what came since `cursor` (at most `limit` points, the newest) and moves the cursor.
    /// Gives when the oldest of them was read from the port, or `nil` when nothing is new.
    public func read(
        since cursor: inout UInt64, limit: Int, into points: inout [UInt8]
    ) -> BootTime? {
        state.withLock { state in
            guard state.written > cursor else { return nil }
            let kept = UInt64(min(limit, Self.capacity))
            let first = max(cursor, state.written > kept ? state.written - kept : 0)
            for index in first..<state.written {
                points.append(state.points[Int(index % UInt64(Self.capacity))])
            }
            cursor = state.written
            return BootTime(nanoseconds: state.times[Int(first % UInt64(Self.capacity))])
        }
    }
}
