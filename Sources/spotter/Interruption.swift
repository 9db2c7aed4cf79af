import UnixSignals

/// Waits for Ctrl-C, a stop from the system, or the end of a time.
enum Interruption {
    /// Returns after `seconds` (never when nil), at a signal, or when `isOver` says so.
    static func wait(
        seconds: Int?, until isOver: @escaping @Sendable () -> Bool = { false }
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return }
            }
            group.addTask {
                let clock = ContinuousClock()
                let end = seconds.map { clock.now.advanced(by: .seconds($0)) }
                while !Task.isCancelled, !isOver(), end.map({ clock.now < $0 }) ?? true {
                    try? await Task.sleep(for: .milliseconds(100))
                }
            }
            await group.next()
            group.cancelAll()
        }
    }
}
