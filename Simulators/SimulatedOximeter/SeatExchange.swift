import SimulatedPatient
import Synchronization
import Threads

/// What a seat's thread and everybody else share.
final class SeatExchange: Sendable {
    struct Orders: Sendable {
        var events: [PersonEvent] = []
        var isStopped = false
    }

    struct Facts: Sendable {
        var state: SimulatedState
        var portPath: String?
        var portLink: String?
        var droppedFrames: UInt64 = 0
    }

    let orders = Mutex(Orders())
    let facts: Mutex<Facts>
    let bell = WakePipe()

    init(facts: Facts) { self.facts = Mutex(facts) }

    func takeOrders() -> Orders {
        orders.withLock { orders in
            let taken = orders
            orders.events = []
            return taken
        }
    }
}
