/// 120 slots of levels with their histogram, so that the median costs a step or two a second.
/// A slot with 0 is empty.
struct LevelWindow: Sendable {
    static var slots: Int { 120 }

    private var slot = InlineArray<120, UInt8>(repeating: 0)
    /// How many slots have each level; place 0 counts the empty ones.
    private var histogram = InlineArray<256, UInt8>(repeating: 0)
    /// The median's level as it was last asked for, and how many slots lie below it.
    private var level = 128
    private var below = LevelWindow.slots

    init() { histogram[0] = UInt8(Self.slots) }

    /// How many slots are not empty.
    @inline(__always)
    var filled: Int { Self.slots &- Int(unsafe histogram[unchecked: 0]) }

    /// Without a branch: what a noisy series does next cannot be guessed.
    @inline(__always)
    mutating func replace(_ index: Int, with value: UInt8) {
        let old = unsafe slot[unchecked: index]
        unsafe slot[unchecked: index] = value
        unsafe histogram[unchecked: Int(old)] &-= 1
        unsafe histogram[unchecked: Int(value)] &+= 1
        below &+= (Int(value) < level ? 1 : 0) &- (Int(old) < level ? 1 : 0)
    }

    /// Puts `value` into `count` slots from `first` on, and gives the slot after them.
    mutating func fill(from first: Int, with value: UInt8, count: Int) -> Int {
        var index = first
        let isFull = isFlat(at: value)
        for _ in 0..<count {
            if !isFull { replace(index, with: value) }
            index = index &+ 1 == Self.slots ? 0 : index &+ 1
        }
        return index
    }

    /// The lower of the two levels in the middle. Only when something is filled.
    @inline(__always)
    mutating func lowerMedian() -> Int { seek(rank: (filled &- 1) >> 1) }

    /// The upper of the two levels in the middle: the same for an odd number.
    @inline(__always)
    mutating func upperMedian() -> Int { seek(rank: filled >> 1) }

    @inline(__always)
    private mutating func seek(rank: Int) -> Int {
        let rank = rank &+ Int(unsafe histogram[unchecked: 0])
        while below > rank {
            level &-= 1
            below &-= Int(unsafe histogram[unchecked: level])
        }
        while below &+ Int(unsafe histogram[unchecked: level]) <= rank {
            below &+= Int(unsafe histogram[unchecked: level])
            level &+= 1
        }
        return level
    }

    /// Whether the median cannot lie above `value`, nor come to lie above it while `value` is all
    /// that comes: whatever leaves, what is not above `value` never becomes less.
    @inline(__always)
    mutating func holds(_ value: UInt8) -> Bool {
        filled > 0 && Int(value) >= upperMedian()
    }

    /// Whether every slot has this value.
    @inline(__always)
    func isFlat(at value: UInt8) -> Bool {
        unsafe histogram[unchecked: Int(value)] == UInt8(Self.slots)
    }
}
