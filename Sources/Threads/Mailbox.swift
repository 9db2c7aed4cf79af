public import SignalCore
import Synchronization

/// A bounded queue into one thread. Senders never block; what does not fit is counted, not hidden.
public final class Mailbox<Message: Sendable>: Sendable {
    private struct State {
        var waiting: [Message] = []
        var refused: UInt64 = 0
    }

    private let state = Mutex(State())
    private let pipe = WakePipe()
    private let capacity: Int

    /// Makes a queue that holds at most `capacity` messages.
    public init(capacity: Int) { self.capacity = capacity }

    /// Puts a message in line and wakes the thread; false when the queue is full.
    @discardableResult
    public func send(_ message: Message) -> Bool {
        let taken = state.withLock { state in
            guard state.waiting.count < capacity else {
                state.refused += 1
                return false
            }
            state.waiting.append(message)
            return true
        }
        pipe.wake()
        return taken
    }

    /// Sleeps until a message waits or `deadline` has come, then gives all that wait, oldest first,
    /// and how many were refused since the last call. For the one receiving thread.
    public func receive(until deadline: BootTime) -> (messages: [Message], refused: UInt64) {
        var taken = takeAll()
        if taken.messages.isEmpty && taken.refused == 0 {
            _ = pipe.wait(until: deadline)
            taken = takeAll()
        }
        return taken
    }

    private func takeAll() -> (messages: [Message], refused: UInt64) {
        state.withLock { state in
            var messages: [Message] = []
            swap(&messages, &state.waiting)
            let refused = state.refused
            state.refused = 0
            return (messages, refused)
        }
    }
}
