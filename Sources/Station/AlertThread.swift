import SignalCore
import Threads

/// The thread that owns the floor. It wakes for every message and every second, so a stuck port, a
/// full disk or a slow screen cannot stop an alert or a timer.
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
            var floor = Floor(seats: seats)
            carryOut(floor.takeEffects(at: BootClock.now()))
            var nextSecond = BootClock.now().adding(milliseconds: 1000)
            while true {
                let (orders, refused) = mailbox.receive(until: nextSecond)
                let now = BootClock.now()
                if refused > 0 { lost(refused) }
                var stopping = false
                for order in orders {
                    switch order {
                    case .take(let message): floor.take(message, at: now)
                    case .stop: stopping = true
                    }
                }
                if now >= nextSecond {
                    floor.tick(at: now)
                    nextSecond = max(nextSecond.adding(milliseconds: 1000), now)
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
        mailbox.send(.stop)
        thread.join()
    }
}
