import Discovery
import Drivers
import Link
import SerialPort
import SignalCore
import Synchronization

/// Gives each port a seat and a link, and keeps both when the port comes back under another name.
///
/// Any thread may call it.
final class PortDesk: Sendable {
    private struct Open {
        var port: SeatPort
        var seat: Int
        var suspicion: PortSuspicion
        var tape: TapeLine?
        var link: Link
    }

    /// What is known of places from before: seats and families.
    struct Memory: Sendable {
        var seats: [String: Int] = [:]
        var families: [String: Family] = [:]
        var pins = Pins()
    }

    /// What the desk needs of the station.
    struct Surroundings: Sendable {
        /// A simulated port keeps away from seats where this is true.
        var hasRealWatch: @Sendable (_ seat: Int) -> Bool
        /// Takes what a seat's link finds.
        var sink: @Sendable (_ seat: Int, SeatPort) -> SeatSink
        /// The tape of a seat; `nil` when nothing is recorded.
        var tape: @Sendable (_ seat: Int) -> TapeLine?
        /// Notes a new seat of a place for the next run.
        var remember: @Sendable (_ location: String, _ seat: Int) -> Void
        /// A seat lost its oximeter to another one.
        var vacated: @Sendable (_ seat: Int) -> Void
        /// The sentences about devices that made no port changed.
        var portless: @Sendable ([String]) -> Void
    }

    private struct State {
        var ports: [String: Open] = [:]
        /// Ports named by hand, by their names.
        var named: [String: StationSettings.NamedPort] = [:]
        /// Tapes by seat.
        var tapes: [Int: TapeLine] = [:]
        /// Every candidate seen and not gone, so that a pin set later finds its port.
        var seen: [String: Candidate] = [:]
        var memory: Memory
        var isStopped = false
    }

    /// How a sentence about a device without a port begins.
    static let portlessPrefix = "An oximeter's cable makes no port"

    private let state: Mutex<State>
    private let surroundings: Surroundings
    private let portsChanged = Atomic(true)

    init(memory: Memory, _ surroundings: Surroundings) {
        state = Mutex(State(memory: memory))
        self.surroundings = surroundings
    }

    /// Takes what is fixed before any port is opened.
    func begin(with pins: Pins) { state.withLock { $0.memory.pins = pins } }

    /// Reads a port that was named by hand. A port without a hardware parent is simulated.
    func open(_ named: StationSettings.NamedPort) {
        state.withLock { state in
            state.named[named.path] = named
            open(named, in: &state)
        }
    }

    private func open(_ named: StationSettings.NamedPort, in state: inout State) {
        let known = Discovery.describe(path: named.path)
        let port = SeatPort(named: named.path, known)
        guard state.ports[port.location] == nil else { return }
        let family = named.family ?? state.memory.pins[port.location]?.family
        open(port, PortSuspicion(named: known, family: family), in: &state)
    }

    /// Whether something else came to a name than the port was opened for.
    var hasOutdated: Bool { state.withLock { $0.ports.values.contains { $0.port.isOutdated } } }

    /// Plans named ports anew at whose name something else has come, a first device among them. They
    /// keep their seats. Waits for the threads of ports that it closes: not for a task.
    func revise() {
        let outdated = state.withLock { state in
            let outdated = state.ports.values.filter(\.port.isOutdated)
            for open in outdated { state.ports[open.port.location] = nil }
            return outdated
        }
        for open in outdated { close(open) }
        for open in outdated { reviseOne(open) }
    }

    private func reviseOne(_ outdated: Open) {
        guard let name = outdated.port.name else { return }
        let location = SeatPort(named: name, Discovery.describe(path: name)).location
        // Discovery may have found the same cable, and given it a seat of its own.
        let found = state.withLock { $0.ports.removeValue(forKey: location) }
        if let found {
            close(found)
            if found.seat != outdated.seat { surroundings.vacated(found.seat) }
        }
        state.withLock { state in
            guard let named = state.named[name] else { return }
            if state.memory.pins[location]?.seat == nil {
                state.memory.seats[location] = outdated.seat
            }
            open(named, in: &state)
        }
    }

    /// Follows what discovery says. Only ports that look like an oximeter's, or were pinned, are
    /// touched.
    func take(_ event: DiscoveryEvent) {
        switch event {
        case .appeared(let candidate), .changed(let candidate):
            closeOther(than: candidate)
            state.withLock { state in
                state.seen[candidate.location] = candidate
                guard candidate.isReady, !candidate.isWithoutPort else { return }
                appeared(candidate, in: &state)
            }
        case .disappeared(let path):
            // The link sees its port go and keeps its seat.
            state.withLock { state in
                state.seen = state.seen.filter { $0.value.path != path }
            }
        }
        portsChanged.store(true, ordering: .relaxed)
    }

    /// Another kind of device was plugged in where one was: what was planned for that one, and what
    /// was heard of it, does not hold for this one.
    private func closeOther(than candidate: Candidate) {
        let other: Open? = state.withLock { state in
            guard candidate.isReady, !candidate.isWithoutPort,
                let known = state.ports[candidate.location],
                !known.port.isNamed, !known.port.planned.isSameDevice(as: candidate)
            else { return nil }
            state.memory.families[candidate.location] = nil
            return state.ports.removeValue(forKey: candidate.location)
        }
        guard let other else { return }
        close(other)
        surroundings.vacated(other.seat)
    }

