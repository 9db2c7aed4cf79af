/// Which families a port may lead to, by its USB id and name.
public struct FingerprintTable: Equatable, Sendable {
    /// The rows, in no order that matters.
    public var rows: [Fingerprint]

    /// Makes a table of one's own, for a test or a site with odd cables.
    public init(rows: [Fingerprint]) { self.rows = rows }

    /// The guesses for a port, best first; none for a port without a USB id.
    ///
    /// Rows that name the product hold before those for all of a vendor's.
    public func matches(for candidate: Candidate) -> [Fingerprint] {
        let fitting = rows.filter { $0.fits(candidate) }
        let exact = fitting.filter { $0.productID != nil }
        return (exact.isEmpty ? fitting : exact).sorted {
            ($1.score, $0.family) < ($0.score, $1.family)
        }
    }

    /// Whether some human-interface device in the table has these ids, whatever its name. Only such
    /// a one is ever a candidate: the others are keyboards and mice.
    func knowsHID(vendor: UInt16?, product: UInt16?) -> Bool {
        rows.contains { $0.bus == .hid && $0.vendorID == vendor && $0.productID == product }
    }
}
