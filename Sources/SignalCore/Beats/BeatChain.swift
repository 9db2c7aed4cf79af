/// The rises not yet decided, and which of them belong to the best chain of beats.
///
/// A chain gains by every beat, the more the stronger, and loses by intervals unlike the usual one.
/// The oldest rise is a beat when it lies on the chain with the highest sum from the last beat to
/// the newest rise. At most 16 rises are weighed, so the work has a bound.
struct BeatChain: Sendable {
    static let room = 16

    private var rises = InlineArray<16, Rise>(repeating: Rise())
    private(set) var count = 0
    private var intervals = LastEight()
    private var strengths = LastEight()
    private var last: Rise?
    private var usualStrength: Float = 0
    private var usualLevel: Float = 0
    private var usualInterval: Float = 0
    private var usualIntervalLevel: Float = 0
    private var echoSamples: Float = 0

    private let rate: Float
    private let least: Int
    private let forget: Int

    init(sampleRateHertz rate: Int) {
        self.rate = Float(rate)
        least = (rate * BeatWeights.leastMilliseconds + 500) / 1000
        forget = rate * BeatWeights.forgetSeconds
        echoSamples = BeatWeights.firstEchoSeconds * self.rate
    }

    /// The sample of the oldest rise that waits.
    var oldest: Int { count > 0 ? rises[0].at : .max }

    /// A new rise joins; when there is no room the weakest that can go goes.
    mutating func add(at: Int, strength: Int32) {
        let strength = Float(strength)
        let rise = Rise(at: at, strength: strength, level: Logarithm.binary(strength))
        if count == Self.room {
            var weakest = 1
            for index in 2..<count where rises[index].strength < rises[weakest].strength {
                weakest = index
            }
            guard rises[weakest].strength < strength else { return }
            remove(weakest)
        }
        rises[count] = rise
        count += 1
    }

    private mutating func remove(_ index: Int) {
        for later in index + 1..<max(count, index + 1) { rises[later - 1] = rises[later] }
        count -= 1
    }

    /// Decides about the oldest rise, which leaves; true when it is a beat.
    mutating func decide() -> Bool {
        let rise = rises[0]
        if let last, rise.at - last.at < least {
            remove(0)
            return false
        }
        settle(rise)
        let isBeat = bestChainStartsWithOldest()
        remove(0)
        if isBeat { keep(rise) }
        return isBeat
    }

    /// What is usual, at the start and after a pause.
    private mutating func settle(_ rise: Rise) {
        if usualStrength == 0 { set(usualStrength: 0.8 * strongest) }
        guard let last, rise.at - last.at > forget else { return }
        self.last = nil
        set(usualStrength: 0.5 * (usualStrength + strongest))
    }

    private var strongest: Float {
        var strongest = rises[0].strength
        for index in 1..<max(count, 1) { strongest = max(strongest, rises[index].strength) }
        return strongest
    }

    private mutating func set(usualStrength strength: Float) {
        usualStrength = strength
        usualLevel = Logarithm.binary(strength)
    }

    private mutating func keep(_ rise: Rise) {
        if let last { intervals.add(Float(rise.at - last.at)) }
        if let median = intervals.median {
            usualInterval = median
            usualIntervalLevel = Logarithm.binary(median)
            echoSamples = max(
                BeatWeights.echoSeconds * rate, BeatWeights.echoShare * usualInterval)
        }
        strengths.add(rise.strength)
        if let median = strengths.median { set(usualStrength: median) }
        last = rise
    }

    private func bestChainStartsWithOldest() -> Bool {
        var sums = InlineArray<16, Float>(repeating: 0)
        var starts = InlineArray<16, Bool>(repeating: false)
        var best: Float = 0
        var answer = false
        for index in 0..<count {
            let rise = rises[index]
            var sum: Float = -1e9
            var start = index == 0
            if let last {
                if rise.at - last.at >= least { sum = link(last, rise) }
            } else {
                sum = 0
            }
            for earlier in 0..<index where rise.at - rises[earlier].at >= least {
                let through = sums[earlier] + link(rises[earlier], rise)
                if through > sum { (sum, start) = (through, starts[earlier]) }
            }
            sums[index] = sum + gain(rise)
            starts[index] = start
            if sums[index] > best { (best, answer) = (sums[index], start) }
        }
        return answer
    }

    @inline(__always)
    private func gain(_ rise: Rise) -> Float {
        let level = rise.level - usualLevel
        let held = min(max(level, BeatWeights.lowestLevel), BeatWeights.highestLevel)
        let faint = max(0, BeatWeights.faintLevel - level) * BeatWeights.faint
        return BeatWeights.beat + BeatWeights.strength * held - faint
    }

    /// What it costs, 0 or less, that one beat follows the other.
    @inline(__always)
    private func link(_ earlier: Rise, _ later: Rise) -> Float {
        let interval = Float(later.at - earlier.at)
        var cost: Float = 0
        if interval < echoSamples {
            // At the start the weaker of two close rises is doubted whichever comes first.
            let step = later.level - earlier.level
            cost = BeatWeights.echo * (usualInterval > 0 ? min(0, step) : -abs(step))
        }
        guard usualInterval > 0 else { return cost }
        let away = abs(Logarithm.binary(interval) - usualIntervalLevel)
        return cost - BeatWeights.interval * min(away, 1)
    }
}
