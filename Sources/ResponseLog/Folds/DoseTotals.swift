/// Doses counted and added up.
public struct DoseTotals: Equatable, Sendable {
    /// How many doses.
    public var count: Int
    /// The sum of the known amounts, in micrograms.
    public var knownMicrograms: Int64
    /// How many doses have no known amount.
    public var unknownAmounts: Int
    /// The sum of the known amounts by route, in micrograms.
    public var microgramsByRoute: [Dose.Route: Int64]

    /// Adds up doses.
    public init(_ doses: [Dose]) {
        count = doses.count
        knownMicrograms = doses.reduce(0) { $0 + ($1.amountMicrograms ?? 0) }
        unknownAmounts = doses.count { $0.amountMicrograms == nil }
        microgramsByRoute = [:]
        for dose in doses {
            microgramsByRoute[dose.route, default: 0] += dose.amountMicrograms ?? 0
        }
    }
}
