/// Who or what asks for a page.
public struct Visitor: Equatable, Sendable {
    /// Where the request came from.
    public enum Place: Equatable, Sendable {
        /// The station's own screen.
        case stationScreen
        /// A console that a supervisor enrolled.
        case console
        /// Any other device.
        case strange
    }

    /// Where the request came from.
    public var place: Place
    /// The roles of who is signed in; `nil` when nobody is.
    public var roles: Set<Role>?
    /// True while someone hid this screen.
    public var isHidden: Bool

    /// Makes a visitor; a stranger with nobody signed in unless said otherwise.
    public init(place: Place = .strange, roles: Set<Role>? = nil, isHidden: Bool = false) {
        self.place = place
        self.roles = roles
        self.isHidden = isHidden
    }
}

/// Why a page is not shown, and so what may be done about it.
public enum AccessRefusal: String, CaseIterable, Equatable, Sendable {
    /// The device has to be enrolled by a supervisor first.
    case notEnrolled = "not-enrolled"
    /// Someone has to sign in.
    case signIn = "sign-in"
    /// No account exists yet; the station's own screen makes the first.
    case setUpFirst = "set-up-first"
    /// Who is signed in has no such right.
    case notYours = "not-yours"
    /// The screen is hidden; a tap on a handle shows it again.
    case hidden
}

/// Decides what a visitor may see. Pure; the same answer for the same question.
public enum Access {
    /// For how long after its close a response still counts as the current one, in hours: long
    /// enough to finish its record and to print the handover.
    public static let currentHours: Int64 = 2

    /// `nil` when the visitor may, else why not. `hasAccounts` is false until the first account is
    /// made.
    public static func refusal(
        of right: Right, to visitor: Visitor, hasAccounts: Bool
    ) -> AccessRefusal? {
        if right == .none { return nil }
        if right == .setUp { return setUpRefusal(to: visitor, hasAccounts: hasAccounts) }
        if right == .enrolHere { return enrolRefusal(to: visitor, hasAccounts: hasAccounts) }
        if visitor.place == .strange { return .notEnrolled }
        if visitor.isHidden && !right.worksWhileHidden { return .hidden }
        if right.isForAnyoneAtAConsole { return nil }
        guard hasAccounts else { return .setUpFirst }
        guard let roles = visitor.roles else { return .signIn }
        if right == .ownRecord { return nil }
        // Whoever may judge someone's work is not told who asked for company, whatever else they are.
        if right == .followUps, roles.contains(.supervisor) { return .notYours }
        return roles.contains { $0.rights.contains(right) } ? nil : .notYours
    }

    /// True while a response counts as current. Times in milliseconds since 1970 UTC; one that
    /// closed in the future (the clock was set back) is current.
    public static func isCurrent(closedAt: Int64?, now: Int64) -> Bool {
        guard let closedAt else { return true }
        return now - closedAt < currentHours * 3_600_000
    }

    /// Whoever stands at the station's own screen holds the box; nobody else makes the first account.
    private static func setUpRefusal(to visitor: Visitor, hasAccounts: Bool) -> AccessRefusal? {
        guard !hasAccounts else { return .signIn }
        return visitor.place == .stationScreen ? nil : .setUpFirst
    }

    private static func enrolRefusal(to visitor: Visitor, hasAccounts: Bool) -> AccessRefusal? {
        guard hasAccounts else { return .setUpFirst }
        guard let roles = visitor.roles else { return .signIn }
        return roles.contains(.supervisor) ? nil : .notYours
    }
}
