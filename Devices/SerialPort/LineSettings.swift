/// How a serial line is set: speed and parity. Always eight data bits and one stop bit, which is all
/// that oximeters use, and never any flow control.
public struct LineSettings: Equatable, Hashable, Sendable {
    /// The check bit sent with each byte.
    public enum Parity: Equatable, Hashable, Sendable {
        /// No check bit.
        case none
        /// The number of ones is odd.
        case odd
        /// The number of ones is even.
        case even
    }

    /// Data bits a byte.
    public static let dataBits = 8
    /// Stop bits a byte.
    public static let stopBits = 1
    /// The speeds a port can be opened at.
    public static let supportedBauds = [
        1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600,
    ]

    /// Bits a second. A speed outside `supportedBauds` is refused when the port is opened.
    public var baud: Int
    /// The check bit.
    public var parity: Parity

    /// Makes settings; what cannot be done is refused when the port is opened.
    public init(baud: Int, parity: Parity = .none) {
        self.baud = baud
        self.parity = parity
    }
}

extension LineSettings: CustomStringConvertible {
    /// The settings as people write them: `19200 8O1`.
    public var description: String {
        let letter =
            switch parity {
            case .none: "N"
            case .odd: "O"
            case .even: "E"
            }
        return "\(baud) \(Self.dataBits)\(letter)\(Self.stopBits)"
    }
}
