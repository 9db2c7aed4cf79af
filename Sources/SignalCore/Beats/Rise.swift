/// A place where the pulse wave climbs fastest: a heart beat, its echo, or nothing.
struct Rise: Sendable {
    /// The sample of the steepest climb, counted from the start.
    var at = 0
    /// How steep and how sudden; only compared with others of the same waveform.
    var strength: Float = 0
    /// The binary logarithm of `strength`.
    var level: Float = 0
}
