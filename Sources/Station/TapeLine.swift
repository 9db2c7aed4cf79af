import SignalCore
import Synchronization
import Threads

/// The thread that writes every seat's tape, so that a slow disk holds up no reading.
///
/// Bytes wait in a bounded queue. What does not fit while a disk stands still is missing on the tape,
/// and is counted.
final class TapeThread: Sendable {
    private enum Order: Sendable {
        case take(WatchTape, [UInt8], at: BootTime)
        case rest(WatchTape)
        case stop
    }

    /// A minute of seven streams at 60 reads a second.
    static let usualCapacity = 25_000
    private let mailbox: Mailbox<Order>
    private let thread: OSThread
    private let lostReads: Mutex<(all: UInt64, told: UInt64)>

    init(capacity: Int = usualCapacity) {
        let mailbox = Mailbox<Order>(capacity: capacity)
        self.mailbox = mailbox
        let thread = OSThread.start {
            while true {
                let (orders, _) = mailbox.receive(
                    until: BootClock.now().adding(milliseconds: 60_000))
                for order in orders {
                    switch order {
                    case .take(let tape, let bytes, let at): tape.take(bytes.span, at: at)
                    case .rest(let tape): tape.rest()
                    case .stop: return
                    }
                }
            }
        }
        self.thread = thread
        lostReads = Mutex((all: 0, told: 0))
    }

    /// How many reads did not fit.
    var lost: UInt64 { lostReads.withLock { $0.all } }

    /// The same when it has grown since the last time this was asked; `nil` otherwise.
    func takeNewlyLost() -> UInt64? {
        lostReads.withLock { lost in
            guard lost.all != lost.told else { return nil }
            lost.told = lost.all
            return lost.all
        }
    }

    fileprivate func send(_ bytes: Span<UInt8>, to tape: WatchTape, at now: BootTime) {
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        for place in bytes.indices { copy.append(bytes[place]) }
        if !mailbox.send(.take(tape, copy, at: now)) { lostReads.withLock { $0.all += 1 } }
    }

    fileprivate func rest(_ tape: WatchTape) { mailbox.send(.rest(tape)) }

    /// Writes what waits, and ends.
    func stop() {
        while !mailbox.send(.stop) {}
        thread.join()
    }
}

/// A seat's way to its tape.
struct TapeLine: Sendable {
    let tape: WatchTape
    let thread: TapeThread

    /// Hands over the bytes of one read; never waits for the disk.
    func send(_ bytes: Span<UInt8>, at now: BootTime) { thread.send(bytes, to: tape, at: now) }

    /// Ends the present file once everything before is written.
    func rest() { thread.rest(tape) }
}
