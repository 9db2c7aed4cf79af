/// Places readings on whole seconds, one each, though they come a little early or late.
///
/// A reading made at 11.999 s and the next at 13.001 s are two seconds that follow each other: cut off
/// to whole seconds they would leave a hole between them that nobody measured. Pure.
struct SecondGrid {
    private var last: (at: Int64, second: Int64)?

    /// A stored second never lies further than this from the reading, in milliseconds.
    private static let reach: Int64 = 1000

    /// The second a reading belongs to; both in milliseconds since 1970.
    mutating func place(_ at: Int64) -> Int64 {
        var second = (at + 500) / 1000 * 1000
        if let last {
            let seconds = (at - last.at + 500) / 1000
            let following = last.second + seconds * 1000
            if seconds > 0, abs(following - at) <= Self.reach { second = following }
        }
        last = (at, second)
        return second
    }
}
