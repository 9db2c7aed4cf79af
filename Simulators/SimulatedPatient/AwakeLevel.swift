/// How awake the person is, in the words responders use (AVPU).
public enum AwakeLevel: String, CaseIterable, Comparable, Sendable {
    /// Nothing wakes them.
    case unresponsive
    /// Answers to pain only.
    case pain
    /// Answers to voice.
    case verbal
    /// Awake.
    case alert

    /// Orders levels from unresponsive to alert.
    public static func < (left: AwakeLevel, right: AwakeLevel) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .unresponsive: 0
        case .pain: 1
        case .verbal: 2
        case .alert: 3
        }
    }

    /// The level that belongs to a wakefulness of 0 to 1.
    init(wakefulness: Double) {
        switch wakefulness {
        case ..<0.2: self = .unresponsive
        case ..<0.45: self = .pain
        case ..<0.7: self = .verbal
        default: self = .alert
        }
    }
}
