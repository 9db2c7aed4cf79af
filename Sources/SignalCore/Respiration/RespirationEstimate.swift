/// How fast a person seems to breathe, read from the pulse waveform. Advisory: never an alarm.
///
/// No breathing takes away the very thing this is read from, so a number here is no proof of breath
/// and its absence no proof of apnea.
public struct RespirationEstimate: Equatable, Sendable {
    /// Breaths a minute, 6 to 43.8 in tenths; `nil` while there is too little signal.
    public var breathsPerMinute: Double?
    /// How far the signal agrees on this rate, 0 to 100; 0 when there is no value. See
    /// `Respiration.keptConfidence` for the least that is worth showing.
    public var confidence: UInt8

    /// No value.
    public static let none = RespirationEstimate(breathsPerMinute: nil, confidence: 0)

    /// Makes an estimate from breaths a minute and a confidence of 0 to 100.
    public init(breathsPerMinute: Double?, confidence: UInt8) {
        self.breathsPerMinute = breathsPerMinute
        self.confidence = confidence
    }
}
