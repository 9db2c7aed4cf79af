/// A first guess at what is behind a USB id.
public struct Fingerprint: Equatable, Hashable, Sendable {
    /// What kind of port the device makes. The raw value is the kernel's class of device.
    public enum Bus: String, Equatable, Hashable, Sendable {
        /// A serial port, through a bridge chip.
        case serial = "tty"
        /// Reports of a human-interface device.
        case hid = "hidraw"
    }

    /// The kind of port.
    public var bus: Bus
    /// The USB vendor id.
    public var vendorID: UInt16
    /// The USB product id; nil for any of the vendor's that has no row of its own.
    public var productID: UInt16?
    /// What the product's name must contain, in any case of letters; nil when any name will do.
    public var nameContains: String?
    /// The family's name, as on the command line.
    public var family: String
    /// How likely the guess is, 0 to 100. None is proof: the link listens before it claims.
    public var score: Int
    /// Whether sending the family's first request, after listening, can do no harm to whatever else
    /// has this id. Nothing is ever sent to a device not known to bear it.
    public var safeToWrite: Bool
    /// Which devices are meant, for people.
    public var models: String

    /// Makes a row.
    public init(
        bus: Bus = .serial, vendorID: UInt16, productID: UInt16?, nameContains: String? = nil,
        family: String, score: Int, safeToWrite: Bool, models: String = ""
    ) {
        precondition((0...100).contains(score), "a score lies between 0 and 100")
        self.bus = bus
        self.vendorID = vendorID
        self.productID = productID
        self.nameContains = nameContains
        self.family = family
        self.score = score
        self.safeToWrite = safeToWrite
        self.models = models
    }

    /// Whether the row speaks of this candidate, leaving aside that another may do so more exactly.
    func fits(_ candidate: Candidate) -> Bool {
        // A device without a port says nothing of the kind of port it would make.
        guard vendorID == candidate.vendorID, let product = candidate.productID,
            productID == nil || productID == product,
            candidate.subsystem == bus.rawValue || candidate.isWithoutPort
        else { return false }
        guard let nameContains else { return true }
        return candidate.product?.lowercased().contains(nameContains.lowercased()) ?? false
    }
}
