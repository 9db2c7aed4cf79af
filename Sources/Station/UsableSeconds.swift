import SignalCore

/// Of how many of a watch's seconds a value could be used: measured, not merely sent.
///
/// Seconds in which nothing came count too. After a restart the count begins anew.
struct UsableSeconds: Equatable, Sendable {
    private let from: BootTime
    private let hasOximeter: Bool
    private var measured: Int64 = 0

    /// A share of less says nothing yet, in seconds.
    private static let fewest: Int64 = 10

    init(from: BootTime, hasOximeter: Bool) {
        self.from = from
        self.hasOximeter = hasOximeter
    }

    mutating func take(_ reading: Reading) {
        if reading.state == .measured { measured += 1 }
    }

    /// The share in percent; `nil` while it says nothing.
    func percent(at now: BootTime) -> Int? {
        let all = now.millisecondsSince(from) / 1000
        guard hasOximeter || measured > 0, all >= Self.fewest else { return nil }
        return Int(min(100, measured * 100 / all))
    }
}
