public import Ledger

/// How the person was some minutes after a dose. Breathing and being awake are asked apart: with
/// benzodiazepines one comes back long before the other.
public struct DoseResponse: Equatable, Sendable {
    /// How things changed.
    public enum Change: String, CaseIterable, Sendable {
        case improved
        case unchanged
        case worse
        case unknown
    }

    /// Yes, no, or nobody knows.
    public enum Known: String, CaseIterable, Sendable {
        case yes
        case no
        case unknown
        case notRecorded = "not-recorded"
    }

    /// The dose's entry; `nil` for the last one before this.
    public var dose: EntryID?
    /// How things changed.
    public var change: Change
    /// Whether the person breathes by themselves.
    public var breathing: Known
    /// Whether the person is awake.
    public var awake: Known

    /// Makes it.
    public init(
        dose: EntryID?, change: Change, breathing: Known = .notRecorded,
        awake: Known = .notRecorded
    ) {
        self.dose = dose
        self.change = change
        self.breathing = breathing
        self.awake = awake
    }
}

/// What came after, beyond the overdose itself.
public enum AfterEffect: String, CaseIterable, Sendable {
    case none
    case vomiting
    case withdrawalDistress = "withdrawal-distress"
    case agitation
    case confusion
    case seizure
    case reSedation = "re-sedation"
    case injury
    case other
}
