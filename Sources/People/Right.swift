/// What a page or an act needs. Every route of the console names one.
public enum Right: String, CaseIterable, Sendable {
    /// Nothing: the style sheets, the sign-in page, the page that says a device is not enrolled.
    case none
    /// The floor and its live feed.
    case floor
    /// Helping: every act for someone who is watched, and the page it is done on.
    case respond
    /// A response that is open, or closed less than `Access.currentHours` ago, and its handover.
    case currentIncident = "current-incident"
    /// Older responses and watches, and lists that hold what people wrote.
    case reviewIncidents = "review-incidents"
    /// Who asked that someone check in.
    case followUps = "follow-ups"
    /// Counts over many responses.
    case aggregates
    /// Oximeters, kits, cylinders and their checks.
    case equipment
    /// Limits and the site's settings.
    case settings
    /// Accounts, their sessions, and consoles.
    case people
    /// Who read what.
    case audit
    /// One's own record.
    case ownRecord = "own-record"
    /// Drills, simulated people and devices.
    case simulate
    /// Making the first account.
    case setUp = "set-up"
    /// Making the device one sits at a console.
    case enrolHere = "enrol-here"

    /// True for what an enrolled console does without anyone signing in: an emergency never waits
    /// for a log-in.
    public var isForAnyoneAtAConsole: Bool {
        switch self {
        case .floor, .respond, .currentIncident: true
        default: false
        }
    }

    /// True for what a hidden screen still does. Alarms, numbers and help go on; details wait until
    /// someone taps a handle.
    public var worksWhileHidden: Bool {
        switch self {
        case .none, .floor, .respond: true
        default: false
        }
    }
}
