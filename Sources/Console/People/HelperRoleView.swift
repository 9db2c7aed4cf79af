import ResponseLog

/// A role somebody helps in, as one of a list to choose from.
struct HelperRoleView: Sendable {
    let value: String
    let words: String
    let on: Bool

    /// All there are to choose from.
    static func list(chosen: Responder.Role?) -> [HelperRoleView] {
        Responder.Role.allCases.filter { $0 != .notRecorded }.map {
            HelperRoleView(value: $0.rawValue, words: $0.words, on: $0 == chosen)
        }
    }

    /// Those of people who are no workers of the site: somebody else may have done it.
    static let others: [Responder.Role] = [.visitor, .friend, .bystander, .crew]
}
