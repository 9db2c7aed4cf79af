/// A set of slots of the table, as bits: what is open, pending or hushed, without looking at it.
/// Going through it gives the lowest slot first; taking slots out meanwhile changes nothing of that.
struct SlotSet: Equatable, Sequence {
    private(set) var bits: UInt32 = 0

    init() {}

    init(_ slots: Range<Int>) {
        bits = ((1 << UInt32(slots.count)) - 1) << UInt32(slots.lowerBound)
    }

    private init(bits: UInt32) { self.bits = bits }

    var isEmpty: Bool { bits == 0 }

    func contains(_ slot: Int) -> Bool { bits & (1 << UInt32(slot)) != 0 }

    mutating func insert(_ slot: Int) { bits |= 1 << UInt32(slot) }

    mutating func remove(_ slot: Int) { bits &= ~(1 << UInt32(slot)) }

    mutating func set(_ slot: Int, _ isIn: Bool) {
        if isIn { insert(slot) } else { remove(slot) }
    }

    mutating func formUnion(_ slots: Range<Int>) { bits |= SlotSet(slots).bits }

    func union(_ other: SlotSet) -> SlotSet { SlotSet(bits: bits | other.bits) }

    func intersection(_ other: SlotSet) -> SlotSet { SlotSet(bits: bits & other.bits) }

    struct Iterator: IteratorProtocol {
        fileprivate var left: UInt32

        @inline(__always)
        mutating func next() -> Int? {
            guard left != 0 else { return nil }
            let slot = left.trailingZeroBitCount
            left &= left - 1
            return slot
        }
    }

    @inline(__always)
    func makeIterator() -> Iterator { Iterator(left: bits) }
}
