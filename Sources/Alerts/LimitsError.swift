/// Why numbers are not a set of limits.
public enum LimitsError: Error, Equatable, Sendable {
    /// Keys that are needed and not there, in the table's order.
    case missing([String])
    /// A number outside what a site may choose.
    case outOfRange(name: String, value: Int, allowed: ClosedRange<Int>)
    /// Two numbers that contradict each other, such as a critical limit above the low one.
    case contradiction(String)
}

extension LimitsError: CustomStringConvertible {
    /// One sentence a person can act on.
    public var description: String {
        switch self {
        case .missing(let names):
            "Limits are incomplete: \(names.joined(separator: ", ")) missing."
        case .outOfRange(let name, let value, let allowed):
            "\(name) is \(value); allowed is \(allowed.lowerBound) to \(allowed.upperBound)."
        case .contradiction(let sentence):
            sentence
        }
    }
}
