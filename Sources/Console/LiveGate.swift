import NIOCore
import Synchronization

/// Counts the live feeds, keeps their number bounded and tells them when the server stops.
final class LiveGate: Sendable {
    private let count = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// How many feeds are open.
    var liveClients: Int { count.load(ordering: .relaxed) }

    /// True once the server was told to stop.
    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    func stop() { stopping.store(true, ordering: .relaxed) }

    /// A place for one more feed; `nil` when all are taken.
    func enter() -> LiveTicket? {
        guard count.add(1, ordering: .relaxed).newValue <= limit else {
            count.subtract(1, ordering: .relaxed)
            return nil
        }
        return LiveTicket(gate: self)
    }

    fileprivate func leave() { count.subtract(1, ordering: .relaxed) }
}

/// A feed's place, given back when the last holder lets go of it: also when an answer is dropped
/// before its body was ever written.
final class LiveTicket: Sendable {
    let gate: LiveGate

    fileprivate init(gate: LiveGate) { self.gate = gate }

    deinit { gate.leave() }
}

/// Hears on a connection that the server stops, and passes the news on to the live feeds. Without it
/// a feed would keep its connection, and so the server, alive for ever.
final class QuiesceWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any
    private let gate: LiveGate

    init(gate: LiveGate) { self.gate = gate }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { gate.stop() }
        context.fireUserInboundEventTriggered(event)
    }
}
