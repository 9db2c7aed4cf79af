/// Why an export may not leave.
public struct ExportFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Where: the resource's or element's name, and its id when it has one.
    public let place: String
    /// What is wrong there.
    public let problem: String

    init(_ place: String, _ problem: String) {
        self.place = place
        self.problem = problem
    }

    /// One line.
    public var description: String { "\(place): \(problem)" }
}
