/// Naloxone given once.
public struct Dose: Equatable, Sendable {
    /// How it was given.
    public enum Route: String, CaseIterable, Sendable {
        case intramuscular
        case intranasal
        case intravenous
        case subcutaneous
        case notRecorded = "not-recorded"
    }

    /// Where on the body.
    public enum Site: String, CaseIterable, Sendable {
        case leftThigh = "left-thigh"
        case rightThigh = "right-thigh"
        case leftArm = "left-arm"
        case rightArm = "right-arm"
        case leftNostril = "left-nostril"
        case rightNostril = "right-nostril"
        case notRecorded = "not-recorded"
    }

    /// How it was given.
    public var route: Route
    /// How much, in micrograms; `nil` when nobody knows. 1 to 20,000: twice the largest product.
    public var amountMicrograms: Int64?
    /// The product's strength in micrograms a millilitre; `nil` when nobody said.
    public var strengthMicrogramsPerMillilitre: Int64?
    /// Where on the body.
    public var site: Site
    /// The kit's label or lot; `nil` when nobody said.
    public var kit: String?
    /// True for a dose somebody else gave before anyone of the site was there.
    public var beforeUs: Bool

    /// Makes a dose. Amounts outside 1 to 20,000 micrograms are a slip of the finger: refused.
    public init(
        route: Route, amountMicrograms: Int64?, strengthMicrogramsPerMillilitre: Int64? = nil,
        site: Site = .notRecorded, kit: String? = nil, beforeUs: Bool = false
    ) throws(FactError) {
        if let amount = amountMicrograms, !(1...20_000).contains(amount) {
            throw FactError(field: "amountMicrograms", problem: "must be from 1 to 20000")
        }
        // 80 mg/mL is the strongest product named, a nasal spray of 8 mg in 0.1 mL.
        if let strength = strengthMicrogramsPerMillilitre, !(1...80_000).contains(strength) {
            throw FactError(
                field: "strengthMicrogramsPerMillilitre", problem: "must be from 1 to 80000")
        }
        self.route = route
        self.amountMicrograms = amountMicrograms
        self.strengthMicrogramsPerMillilitre = strengthMicrogramsPerMillilitre
        self.site = site
        self.kit = kit
        self.beforeUs = beforeUs
    }

    /// A product the respond page offers at one touch, with its labelled amount.
    public struct Product: Sendable {
        /// What the button says.
        public let label: String
        /// How it is given.
        public let route: Route
        /// The labelled amount in micrograms.
        public let amountMicrograms: Int64
        /// Its strength in micrograms a millilitre.
        public let strengthMicrogramsPerMillilitre: Int64
    }

    /// Products of the Canadian monographs: ampoules of 0.4 mg/mL and 1 mg/mL, nasal 2 mg and 4 mg
    /// in 0.1 mL each. The first is what British Columbia's take-home kits hold (0.4 mg ampoules,
    /// into muscle).
    public static let products: [Product] = [
        Product(
            label: "0.4 mg into muscle", route: .intramuscular, amountMicrograms: 400,
            strengthMicrogramsPerMillilitre: 400),
        Product(
            label: "4 mg into nose", route: .intranasal, amountMicrograms: 4000,
            strengthMicrogramsPerMillilitre: 40_000),
        Product(
            label: "2 mg into nose", route: .intranasal, amountMicrograms: 2000,
            strengthMicrogramsPerMillilitre: 20_000),
        Product(
            label: "1 mg into muscle", route: .intramuscular, amountMicrograms: 1000,
            strengthMicrogramsPerMillilitre: 1000),
        Product(
            label: "0.4 mg under skin", route: .subcutaneous, amountMicrograms: 400,
            strengthMicrogramsPerMillilitre: 400),
        Product(
            label: "0.4 mg into vein", route: .intravenous, amountMicrograms: 400,
            strengthMicrogramsPerMillilitre: 400),
    ]
}
