/// News of a port.
public enum DiscoveryEvent: Equatable, Sendable {
    /// A port is there that was not.
    case appeared(Candidate)
    /// A known port's facts or permissions changed: an open that failed is worth another try.
    case changed(Candidate)
    /// The port is gone. The same cable may come back under another path, at the same location.
    case disappeared(path: String)
}
