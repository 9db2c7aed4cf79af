import People
import ResponseLog

/// The words of people and rights.
extension Words {
    func refusal(_ refusal: AccessRefusal) -> String {
        switch refusal {
        case .notEnrolled:
            "This device is not enrolled at this site. A supervisor can enrol it with a code."
        case .signIn: "Reviewing asks for a handle and a passphrase. Helping does not."
        case .setUpFirst: "No one can review yet. The station's own screen makes the first account."
        case .notYours: "Your account does not include this page."
        case .hidden: "This screen is hidden. A tap on a handle shows it again."
        }
    }

    func door(_ door: Pages.Door) -> String {
        switch door {
        case .signIn: "Sign in"
        case .setUp: "First account"
        case .enrol: "This device is not enrolled"
        }
    }

    func role(_ role: Role) -> String {
        switch role {
        case .responder: "Responder"
        case .supporter: "Checks in with responders"
        case .supervisor: "Supervisor"
        case .reporter: "Counts only"
        case .tester: "Drills"
        }
    }
}
