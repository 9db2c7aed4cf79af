/// How urgent an alert is, in the three steps of IEC 60601-1-8.
public enum AlertPriority: Int, Comparable, CaseIterable, Sendable {
    /// Harm could come in many minutes to hours.
    case low = 1
    /// Harm could come in several to many minutes.
    case medium
    /// Death or injury could come within seconds to several minutes.
    case high

    /// The name in the log and on the wire.
    public var rawName: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        }
    }

    /// Reads a name back; `nil` for any other word.
    public init?(rawName: String) {
        guard let found = Self.allCases.first(where: { $0.rawName == rawName }) else { return nil }
        self = found
    }

    /// Orders from less to more urgent.
    public static func < (left: AlertPriority, right: AlertPriority) -> Bool {
        left.rawValue < right.rawValue
    }
}
