/// How many seconds of a watch had a usable signal: the field's real failure, so it is counted.
/// In a published study of 599 events only 73 % had one.
public struct SignalShare: Equatable, Sendable {
    /// Seconds with a current value on a usable signal.
    public private(set) var measuredSeconds: Int64 = 0
    /// Seconds with a current value on a poor signal.
    public private(set) var unreliableSeconds: Int64 = 0
    /// Seconds without a value.
    public private(set) var absentSeconds: Int64 = 0

    /// Makes an empty count.
    public init() {}

    /// Every second counted.
    public var totalSeconds: Int64 { measuredSeconds + unreliableSeconds + absentSeconds }

    /// The share of measured seconds, 0 to 100, rounded down; `nil` before the first second.
    public var usablePercent: Int? {
        totalSeconds == 0 ? nil : Int(measuredSeconds * 100 / totalSeconds)
    }

    /// Counts one second.
    public mutating func count(_ state: Reading.State) {
        switch state {
        case .measured: measuredSeconds += 1
        case .unreliable: unreliableSeconds += 1
        case .absent: absentSeconds += 1
        }
    }
}
