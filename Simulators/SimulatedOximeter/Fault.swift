/// Something that goes wrong with the oximeter or its cable, on purpose.
public enum Fault: Equatable, Sendable {
    /// A stretch of simulated time, in seconds since the start.
    public struct Window: Equatable, Sendable {
        /// When it begins.
        public var startSeconds: Double
        /// How long it lasts; infinite when it never ends.
        public var lengthSeconds: Double

        /// Makes a stretch of time.
        public init(startSeconds: Double, lengthSeconds: Double = .infinity) {
            self.startSeconds = startSeconds
            self.lengthSeconds = lengthSeconds
        }

        /// Whether a moment lies within.
        public func contains(_ seconds: Double) -> Bool {
            seconds >= startSeconds && seconds < startSeconds + lengthSeconds
        }
    }

    /// The probe is off the finger.
    case fingerOut(FingerOutForm, Window)
    /// The device hangs and sends its last frame again and again.
    case freeze(Window)
    /// The device sends nothing, not even answers.
    case silence(Window)
    /// Each byte is lost with this probability.
    case dropBytes(probability: Double)
    /// Each byte has one bit turned with this probability.
    case flipBits(probability: Double)
    /// The cable is pulled: the port goes away, and comes back afterwards.
    case unplug(Window)
}
