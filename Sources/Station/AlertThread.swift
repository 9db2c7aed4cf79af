import SignalCore
import Threads

/// How often time passes for the floor without a message. A condition's delay that ends between two
/// readings is then met at most a quarter of a second late.
private let tickMilliseconds: Int64 = 250

/// The thread that owns the floor. It wakes for every message and every tick, so a stuck port, a full
/// disk or a slow screen cannot stop an alert or a timer.
///
/// `send` may be called from any thread and never blocks.
final class AlertThread: Sendable {
    private let mailbox = Mailbox<Order>(capacity: 16_384)
    private let thread: OSThread

    private enum Order: Sendable {
        case take(FloorMessage)
        case stop
    }

    /// Starts the thread. `carryOut` runs on it and must not block; `lost` says how many messages
    /// did not fit since the last time.
    init(
        seats: ClosedRange<Int>, carryOut: @escaping @Sendable ([FloorEffect]) -> Void,
        lost: @escaping @Sendable (UInt64) -> Void
    ) {
        let mailbox = mailbox
        thread = OSThread.start {
            var floor = Floor(seats: seats, at: BootClock.now())
            carryOut(floor.takeEffects(at: BootClock.now()))
            var nextTick = BootClock.now().adding(milliseconds: tickMilliseconds)
            while true {
                let (orders, refused) = mailbox.receive(until: nextTick)
                let now = BootClock.now()
                if refused > 0 { lost(refused) }
                var stopping = false
                for order in orders {
                    switch order {
                    case .take(let message): floor.take(message, at: now)
                    case .stop: stopping = true
                    }
                }
                if now >= nextTick {
                    floor.tick(at: now)
                    nextTick = max(nextTick.adding(milliseconds: tickMilliseconds), now)
                }
                carryOut(floor.takeEffects(at: now))
                if stopping { return }
            }
        }
    }

    /// Tells the thread something.
    func send(_ message: FloorMessage) { mailbox.send(.take(message)) }

    /// Ends the thread and waits for it. What was sent before is still carried out.
    func stop() {
        // A full mailbox empties fast; without the word to stop, `join` would wait for ever.
        while !mailbox.send(.stop) {}
        thread.join()
    }
}
