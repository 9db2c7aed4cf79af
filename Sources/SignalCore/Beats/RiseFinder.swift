/// Finds every rise of a pulse waveform: peaks of its slope, smoothed twice over 83 ms.
///
/// Integers throughout, about a dozen operations a sample.
struct RiseFinder: Sendable {
    private let width: Int
    /// Samples from the steepest climb to the sample that tells of it.
    let delay: Int
    /// A third of what a sudden step of one count gives: less is no rise.
    private let leastStrength: Int32

    private var counts = InlineArray<64, Int32>(repeating: 0)
    private var onces = InlineArray<64, Int32>(repeating: 0)
    private var twices = InlineArray<64, Int32>(repeating: 0)
    private var place = 0
    private var once: Int32 = 0
    private var twice: Int32 = 0
    private var slope: Int32 = 0
    private var lowest: Int32 = 0
    private var isClimbing = false
    private var isEmpty = true

    /// Makes a finder for so many samples a second.
    init(sampleRateHertz rate: Int) {
        width = max(2, min((rate * 83 + 500) / 1000, 63))
        delay = (3 * width - 2) / 2 + 1
        leastStrength = Int32(3 * width * width)
    }

    /// Takes one sample, in counts; gives the strength of the rise whose steepest climb was
    /// `delay` samples ago, or 0.
    @inline(__always)
    mutating func take(_ count: Int32) -> Int32 {
        if isEmpty { fill(count) }
        var counts = counts.mutableSpan
        var onces = onces.mutableSpan
        var twices = twices.mutableSpan
        once += count - counts[place]
        counts[place] = count
        twice += once - onces[place]
        onces[place] = once
        let next = twice - twices[place]
        twices[place] = twice
        place = place + 1 == width ? 0 : place + 1
        return turn(next)
    }

    /// A peak of the slope counts for what it is and, by three tenths, for how far it stands above
    /// the lowest slope since the last peak: a weak beat on a falling wave is still sudden.
    @inline(__always)
    private mutating func turn(_ next: Int32) -> Int32 {
        let peak = slope
        slope = next
        guard next <= peak else {
            isClimbing = true
            return 0
        }
        let before = lowest
        lowest = min(lowest, next)
        guard isClimbing else { return 0 }
        isClimbing = false
        lowest = next
        let strength = 13 * peak - 3 * before
        return strength >= leastStrength ? strength : 0
    }

    /// As if the first sample had always been there.
    private mutating func fill(_ count: Int32) {
        isEmpty = false
        let width = Int32(width)
        (once, twice) = (count * width, count * width * width)
        for index in counts.indices {
            counts[index] = count
            onces[index] = once
            twices[index] = twice
        }
    }
}
