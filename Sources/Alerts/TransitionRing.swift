/// Transitions waiting to be taken out. Its room is made once; when nobody takes them out the
/// oldest are dropped and counted, because what is open now can always be asked for.
struct TransitionRing {
    static let capacity = 64

    private var slots: [AlertTransition?] = Array(repeating: nil, count: capacity)
    private var oldest = 0
    private(set) var count = 0
    /// How many were dropped since the start.
    private(set) var dropped: Int64 = 0
    /// How many were ever taken in.
    private(set) var total: Int64 = 0

    /// How much room the storage has; must never grow.
    var room: Int { slots.count }

    mutating func append(_ transition: AlertTransition) {
        if count == Self.capacity {
            oldest = (oldest + 1) % Self.capacity
            count -= 1
            dropped += 1
        }
        slots[(oldest + count) % Self.capacity] = transition
        count += 1
        total += 1
    }

    mutating func drain(_ body: (AlertTransition) -> Void) {
        while count > 0 {
            if let transition = slots[oldest] { body(transition) }
            slots[oldest] = nil
            oldest = (oldest + 1) % Self.capacity
            count -= 1
        }
    }
}
