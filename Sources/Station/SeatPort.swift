import Discovery
import Drivers
import Link
import SignalCore
import Synchronization

/// A port by its place. Its path may change (a cable comes back as ttyUSB1); the place does not.
final class SeatPort: Sendable {
    private struct State: Sendable {
        var path: String
        var isHID: Bool
        var family: Family?
    }

    /// Where it is plugged in, or its path when it was named by hand.
    let location: String
    /// True when the port has no hardware parent in sysfs.
    let simulated: Bool
    /// True when a person named the port: it is then looked up by its path at each opening.
    let isNamed: Bool
    private let state: Mutex<State>

    init(location: String, path: String, isHID: Bool, simulated: Bool, isNamed: Bool) {
        self.location = location
        self.simulated = simulated
        self.isNamed = isNamed
        state = Mutex(State(path: path, isHID: isHID, family: nil))
    }

    /// The path it has now, and whether reports are read there rather than a serial line.
    var place: (path: String, isHID: Bool) { state.withLock { ($0.path, $0.isHID) } }

    /// The path it has now.
    var path: String { state.withLock { $0.path } }

    /// The port came back, perhaps under another name.
    func moved(to path: String, isHID: Bool) {
        state.withLock { ($0.path, $0.isHID) = (path, isHID) }
    }

    /// The family that was heard; `nil` until one was.
    var family: Family? {
        get { state.withLock { $0.family } }
        set { state.withLock { $0.family = newValue } }
    }

    /// How a state of this port is shown.
    func tile(_ link: LinkState, at now: BootTime) -> OximeterTile {
        let shown: OximeterTile.State =
            switch link {
            case .searching, .identifying: .identifying
            case .streaming: .streaming
            case .stalled: .stalled
            case .gone: .gone
            case .taken: .taken
            case .noPermission: .noPermission
            case .unusable: .unusable
            }
        let known = state.withLock { ($0.path, $0.family) }
        return OximeterTile(
            state: shown, since: now, port: known.0,
            family: shown == .streaming || shown == .stalled ? known.1?.rawValue : nil,
            simulated: simulated, words: link.sentence)
    }
}
