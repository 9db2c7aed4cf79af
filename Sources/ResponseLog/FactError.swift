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
