/// Finds heart beats in an oximeter's pulse waveform.
///
/// Every rise of the wave waits 1.5 s; then it is a beat if it lies on the best chain of rises, by
/// strength and by rhythm (see `BeatChain`). A beat is told `delaySamples` after its steepest
/// climb, about 1.6 s. Constant work and memory a sample, no allocation. Whole, in pieces or live,
/// the same samples give the same beats bit for bit. Heart beats that move no blood to the finger
/// cannot be found. Not for sharing between threads.
public struct BeatDetector: Sendable {
    /// Two detectors agree on a beat within so many milliseconds.
    static let agreementMilliseconds = 150

    /// Samples a second.
    public let sampleRateHertz: Int
    private var finder: RiseFinder
    private var chain: BeatChain
    private var slopes: SlopeSum
    private(set) var slopePlaces = RecentPlaces()
    /// Samples taken so far.
    private(set) var taken = 0
    private var due = Int.max
    private let reach: Int
    /// Samples from a beat to the sample that tells of it.
    public let delaySamples: Int

    /// Makes a detector for a waveform of `sampleRateHertz`, 25 to 500 samples a second; a rate
    /// outside is taken as the nearest of these.
    public init(sampleRateHertz: Int) {
        let rate = min(max(sampleRateHertz, 25), 500)
        self.sampleRateHertz = rate
        finder = RiseFinder(sampleRateHertz: rate)
        chain = BeatChain(sampleRateHertz: rate)
        slopes = SlopeSum(sampleRateHertz: rate, startingAt: 0)
        reach = rate * Self.agreementMilliseconds / 1000
        delaySamples = (rate * BeatWeights.waitMilliseconds + 500) / 1000 + finder.delay
    }

    /// Takes one sample, in the device's own counts; gives the beat it settles, if any. The beat
    /// lies `delaySamples` before.
    public mutating func take(_ pleth: UInt16) -> Beat? {
        let place = take(count: Int32(pleth))
        guard place >= 0 else { return nil }
        return Beat(sampleIndex: place, agrees: slopePlaces.holds(place, within: reach))
    }

    /// The waveform is over: gives the next beat among the rises that still wait, nil when none is
    /// left. After it only `gap` makes sense.
    public mutating func rest() -> Beat? {
        while chain.count > 0 {
            let place = decide()
            guard place >= 0 else { continue }
            return Beat(sampleIndex: place, agrees: slopePlaces.holds(place, within: reach))
        }
        return nil
    }

    /// The signal stopped: rises not yet decided are dropped and what was usual is forgotten.
    /// Numbers of samples go on.
    public mutating func gap() {
        finder = RiseFinder(sampleRateHertz: sampleRateHertz)
        chain = BeatChain(sampleRateHertz: sampleRateHertz)
        slopes = SlopeSum(sampleRateHertz: sampleRateHertz, startingAt: taken)
        slopePlaces = RecentPlaces()
        due = .max
    }

    /// The number of a beat's sample, or -1.
    @inline(__always)
    private mutating func take(count: Int32) -> Int {
        let at = taken
        taken += 1
        let slope = slopes.take(count, at: at)
        if slope >= 0 { slopePlaces.add(slope) }
        let strength = finder.take(count)
        if strength > 0 {
            chain.add(at: at - finder.delay, strength: strength)
            due = chain.oldest + delaySamples
        }
        guard at >= due else { return -1 }
        return decide()
    }

    @inline(never)
    private mutating func decide() -> Int {
        let place = chain.oldest
        let isBeat = chain.decide()
        due = chain.count > 0 ? chain.oldest + delaySamples : .max
        return isBeat ? place : -1
    }
}

extension BeatDetector {
    /// Takes a piece of a recording and writes the sample number of every beat it settles; the next
    /// piece goes on where this one ends. Gives how many it wrote; beats beyond the end of `places`
    /// are found but not written.
    public mutating func take(
        _ pleth: UnsafeBufferPointer<UInt8>, into places: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        unsafe takeAll(pleth, into: places)
    }

    /// The same for a waveform of 16 bits.
    public mutating func take(
        _ pleth: UnsafeBufferPointer<Int16>, into places: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        unsafe takeAll(pleth, into: places)
    }

    @inline(__always)
    private mutating func takeAll<Count: FixedWidthInteger>(
        _ pleth: UnsafeBufferPointer<Count>, into places: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        var written = 0
        for index in pleth.indices {
            let place = take(count: Int32(truncatingIfNeeded: unsafe pleth[index]))
            guard place >= 0, written < places.count else { continue }
            unsafe places[written] = place
            written += 1
        }
        return written
    }
}
