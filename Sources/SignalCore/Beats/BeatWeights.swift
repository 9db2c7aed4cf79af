/// How rises and the times between them are weighed, in the units of a binary logarithm.
///
/// Fixed on 34 people in intensive care; see the notes on the method for how.
enum BeatWeights {
    /// What a beat of usual strength adds to a chain.
    static let beat: Float = 4.5
    /// What half the strength takes off.
    static let strength: Float = 0.8
    /// Below this level, 0.18 of the usual strength, more is taken off.
    static let faintLevel: Float = -2.5
    static let faint: Float = 2
    /// Levels are held between these, so that one artifact cannot outweigh all.
    static let lowestLevel: Float = -5
    static let highestLevel: Float = 0.5
    /// What an interval half or twice the usual one takes off; further off is not worse.
    static let interval: Float = 3
    /// What half the strength takes off when it follows a stronger rise so soon that it is likely
    /// the wave's own echo (the dicrotic wave).
    static let echo: Float = 3
    static let echoSeconds: Float = 0.42
    static let echoShare: Float = 0.4
    /// The same before any interval is known.
    static let firstEchoSeconds: Float = 0.6
    /// No two beats are closer: 222 a minute.
    static let leastMilliseconds = 270
    /// A rise waits so long for what follows it before it is called a beat or not.
    static let waitMilliseconds = 1500
    /// After so long without a beat, what was usual no longer counts.
    static let forgetSeconds = 3
}
