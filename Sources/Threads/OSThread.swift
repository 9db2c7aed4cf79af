import Glibc

/// A thread of the operating system, for work that blocks: a port, the alerts, the disk.
///
/// A blocking call on the cooperative pool of a two-core box made a 10 ms timer fire after 2 s, so
/// nothing that blocks runs there.
public struct OSThread: Sendable {
    private let handle: pthread_t

    /// Starts a thread that runs `body` once. Traps when the system has no thread left to give.
    public static func start(_ body: @escaping @Sendable () -> Void) -> OSThread {
        var handle = pthread_t()
        let box = unsafe Unmanaged.passRetained(Body(run: body))
        let status = unsafe pthread_create(
            &handle, nil,
            { raw in
                guard let raw = unsafe raw else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        precondition(status == 0, "the system refused a thread (error \(status))")
        return OSThread(handle: handle)
    }

    /// Waits until the body has returned. Call it once.
    public func join() { pthread_join(handle, nil) }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
