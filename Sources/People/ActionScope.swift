/// What the site says belongs to each role title's work. It is a statement, not a lock: what lies
/// outside is flagged on its row and never blocked, least of all in an emergency.
public struct ActionScope: Equatable, Sendable {
    /// Kinds of care entries, such as `care.oxygen`, by the site's role title. A title that is not
    /// here has no list, and nothing it does is flagged.
    public var kinds: [String: Set<String>]

    /// Makes a scope; none set.
    public init(kinds: [String: Set<String>] = [:]) { self.kinds = kinds }

    /// True when the site has a list for this title and the kind is not on it. Someone without a
    /// title, and any kind that is not care, is never flagged.
    public func isOutside(_ kind: String, title: String?) -> Bool {
        guard kind.hasPrefix("care."), let title, let list = kinds[title] else { return false }
        return !list.contains(kind)
    }
}
