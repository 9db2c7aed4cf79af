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

    /// How it was given.
    public var route: Route
    /// How much, in micrograms; `nil` when nobody knows. 1 to 20,000: twice the largest product.
    public var amountMicrograms: Int64?

    /// Makes a dose. Amounts outside 1 to 20,000 micrograms are a slip of the finger: refused.
    public init(route: Route, amountMicrograms: Int64?) throws(FactError) {
        if let amount = amountMicrograms, !(1...20_000).contains(amount) {
            throw FactError(field: "amountMicrograms", problem: "must be from 1 to 20000")
        }
        self.route = route
        self.amountMicrograms = amountMicrograms
    }

    /// A product the respond page offers at one touch, with its labelled amount.
    public struct Product: Sendable {
        /// What the button says.
        public let label: String
        /// How it is given.
        public let route: Route
        /// The labelled amount in micrograms.
        public let amountMicrograms: Int64
    }

    /// Products of the Canadian monographs: ampoules of 0.4 mg/mL and 1 mg/mL, nasal 2 mg and 4 mg.
    /// The first is what British Columbia's take-home kits hold (0.4 mg ampoules, into muscle).
    public static let products: [Product] = [
        Product(label: "0.4 mg into muscle", route: .intramuscular, amountMicrograms: 400),
        Product(label: "4 mg into nose", route: .intranasal, amountMicrograms: 4000),
        Product(label: "2 mg into nose", route: .intranasal, amountMicrograms: 2000),
        Product(label: "1 mg into muscle", route: .intramuscular, amountMicrograms: 1000),
        Product(label: "0.4 mg under skin", route: .subcutaneous, amountMicrograms: 400),
        Product(label: "0.4 mg into vein", route: .intravenous, amountMicrograms: 400),
    ]
}

/// A fact that cannot be recorded as given, and why.
public struct FactError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The field that is wrong.
    public let field: String
    /// What is wrong with it.
    public let problem: String

    /// Makes an error about one field.
    public init(field: String, problem: String) {
        self.field = field
        self.problem = problem
    }

    /// One sentence for people.
    public var description: String { "\(field) \(problem)" }
}
