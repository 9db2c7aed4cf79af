/// The breathing rate from the pulse waveform, one estimate a second, from samples at or before it.
///
/// Breathing moves the height, level and interval of the pulse. Advisory only: no alert may rest on
/// it. Apnea takes away what it needs, slow waves of the vessels look like 6 breaths a minute,
/// breathing under opioids is irregular, and no public data prove it below 10 a minute.
///
/// The first value comes after 16 s of beats, about 20 s after the start or a gap; from then on
/// there is one until no beat has come for 5 s. Constant work and memory a sample, no allocation
/// after `init`. Whole, in pieces or live, the same samples give the same estimates bit for bit.
/// Not for sharing between threads.
public struct Respiration: Sendable {
    /// The least confidence worth showing: about 3 of 4 windows of the recordings reach it.
    public static let keptConfidence: UInt8 = 50
    /// Points needed for a first value: 16 s of two a second.
    private static let leastPoints = 32

    /// Samples a second.
    public let sampleRateHertz: Int
    private let waves: BreathWaves
    private var finder: PulseCycleFinder
    private var series: PulseModulations
    private var tracker = BreathTracker()
    private var samplesInSecond = 0

    /// Makes an estimator for a waveform of `sampleRateHertz`, 25 to 500 samples a second; a rate
    /// outside is taken as the nearest of these.
    public init(sampleRateHertz: Int) {
        let rate = min(max(sampleRateHertz, 25), 500)
        self.sampleRateHertz = rate
        waves = BreathWaves.shared
        finder = PulseCycleFinder(sampleRateHertz: rate)
        series = PulseModulations(sampleRateHertz: rate)
    }

    /// Takes one sample of the waveform, in the device's own counts.
    public mutating func take(_ pleth: UInt16) { take(count: Int32(pleth)) }

    /// Ends a second and says how fast the person seems to breathe. Call once a second.
    public mutating func second() -> RespirationEstimate {
        guard finder.samplesSinceCycle <= PulseModulations.longestIntervalSeconds * sampleRateHertz
        else {
            gap()
            return .none
        }
        guard series.count >= Self.leastPoints else { return .none }
        let spectrum = BreathSpectrum.of(series, waves: waves)
        tracker.walk()
        tracker.weigh(spectrum)
        let rate = tracker.median
        // What was followed and what is seen now must agree, on beats that come as beats do.
        let agreement = tracker.belief(around: rate) * spectrum.sum(around: rate)
        let confidence = agreement.squareRoot() * series.steadiness * 100
        return RespirationEstimate(
            breathsPerMinute: (Double(rate) * 10).rounded() / 10,
            confidence: UInt8(min(100, confidence.rounded())))
    }

    /// The signal stopped: all is forgotten, and no value comes before about 20 s of new signal.
    public mutating func gap() {
        finder = PulseCycleFinder(sampleRateHertz: sampleRateHertz)
        series = PulseModulations(sampleRateHertz: sampleRateHertz)
        tracker = BreathTracker()
    }

    @inline(__always)
    private mutating func take(count: Int32) {
        guard let cycle = finder.take(count) else { return }
        if !series.take(cycle) { tracker = BreathTracker() }
    }
}

extension Respiration {
    /// Takes a piece of a recording and writes one estimate for every second that ends in it; the
    /// next piece goes on where this one ends. Gives how many it wrote; seconds beyond the end of
    /// `estimates` are worked out but not written.
    public mutating func take(
        _ pleth: UnsafeBufferPointer<UInt8>,
        into estimates: UnsafeMutableBufferPointer<RespirationEstimate>
    ) -> Int {
        unsafe takeAll(pleth, into: estimates)
    }

    /// The same for a waveform of 16 bits.
    public mutating func take(
        _ pleth: UnsafeBufferPointer<Int16>,
        into estimates: UnsafeMutableBufferPointer<RespirationEstimate>
    ) -> Int {
        unsafe takeAll(pleth, into: estimates)
    }

    @inline(__always)
    private mutating func takeAll<Count: FixedWidthInteger>(
        _ pleth: UnsafeBufferPointer<Count>,
        into estimates: UnsafeMutableBufferPointer<RespirationEstimate>
    ) -> Int {
        var written = 0
        for index in pleth.indices {
            take(count: Int32(truncatingIfNeeded: unsafe pleth[index]))
            samplesInSecond += 1
            guard samplesInSecond == sampleRateHertz else { continue }
            samplesInSecond = 0
            let estimate = second()
            guard written < estimates.count else { continue }
            unsafe estimates[written] = estimate
            written += 1
        }
        return written
    }
}
