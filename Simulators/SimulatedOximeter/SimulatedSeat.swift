public import SimulatedPatient
import Synchronization
import Threads

/// One simulated person behind one simulated oximeter on a real pseudo-terminal, with its own thread.
///
/// All members may be used from any thread. The seat ends with `stop`, or when nobody holds it.
public final class SimulatedSeat: Sendable {
    /// Speeds that a machine can keep up with.
    public static let speeds = 0.1...100.0

    /// The port a program opens at the start, such as `/dev/pts/7`.
    public let portPath: String
    /// The seed that gives this person and this device.
    public let seed: UInt64
    private let exchange: SeatExchange
    private let thread: Mutex<OSThread?>

    /// Opens the port and starts the person at second 0 of the scenario. `speed` is simulated
    /// seconds a second, 0.1 to 100. `portLink` names a symbolic link to make to the port.
    /// Throws `SeatError`.
    public init(
        scenario: Scenario, seed: UInt64, speed: Double = 1, portLink: String? = nil,
        family: OximeterFamily = .contecV7, faults: [Fault] = []
    ) throws {
        guard Self.speeds.contains(speed) else { throw SeatError.speed }
        let pty = try Pty()
        if let portLink { try PortLink.make(portLink, to: pty.path) }
        portPath = pty.path
        self.seed = seed
        let started = Self.start(
            family.oximeter, (scenario, seed, faults), pty, speed, portLink)
        exchange = started.exchange
        thread = Mutex(started.thread)
    }

    private static func start<Oximeter: EmulatedOximeter>(
        _ device: Oximeter.Type, _ life: (scenario: Scenario, seed: UInt64, faults: [Fault]),
        _ pty: Pty, _ speed: Double, _ link: String?
    ) -> (exchange: SeatExchange, thread: OSThread) {
        let unit = OximeterOnPerson<Oximeter>(
            scenario: life.scenario, seed: life.seed, faults: life.faults)
        let exchange = SeatExchange(
            facts: .init(state: unit.state, portPath: pty.path, portLink: link))
        let thread = OSThread.start {
            var driven = PtyOximeter(
                unit: unit, pty: pty, speed: speed, link: link, exchange: exchange)
            driven.run()
        }
        return (exchange, thread)
    }

    deinit { stop() }

    /// Helps the person, now.
    public func help(_ help: Help) { happen(.help(help)) }

    /// Lets something happen to the person, now.
    public func happen(_ event: PersonEvent) {
        exchange.orders.withLock { $0.events.append(event) }
        exchange.bell.wake()
    }

    /// The truth about the person at the device's last frame, or at most a tenth of a second old.
    public var state: SimulatedState { exchange.facts.withLock { $0.state } }

    /// The port as it is now: `nil` while unplugged, perhaps another number after that.
    public var currentPortPath: String? { exchange.facts.withLock { $0.portPath } }

    /// The link to that port: `nil` without one and while unplugged, another name after `rename`.
    public var currentPortLink: String? { exchange.facts.withLock { $0.portLink } }

    /// How many frames were dropped because no program read them.
    public var droppedFrames: UInt64 { exchange.facts.withLock { $0.droppedFrames } }

    /// Closes the port, removes the link and waits for the thread. Calling it again does nothing.
    public func stop() {
        exchange.orders.withLock { $0.isStopped = true }
        exchange.bell.wake()
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        running?.join()
    }
}
