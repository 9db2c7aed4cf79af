/// How well two different detectors agree on the beats of the last 8 s: a measure of how far the
/// waveform can be believed.
public struct WaveformAgreement: Sendable {
    private static let windowSeconds = 8
    private let window: Int
    private var beats = RecentPlaces()
    private var agreeing = RecentPlaces()

    /// Makes it for a waveform of so many samples a second.
    public init(sampleRateHertz: Int) {
        window = Self.windowSeconds * min(max(sampleRateHertz, 25), 500)
    }

    /// Takes the next beat.
    public mutating func take(_ beat: Beat) {
        beats.add(beat.sampleIndex)
        if beat.agrees { agreeing.add(beat.sampleIndex) }
    }

    /// The signal stopped: the beats so far are forgotten.
    public mutating func gap() {
        beats = RecentPlaces()
        agreeing = RecentPlaces()
    }

    /// The agreeing share, 0 to 100, of the beats of whichever detector found more in the 8 s
    /// before a sample; nil when neither found any.
    func percent(at sample: Int, second: RecentPlaces) -> UInt8? {
        let range = sample - window..<sample
        let most = max(beats.count(in: range), second.count(in: range))
        guard most > 0 else { return nil }
        return UInt8(min(100, agreeing.count(in: range) * 100 / most))
    }
}
