public import Drivers

/// A family that may be behind a port.
public struct Suspect: Equatable, Hashable, Sendable {
    /// The family.
    public var family: Family
    /// Whether its commands may be sent there. False unless they are known to do no harm to whatever
    /// else may be behind the port.
    public var mayWrite: Bool

    /// Names a suspect.
    public init(family: Family, mayWrite: Bool) {
        self.family = family
        self.mayWrite = mayWrite
    }
}
