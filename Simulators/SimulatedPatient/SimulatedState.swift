/// The truth about the simulated person at one moment: what a perfect observer would know.
public struct SimulatedState: Equatable, Sendable {
    /// Seconds of simulated time since the scenario began.
    public var seconds: Double
    /// Oxygen saturation in the arteries, 0 to 100 %.
    public var arterialPercent: Double
    /// Oxygen saturation at the fingertip, 0 to 100 %; the arteries' value some 15 to 20 s ago.
    public var spo2Percent: Double
    /// Pulse in beats a minute.
    public var pulseBpm: Double
    /// The person's own breaths in a minute; 0 when breathing has stopped.
    public var breathsPerMinute: Double
    /// Whether somebody breathes for the person.
    public var isAssisted: Bool
    /// Oxygen by mask in litres a minute; 0 for none.
    public var oxygenLitresPerMinute: Int
    /// How awake the person is.
    public var awake: AwakeLevel
    /// Whether the finger is in the probe.
    public var isFingerIn: Bool
    /// Perfusion index in percent: how strong the pulse is at the finger.
    public var perfusionPercent: Double
    /// How much the hand moves, 0 to 1.
    public var motion: Double
    /// The pulse waveform now, 0 to 1.
    public var pleth: Double
    /// Beats since the start; a rise by one marks a beat.
    public var beatCount: UInt64
}
