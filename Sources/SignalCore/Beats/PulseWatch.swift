/// Beats, pulse rate and agreement of one live waveform.
///
/// What a second says is about the 8 s that ended 1.7 s before it. Constant work and memory a
/// sample, no allocation. Not for sharing between threads.
public struct PulseWatch: Sendable {
    private var detector: BeatDetector
    private var rate: PulseRate
    private var agreement: WaveformAgreement

    /// Makes a watch for a waveform of `sampleRateHertz`, 25 to 500 samples a second; a rate
    /// outside is taken as the nearest of these.
    public init(sampleRateHertz: Int) {
        detector = BeatDetector(sampleRateHertz: sampleRateHertz)
        rate = PulseRate(sampleRateHertz: sampleRateHertz)
        agreement = WaveformAgreement(sampleRateHertz: sampleRateHertz)
    }

    /// Takes one sample, in the device's own counts; gives the beat it settles, if any.
    @discardableResult
    public mutating func take(_ pleth: UInt16) -> Beat? {
        guard let beat = detector.take(pleth) else { return nil }
        rate.take(beat)
        agreement.take(beat)
        return beat
    }

    /// The waveform is over: gives the next beat of its last 1.7 s, nil when none is left.
    public mutating func rest() -> Beat? { detector.rest() }

    /// Ends a second and says what is known of the pulse. Call once a second.
    public func second() -> PulseSecond {
        let decided = detector.taken - detector.delaySamples
        return PulseSecond(
            ownPulseBpm: rate.beatsPerMinute(at: decided),
            agreementPercent: agreement.percent(at: decided, second: detector.slopePlaces))
    }

    /// The signal stopped: no rate comes before there are three beats of new signal.
    public mutating func gap() {
        detector.gap()
        rate.gap()
        agreement.gap()
    }
}
