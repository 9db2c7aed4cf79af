import SignalCore
import Synchronization
import Threads

/// Follows the ports of this machine that may lead to an oximeter, on a thread of its own.
///
/// It listens first and reads the list second, so no port falls between the two; when the system
/// says that messages were lost, and every half minute in any case, it reads the list again and
/// tells the differences. Where no udev daemon runs (`/run/udev/control` is absent, as in a
/// container) it listens to the kernel itself.
public final class DiscoveryMonitor: Sendable {
    /// How often the list is read though nothing was heard.
    static let lookEveryMilliseconds: Int64 = 30_000
    /// How often it is read when the socket has failed.
    static let lookWhenDeafEveryMilliseconds: Int64 = 1_000

    private let control: Control
    private let thread: Mutex<OSThread?>

    /// Starts the thread. `onEvent` is called on it, first with `appeared` for each port present.
    ///
    /// `onEvent` must return soon, must not call `stop`, and should not hold the monitor.
    public static func start(
        onEvent: @escaping @Sendable (DiscoveryEvent) -> Void
    ) throws(DiscoveryError) -> DiscoveryMonitor {
        let control = Control()
        let thread = OSThread.start { control.run(onEvent) }
        if let error = control.waitUntilListening() {
            thread.join()
            throw error
        }
        return DiscoveryMonitor(control: control, thread: thread)
    }

    private init(control: Control, thread: OSThread) {
        self.control = control
        self.thread = Mutex(thread)
    }

    deinit { stop() }

    /// Ends the thread and returns when it has ended: no event comes after. Calling twice is
    /// harmless.
    public func stop() {
        control.stop()
        let ended = thread.withLock { thread in
            let running = thread
            thread = nil
            return running
        }
        ended?.join()
    }
}

/// What the thread and its owner share.
private final class Control: Sendable {
    private enum Beginning {
        case pending
        case listening
        case failed(DiscoveryError)
    }

    private let wake = WakePipe()
    private let begun = WakePipe()
    private let isStopping = Atomic(false)
    private let beginning = Mutex(Beginning.pending)

    func stop() {
        isStopping.store(true, ordering: .releasing)
        wake.wake()
    }

    func waitUntilListening() -> DiscoveryError? {
        while true {
            switch beginning.withLock({ $0 }) {
            case .listening: return nil
            case .failed(let error): return error
            case .pending: _ = begun.wait(until: BootClock.now().adding(milliseconds: 1_000))
            }
        }
    }

    /// The thread's whole life. libudev's objects are made, used and let go on it.
    func run(_ onEvent: @Sendable (DiscoveryEvent) -> Void) {
        do throws(DiscoveryError) {
            var follower = PortFollower(source: try UdevSource.listening())
            begin(.listening)
            follow(&follower, onEvent)
        } catch {
            begin(.failed(error))
        }
    }

    private func begin(_ state: Beginning) {
        beginning.withLock { $0 = state }
        begun.wake()
    }

    private func follow(
        _ follower: inout PortFollower<UdevSource>, _ onEvent: (DiscoveryEvent) -> Void
    ) {
        var nextLook = BootClock.now()
        while !isStopping.load(ordering: .acquiring) {
            if BootClock.now() >= nextLook {
                follower.look().forEach(onEvent)
                nextLook = BootClock.now().adding(
                    milliseconds: DiscoveryMonitor.lookEveryMilliseconds)
            }
            if follower.isDeaf {
                let pause = DiscoveryMonitor.lookWhenDeafEveryMilliseconds
                _ = wake.wait(until: BootClock.now().adding(milliseconds: pause))
            } else {
                follower.source.wait(until: nextLook, wake: wake)
            }
            follower.drain().forEach(onEvent)
        }
    }
}
