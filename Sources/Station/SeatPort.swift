import Discovery
import Drivers
import Link
import SerialPort
import SignalCore
import Synchronization

/// A port by its place. Its path may change (a cable comes back as ttyUSB1); the place does not.
final class SeatPort: Sendable {
    private struct State: Sendable {
        var path: String
        var isHID: Bool
        var family: Family?
    }

    /// What was there when it was decided how to listen, and whether to write.
    let planned: Candidate
    /// The path a person named; `nil` for a port that was found. It is looked up at each opening.
    let name: String?
    private let state: Mutex<State>
    private let outdated = Atomic(false)

    /// A port that was found.
    init(found: Candidate) {
        planned = found
        name = nil
        state = Mutex(State(path: found.path, isHID: found.isHID, family: nil))
    }

    /// A port that a person named, and what is there now, if anything is.
    init(named name: String, _ known: Candidate) {
        planned = known
        self.name = name
        state = Mutex(State(path: name, isHID: known.isHID, family: nil))
    }

    /// Where it is plugged in, or its path when it was named by hand and is not on USB.
    var location: String { isSimulated ? name ?? planned.location : planned.location }
    /// True when the port has no hardware parent in sysfs.
    var isSimulated: Bool { planned.isSimulated }
    /// True when a person named the port.
    var isNamed: Bool { name != nil }
    /// True when something else than was planned for was seen at the name: it has to be planned anew.
    var isOutdated: Bool { outdated.load(ordering: .relaxed) }

    /// Makes sure that the path leads to what was planned for. A name such as `ttyUSB0` goes to
    /// whatever is plugged in next: without this a neighbour's oximeter is read at this seat, and a
    /// stranger is written to. Ask before opening and again after it.
    func check() throws(SerialPortError) {
        guard let name else {
            let path = path
            let now = Discovery.current(at(path))
            guard let now, now.isSameDevice(as: planned) else { throw .gone(path: path) }
            return
        }
        let now = Discovery.describe(path: name)
        let isSame =
            now.isSimulated
            ? planned.isSimulated && now.isHID == planned.isHID : now.isSameDevice(as: planned)
        guard isSame, planned.isReady || !now.isReady else {
            if now.isReady { outdated.store(true, ordering: .relaxed) }
            throw .notFound(path: name)
        }
    }

    private func at(_ path: String) -> Candidate {
        var now = planned
        now.path = path
        return now
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
            simulated: isSimulated, words: link.sentence)
    }
}
