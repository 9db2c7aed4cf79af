/// How a family is listened to and talked to.
public struct FamilyModel: Sendable {
    /// What the family is read through.
    public enum Bus: Equatable, Sendable {
        /// A serial line; its settings in the order they are tried.
        case serial([FamilyLine])
        /// Reports of a USB human-interface device (hidraw).
        case hid
    }

    /// What the family is read through.
    public let bus: Bus
    /// How often the family renews its values, in milliseconds. A value is current for 1.5 × this,
    /// and a stream that is silent for 3 × this has stalled.
    public let valuePeriodMilliseconds: Int64
    /// How long one setting of the line is listened to before another is tried, in milliseconds.
    public let listenMilliseconds: Int64
    /// Whole live frames, with nothing between them, that must be heard before a port is claimed.
    public let framesToClaim: UInt64
    /// What is said to the device; `nil` for a family that is only ever listened to.
    public let talk: FamilyTalk?

    /// How long a stream may be silent before it counts as stalled, in milliseconds.
    public var stallMilliseconds: Int64 { valuePeriodMilliseconds * 3 }

    /// The settings of its serial line; none for a family on another bus.
    public var lines: [FamilyLine] {
        if case .serial(let lines) = bus { lines } else { [] }
    }
}

/// How a family's serial line is set; always eight data bits and one stop bit.
public struct FamilyLine: Equatable, Hashable, Sendable {
    /// Bits a second.
    public let baud: Int
    /// Whether each byte carries an odd check bit.
    public let oddParity: Bool

    /// Names a setting.
    public init(baud: Int, oddParity: Bool = false) {
        self.baud = baud
        self.oddParity = oddParity
    }
}

/// What is said to a device that streams only when it is asked to.
public struct FamilyTalk: Sendable {
    /// Commands that start the stream, in order.
    public let start: [[UInt8]]
    /// The gap between start commands, in milliseconds.
    public let startGapMilliseconds: Int64
    /// The place in `start` from which the commands are sent again when the stream went quiet.
    public let restartFrom: Int
    /// No live frame for so long: the start commands are sent again, in milliseconds.
    public let quietMilliseconds: Int64
    /// Keeps the stream going; `nil` when the family needs none.
    public let keepAlive: [UInt8]?
    /// How often to keep it going, in milliseconds.
    public let keepAliveMilliseconds: Int64
}
