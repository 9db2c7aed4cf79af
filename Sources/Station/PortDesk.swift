import Discovery
import Drivers
import Link
import SerialPort
import Synchronization

/// Gives each port a seat and a link, and keeps both when the port comes back under another name.
///
/// Any thread may call it.
final class PortDesk: Sendable {
    private struct Open {
        var name: PortName
        var seat: Int
        var link: Link
    }

    private struct State {
        var ports: [String: Open] = [:]
        var remembered: [String: Int]
    }

    private let state: Mutex<State>
    private let sink: @Sendable (_ seat: Int, PortName) -> SeatSink
    private let hasRealWatch: @Sendable (_ seat: Int) -> Bool
    private let remember: @Sendable (_ location: String, _ seat: Int) -> Void

    /// Makes a desk that knows which seat each place had before. `remember` is called with new ones;
    /// a simulated port keeps away from seats where `hasRealWatch` is true.
    init(
        remembered: [String: Int], hasRealWatch: @escaping @Sendable (Int) -> Bool,
        sink: @escaping @Sendable (Int, PortName) -> SeatSink,
        remember: @escaping @Sendable (String, Int) -> Void
    ) {
        state = Mutex(State(remembered: remembered))
        self.hasRealWatch = hasRealWatch
        self.sink = sink
        self.remember = remember
    }

    /// Reads a port that was named by hand. A port without a hardware parent is simulated.
    func open(_ named: StationSettings.NamedPort) {
        let known = Discovery.describe(path: named.path)
        open(
            PortName(
                location: known.isSimulated ? named.path : known.location, path: named.path,
                family: named.family, simulated: known.isSimulated))
    }

    /// Follows what discovery says. Only ports that look like an oximeter's cable are touched.
    func take(_ event: DiscoveryEvent) {
        switch event {
        case .appeared(let candidate), .changed(let candidate):
            guard candidate.isReady,
                let guess = FingerprintTable.known.matches(for: candidate).first,
                guess.safeToWrite, let family = Family(rawValue: guess.family)
            else { return }
            appeared(candidate, family)
        case .disappeared: break  // The link sees it go and keeps its seat.
        }
    }

    private func appeared(_ candidate: Candidate, _ family: Family) {
        let known = state.withLock { $0.ports[candidate.location] }
        guard let known else {
            return open(
                PortName(
                    location: candidate.location, path: candidate.path, family: family,
                    simulated: candidate.isSimulated))
        }
        known.name.path = candidate.path
        known.link.retry()
    }

    private func open(_ name: PortName) {
        let line = LineSettings(baud: name.family.model.baud, parity: .none)
        let fresh: Int? = state.withLock { state in
            guard state.ports[name.location] == nil else { return nil }
            let seat = state.remembered[name.location] ?? freeSeat(for: name, in: state)
            let isNew = state.remembered[name.location] == nil
            state.remembered[name.location] = seat
            state.ports[name.location] = Open(
                name: name, seat: seat,
                link: Link.start(family: name.family, sink: sink(seat, name)) {
                    () throws(SerialPortError) in try SerialPort(path: name.path, line: line)
                })
            return isNew ? seat : nil
        }
        // A pseudo-terminal's number means nothing after it is gone; only real places are kept.
        if let fresh, !name.simulated { remember(name.location, fresh) }
    }

    private func freeSeat(for name: PortName, in state: State) -> Int {
        let taken = Set(state.remembered.values)
        var seat = 1
        while taken.contains(seat) || (name.simulated && hasRealWatch(seat)) { seat += 1 }
        return seat
    }

    /// The seat of a port named by hand.
    func seat(of path: String) -> Int? {
        state.withLock { state in state.ports.values.first { $0.name.path == path }?.seat }
    }

    /// True when the seat's port has no hardware behind it.
    func isSimulated(seat: Int) -> Bool {
        state.withLock { state in
            state.ports.values.contains { $0.seat == seat && $0.name.simulated }
        }
    }

    /// True when the seat has a port.
    func hasPort(seat: Int) -> Bool {
        state.withLock { state in state.ports.values.contains { $0.seat == seat } }
    }

    /// Closes every port and waits until their threads have ended.
    func stop() {
        let links = state.withLock { state in
            defer { state.ports = [:] }
            return state.ports.values.map(\.link)
        }
        for link in links { link.stop() }
    }
}
