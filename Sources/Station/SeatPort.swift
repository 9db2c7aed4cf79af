import Drivers
import Link
import SignalCore
import Synchronization

/// A port by its place. Its path may change (a cable comes back as ttyUSB1); the place does not.
final class PortName: Sendable {
    /// Where it is plugged in, or its path when it was named by hand.
    let location: String
    let family: Family
    /// True when the port has no hardware parent in sysfs.
    let simulated: Bool
    private let current: Mutex<String>

    init(location: String, path: String, family: Family, simulated: Bool) {
        self.location = location
        self.family = family
        self.simulated = simulated
        current = Mutex(path)
    }

    /// The path it has now.
    var path: String {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    /// How a state of this port is shown.
    func tile(_ state: LinkState, at now: BootTime) -> OximeterTile {
        var words: String?
        let shown: OximeterTile.State
        switch state {
        case .searching, .identifying: shown = .identifying
        case .streaming: shown = .streaming
        case .stalled: shown = .stalled
        case .gone: shown = .gone
        case .unusable(let sentence):
            shown = .unusable
            words = sentence
        }
        return OximeterTile(
            state: shown, since: now, port: path,
            family: shown == .streaming || shown == .stalled ? family.rawValue : nil,
            simulated: simulated, words: words)
    }
}
