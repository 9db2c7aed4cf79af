public import Drivers

/// Bytes that belong to no whole frame, counted by why they were skipped.
public struct SkippedBytes: Sendable {
    private var counts = InlineArray<7, UInt64>(repeating: 0)

    /// Counts nothing yet.
    public init() {}

    /// How many were skipped for this reason.
    public subscript(why: SkipReason) -> UInt64 { counts[why.place] }

    /// How many were skipped.
    public var total: UInt64 {
        var total: UInt64 = 0
        for place in counts.indices { total += counts[place] }
        return total
    }

    mutating func add(_ count: Int, _ why: SkipReason) { counts[why.place] += UInt64(count) }

    mutating func add(_ other: SkippedBytes) {
        for place in counts.indices { counts[place] += other.counts[place] }
    }
}

extension SkipReason {
    fileprivate var place: Int {
        switch self {
        case .noFrameStart: 0
        case .unknownType: 1
        case .brokenFrame: 2
        case .badChecksum: 3
        case .unreadableLine: 4
        case .lineTooLong: 5
        case .truncated: 6
        }
    }
}
