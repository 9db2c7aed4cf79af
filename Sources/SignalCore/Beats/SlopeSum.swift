/// A second, different detector: the sum of all climbing over 128 ms against a threshold that
/// follows the usual peak of that sum (the idea of the slope sum function of Zong, 2003).
struct SlopeSum: Sendable {
    private let width: Int
    private let hold: Int
    private let patience: Int
    /// Samples from the middle of the climb to the sample at which its peak was seen.
    private let half: Int
    private var climbs = InlineArray<64, Int32>(repeating: 0)
    private var place = 0
    private var sum: Int32 = 0
    private var before: Int32?
    private var usual: Int32 = 0
    private var top: Int32 = 0
    private var topAt = 0
    private var isOver = false
    private var quietUntil = 0
    private var easeAt: Int

    init(sampleRateHertz rate: Int, startingAt at: Int) {
        width = max(2, min((rate * 128 + 500) / 1000, 63))
        hold = rate * BeatWeights.leastMilliseconds / 1000
        patience = 2 * rate
        half = width / 2
        easeAt = at + patience
    }

    /// Takes the sample of that number; gives the number of the sample in the middle of a climb
    /// when its peak has passed, else -1.
    @inline(__always)
    mutating func take(_ count: Int32, at: Int) -> Int {
        let climb = max(0, count - (before ?? count))
        before = count
        var climbs = climbs.mutableSpan
        sum += climb - climbs[place]
        climbs[place] = climb
        place = place + 1 == width ? 0 : place + 1
        if at >= easeAt { ease(at) }
        return isOver ? fall(at) : rise(at)
    }

    @inline(__always)
    private mutating func rise(_ at: Int) -> Int {
        // Two fifths of the usual peak, and more than one count.
        if sum * 5 > usual * 2, sum > 1, at >= quietUntil {
            isOver = true
            (top, topAt) = (sum, at)
        }
        return -1
    }

    /// The peak stands when the sum has fallen by half.
    @inline(__always)
    private mutating func fall(_ at: Int) -> Int {
        if sum > top { (top, topAt) = (sum, at) }
        guard sum * 2 <= top else { return -1 }
        isOver = false
        quietUntil = topAt + hold
        easeAt = at + patience
        // Quick to follow upwards, slow downwards, so that echoes do not become what is usual. One
        // peak counts for at most twice the usual one.
        let seen = usual == 0 ? top : min(top, 2 * usual)
        usual += usual == 0 ? seen : (seen - usual) / (seen > usual ? 4 : 16)
        return topAt - half
    }

    private mutating func ease(_ at: Int) {
        usual /= 2
        easeAt = at + patience / 2
    }
}
