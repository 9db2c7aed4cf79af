public import Drivers
public import SerialPort
import Synchronization
import Threads

/// One port, watched by one thread from now until `stop`: opens it, finds out which family it speaks,
/// reads it, notices quiet, and comes back when it was unplugged.
///
/// `stop` may be called from any thread. The thread gives one reading a second whatever happens.
public final class Link: Sendable {
    let wake = WakePipe()
    private let stopping = Atomic(false)
    private let retrying = Atomic(false)
    private let thread = Mutex<OSThread?>(nil)
    private let totals = Mutex(LinkCounters())

    /// Starts the thread, which listens for the families of a plan, round by round. `open` makes a
    /// fresh transport with a setting each time; it runs on the thread.
    public static func start<Source: Transport & SendableMetatype & ~Copyable>(
        plan: ListeningPlan, sink: any LinkSink,
        open: @escaping @Sendable (PortSetting) throws(SerialPortError) -> Source
    ) -> Link {
        start(plan: plan, sink: sink, awake: AwakeClock.now, open: open)
    }

    /// Starts the thread for a port that speaks one known family, which may be written to. `open`
    /// makes a fresh transport each time, with the line as it must be; it runs on the thread.
    public static func start<Source: Transport & SendableMetatype & ~Copyable>(
        family: Family, sink: any LinkSink,
        open: @escaping @Sendable () throws(SerialPortError) -> Source
    ) -> Link {
        start(plan: ListeningPlan(only: family), sink: sink) { _ throws(SerialPortError) in
            try open()
        }
    }

    /// `awake` is the clock that stands still while the machine sleeps, in nanoseconds.
    static func start<Source: Transport & SendableMetatype & ~Copyable>(
        plan: ListeningPlan, sink: any LinkSink, awake: @escaping @Sendable () -> Int64,
        open: @escaping @Sendable (PortSetting) throws(SerialPortError) -> Source
    ) -> Link {
        let link = Link()
        let thread = OSThread.start {
            var loop = LinkLoop<Source>(link, plan: plan, sink: sink, awake: awake)
            loop.run(open)
        }
        link.thread.withLock { $0 = thread }
        return link
    }

    /// Asks the thread to close the port, and waits until it has. Later calls do nothing.
    public func stop() {
        stopping.store(true, ordering: .sequentiallyConsistent)
        wake.wake()
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
    }

    /// Tries the port at once, when it was waiting to or listening for something less likely: called
    /// when a device appears.
    public func retry() {
        retrying.store(true, ordering: .sequentiallyConsistent)
        wake.wake()
    }

    /// What the link found since it was started, as of the last second; all of it once stopped.
    public var counters: LinkCounters { totals.withLock { $0 } }

    func publish(_ counters: LinkCounters) { totals.withLock { $0 = counters } }

    var isStopping: Bool { stopping.load(ordering: .sequentiallyConsistent) }

    /// Whether the port should be tried at once; asked once a call.
    func takeRetry() -> Bool {
        retrying.load(ordering: .relaxed)
            && retrying.exchange(false, ordering: .sequentiallyConsistent)
    }
}
