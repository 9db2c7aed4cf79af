import SignalCore
import Synchronization

/// Passes on a state only when it differs from the last one. A port that is away is tried again every
/// two seconds; "gone since" must not begin anew with each try.
final class StateChanges: LinkSink {
    private let sink: any LinkSink
    private let last = Mutex<LinkState?>(nil)

    init(for sink: any LinkSink) { self.sink = sink }

    func take(_ reading: Reading) { sink.take(reading) }

    func take(pleth points: Span<UInt8>, at: BootTime) { sink.take(pleth: points, at: at) }

    func take(_ state: LinkState, at: BootTime) {
        let isNew = last.withLock { last in
            defer { last = state }
            return last != state
        }
        if isNew { sink.take(state, at: at) }
    }
}
