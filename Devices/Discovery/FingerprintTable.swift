/// A first guess at what is behind a USB id.
public struct Fingerprint: Equatable, Hashable, Sendable {
    /// The USB vendor id.
    public var vendorID: UInt16
    /// The USB product id.
    public var productID: UInt16
    /// The family's name, as on the command line.
    public var family: String
    /// How likely the guess is, 0 to 100. None is proof: the link listens before it claims.
    public var score: Int
    /// Whether sending the family's first request can do no harm to whatever else has this id.
    /// Nothing is ever sent to a device not known to bear it.
    public var safeToWrite: Bool

    /// Makes a row.
    public init(
        vendorID: UInt16, productID: UInt16, family: String, score: Int, safeToWrite: Bool
    ) {
        precondition((0...100).contains(score), "a score lies between 0 and 100")
        self.vendorID = vendorID
        self.productID = productID
        self.family = family
        self.score = score
        self.safeToWrite = safeToWrite
    }
}

/// Which families a port may lead to, by its USB id.
public struct FingerprintTable: Equatable, Sendable {
    /// The rows, in no order that matters.
    public var rows: [Fingerprint]

    /// Makes a table of one's own, for a test or a site with odd cables.
    public init(rows: [Fingerprint]) { self.rows = rows }

    /// The ids known to be in oximeters' cables.
    public static let known = FingerprintTable(rows: [
        // Silicon Labs CP2102: in Contec's cable, and in printers, radios and development boards.
        Fingerprint(
            vendorID: 0x10c4, productID: 0xea60, family: "contec-v7", score: 60, safeToWrite: true)
    ])

    /// The guesses for a port, best first; none for a port without a USB id.
    public func matches(for candidate: Candidate) -> [Fingerprint] {
        rows.filter {
            $0.vendorID == candidate.vendorID && $0.productID == candidate.productID
        }.sorted { ($1.score, $0.family) < ($0.score, $1.family) }
    }
}
