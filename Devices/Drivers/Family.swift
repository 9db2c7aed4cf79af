/// An oximeter family: devices that speak the same bytes. The raw value is its name everywhere.
public enum Family: String, CaseIterable, Sendable {
    /// Contec's protocol V7.0 at 115200: CMS50D+ from firmware 4.6, E, F, I and relabels.
    case contecV7 = "contec-v7"

    /// What a link must know to talk to this family.
    public var model: FamilyModel {
        switch self {
        case .contecV7: .contecV7
        }
    }

    /// The families' names in one sentence, for messages.
    public static var namesSentence: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// How a family is talked to.
public struct FamilyModel: Sendable {
    /// Line speed in bits a second; every family so far is 8 data bits and 1 stop bit.
    public let baud: Int
    /// How often the family renews its values, in milliseconds. A value is current for 1.5 × this.
    public let valuePeriodMilliseconds: Int64
    /// No live frame for so long: the start command is sent again, in milliseconds.
    public let quietMilliseconds: Int64
    /// Commands that start the stream, in order.
    public let start: [[UInt8]]
    /// The gap between start commands, in milliseconds.
    public let startGapMilliseconds: Int64
    /// Keeps the stream going; `nil` when the family needs none.
    public let keepAlive: [UInt8]?
    /// How often to keep it going, in milliseconds.
    public let keepAliveMilliseconds: Int64
    /// Sent when the stream stopped by itself; `nil` when the family takes no commands.
    public let restart: [UInt8]?
    /// Whole live frames that must be heard before a port is claimed.
    public let framesToClaim: UInt64
}
