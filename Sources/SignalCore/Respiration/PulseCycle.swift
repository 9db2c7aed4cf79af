/// One heart beat as the breathing estimate sees it: where its peak and its foot lie and how high.
///
/// Heights are in counts of the device times the finder's smoothing width; only how they change
/// from beat to beat matters.
struct PulseCycle: Sendable {
    /// The peak's place, in samples since the start or the last gap.
    var peakAt: Int
    var peak: Int32
    /// The lowest point before the peak.
    var foot: Int32
    /// The sum of every sample up to the peak, in counts.
    var total: Int64
}
