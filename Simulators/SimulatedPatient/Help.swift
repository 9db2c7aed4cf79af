/// What a responder does for the person.
public enum Help: Equatable, Sendable {
    /// How naloxone is given.
    public enum Route: String, CaseIterable, Sendable {
        /// Into a muscle.
        case intramuscular = "im"
        /// Into the nose.
        case intranasal = "in"
        /// Into a vein.
        case intravenous = "iv"
        /// Under the skin.
        case subcutaneous = "sc"
    }

    /// A loud voice, a sternal rub: drives breathing for some seconds if the person can still react.
    case stimulation
    /// One breath by mask.
    case assistedBreath
    /// One breath every five seconds from now on.
    case assistedBreathsStarted
    /// No more assisted breaths.
    case assistedBreathsStopped
    /// Oxygen by mask, 0 to 15 litres a minute; 0 takes it away.
    case oxygen(litresPerMinute: Int)
    /// Naloxone by a route.
    case naloxone(micrograms: Int, route: Route)
}
