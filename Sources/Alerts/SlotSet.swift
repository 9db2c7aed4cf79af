/// A set of slots of the table, as bits: what is open, pending or hushed, without looking at it.
struct SlotSet: Equatable {
    private(set) var bits: UInt32 = 0

    init() {}

    init(_ slots: some Sequence<Int>) {
        for slot in slots { bits |= 1 << UInt32(slot) }
    }

    private init(bits: UInt32) { self.bits = bits }

    var isEmpty: Bool { bits == 0 }

    func contains(_ slot: Int) -> Bool { bits & (1 << UInt32(slot)) != 0 }

    mutating func set(_ slot: Int, _ isIn: Bool) {
        if isIn { bits |= 1 << UInt32(slot) } else { bits &= ~(1 << UInt32(slot)) }
    }

    func union(_ other: SlotSet) -> SlotSet { SlotSet(bits: bits | other.bits) }

    func intersection(_ other: SlotSet) -> SlotSet { SlotSet(bits: bits & other.bits) }

    /// The lowest slot at or above `from`; `nil` when there is none.
    func next(from: Int) -> Int? {
        guard from < 32 else { return nil }
        let rest = bits >> UInt32(from)
        return rest == 0 ? nil : from + rest.trailingZeroBitCount
    }
}
