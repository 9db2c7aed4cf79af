/// One heart beat in a pulse waveform.
public struct Beat: Hashable, Sendable {
    /// The sample where the wave climbs fastest, counted from the first sample taken.
    public let sampleIndex: Int
    /// Whether the second detector saw it too, within 150 ms.
    public let agrees: Bool

    /// Makes a beat.
    public init(sampleIndex: Int, agrees: Bool) {
        self.sampleIndex = sampleIndex
        self.agrees = agrees
    }
}
