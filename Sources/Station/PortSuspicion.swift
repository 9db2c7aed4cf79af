public import Discovery
public import Drivers
public import Link

/// What may be behind a port, before anything is heard: the families to listen for, and whether any of
/// them may be spoken to.
public struct PortSuspicion: Equatable, Sendable {
    /// The families to listen for, the likeliest first.
    public var suspects: [Suspect]
    /// Fixed by the operator, or named with the port: only this is looked for.
    public var pinned: Family?

    /// A port found on USB: what its fingerprint says, or what a person pinned. `nil` for a port
    /// nobody says anything of: it is left alone.
    public init?(found candidate: Candidate, pinned: Family?) {
        let guesses = FingerprintTable.known.matches(for: candidate).compactMap { guess in
            Family(rawValue: guess.family).map {
                Suspect(family: $0, mayWrite: guess.safeToWrite)
            }
        }
        guard pinned != nil || !guesses.isEmpty else { return nil }
        suspects = guesses
        self.pinned = pinned
    }

    /// A port a person named. Nothing is written to a real one that was named without its family and
    /// has no fingerprint; what is simulated bears anything.
    public init(named candidate: Candidate, family: Family?) {
        if let found = PortSuspicion(found: candidate, pinned: family) {
            self = found
        } else {
            pinned = nil
            suspects = Family.allCases.filter { candidate.isSimulated || $0.model.bus != .hid }
                .map { Suspect(family: $0, mayWrite: candidate.isSimulated) }
        }
    }

    /// The rounds of listening, a family heard there before first.
    public func plan(remembered: Family?) -> ListeningPlan {
        ListeningPlan(suspects: suspects, remembered: remembered, pinned: pinned)
    }
}
