/// What an account may do at the site. The words people read are the site's own titles; these are
/// only the names of rights. An account may hold several.
public enum Role: String, CaseIterable, Sendable {
    /// Helps at the seats, and reads the response that is going on.
    case responder
    /// Sees who wants someone to check in, and nothing of why.
    case supporter
    /// Reviews responses, looks after equipment, coverage, settings, people and the audit.
    case supervisor
    /// Reads counts, never a single response.
    case reporter
    /// Runs drills and simulated devices.
    case tester

    /// What this role adds to what every enrolled console can do. The one place that says so
    /// (minimum necessary by view).
    public var rights: Set<Right> {
        switch self {
        case .responder: []
        case .supporter: [.followUps]
        case .supervisor:
            [
                .reviewIncidents, .aggregates, .equipment, .settings, .people, .audit,
            ]
        case .reporter: [.aggregates]
        case .tester: [.simulate]
        }
    }
}