    private func appeared(_ candidate: Candidate, in state: inout State) {
        if let known = state.ports[candidate.location] {
            if !known.port.isNamed {
                known.port.moved(to: candidate.path, isHID: candidate.isHID)
            }
            known.link.retry()
            return
        }
        let pinned = state.memory.pins[candidate.location]?.family
        guard let suspicion = PortSuspicion(found: candidate, pinned: pinned) else { return }
        open(SeatPort(found: candidate), suspicion, in: &state)
    }

    /// Whether ports changed since the last look at cables without one.
    func takePortsChanged() -> Bool { portsChanged.exchange(false, ordering: .relaxed) }

    /// Cables that are plugged in and made no port, or lost it: brltty takes some a second later.
    /// Looks again after any news of a port, not while it is told: looking takes milliseconds, and
    /// news may come in bursts. Not for a task: it walks /proc.
    func tellPortless() {
        let found = (try? Discovery.devicesWithoutPort()) ?? []
        let sentences = found.compactMap { device in
            Discovery.state(of: device).advice.map { "\(Self.portlessPrefix): \($0)" }
        }
        surroundings.portless(sentences.sorted())
    }

    /// Opens a port at its seat; the lock is held.
    private func open(_ port: SeatPort, _ suspicion: PortSuspicion, in state: inout State) {
        guard !state.isStopped else { return }
        let seat = seat(for: port, in: &state)
        // A seat has one tape whatever port it has, so no closed file is forgotten with its port.
        let tape = state.tapes[seat] ?? surroundings.tape(seat)
        state.tapes[seat] = tape
        let remembered = state.memory.families[port.location]
        state.ports[port.location] = Open(
            port: port, seat: seat, suspicion: suspicion, tape: tape,
            link: Link.start(
                plan: suspicion.plan(remembered: remembered), sink: surroundings.sink(seat, port)
            ) { setting throws(SerialPortError) in
                let place = port.place
                try port.check()
                let source = TapedPort(
                    try PortTransport(path: place.path, isHID: place.isHID, setting: setting),
                    tape: tape)
                try port.check()
                return source
            })
    }

    private func seat(for port: SeatPort, in state: inout State) -> Int {
        let location = port.location
        let pinnedElsewhere = Set(
            state.memory.pins.byLocation.filter { $0.key != location }.compactMap(\.value.seat))
        if let pinned = state.memory.pins[location]?.seat { return pinned }
        if let before = state.memory.seats[location], !pinnedElsewhere.contains(before) {
            return before
        }
        let taken = pinnedElsewhere.union(
            state.memory.seats.filter { $0.key != location }.map(\.value))
        var seat = 1
        while taken.contains(seat) || (port.isSimulated && surroundings.hasRealWatch(seat)) {
            seat += 1
        }
        state.memory.seats[location] = seat
        // A pseudo-terminal's number means nothing after it is gone; only real places are kept.
        if !port.isSimulated && port.planned.isReady { surroundings.remember(location, seat) }
        return seat
    }

    /// A family was heard on a port: it is tried first there from now on.
    func heard(_ family: Family, on port: SeatPort) {
        state.withLock { $0.memory.families[port.location] = family }
    }

    /// Takes over what an operator has fixed. Ports whose seat or family that changes are closed and
    /// opened again; waits for their threads to end.
    func apply(_ pins: Pins) {
        let moved: [Open] = state.withLock { state in
            let before = state.memory.pins
            state.memory.pins = pins
            guard pins != before else { return [] }
            let affected = state.ports.values.filter { open in
                let location = open.port.location
                return pins[location] != before[location]
                    || pins.byLocation.contains { $0.key != location && $0.value.seat == open.seat }
            }
            for open in affected { state.ports[open.port.location] = nil }
            return affected
        }
        for open in moved { close(open) }
        state.withLock { state in
            for open in moved where open.port.isNamed { reopen(open, in: &state) }
            for candidate in state.seen.values
            where candidate.isReady && !candidate.isWithoutPort
                && state.ports[candidate.location] == nil
            {
                appeared(candidate, in: &state)
            }
            let taken = Set(state.ports.values.map(\.seat))
            for open in moved where !taken.contains(open.seat) { surroundings.vacated(open.seat) }
        }
    }

    private func reopen(_ open: Open, in state: inout State) {
        var suspicion = open.suspicion
        if let family = state.memory.pins[open.port.location]?.family { suspicion.pinned = family }
        self.open(open.port, suspicion, in: &state)
    }

    private func close(_ open: Open) {
        open.link.stop()
        open.tape?.rest()
    }

    /// The seat of a port named by hand.
    func seat(of path: String) -> Int? {
        state.withLock { state in state.ports.values.first { $0.port.path == path }?.seat }
    }

    /// True when the seat's port has no hardware behind it.
    func isSimulated(seat: Int) -> Bool {
        state.withLock { state in
            state.ports.values.contains { $0.seat == seat && $0.port.isSimulated }
        }
    }

    /// True when the seat has a port.
    func hasPort(seat: Int) -> Bool {
        state.withLock { state in state.ports.values.contains { $0.seat == seat } }
    }

    /// Files of tapes that were closed since the last call.
    func takeClosedTapes() -> [WatchTape.Closed] {
        let tapes = state.withLock { Array($0.tapes.values) }
        return tapes.flatMap { $0.tape.takeClosed() }
    }

    /// Closes every port and waits until their threads have ended. The last tapes can be taken after.
    func stop() {
        let open = state.withLock { state in
            state.isStopped = true
            return Array(state.ports.values)
        }
        for port in open { close(port) }
    }
}
