import Alerts
import Discovery
import Drivers
import Ledger
import Logging
public import ResponseLog
public import SignalCore
import Store
import Synchronization
import Threads

/// The station: ports, alerts, ledger and screens wired together. All members are safe from any
/// thread or task. What people do is in `Station+acts.swift`, what screens ask in
/// `Station+questions.swift`, starting and stopping in `Station+life.swift`.
public final class Station: Sendable {
    /// What screens show, newest wins.
    public let board: LiveBoard
    /// How this station was set up.
    public let settings: StationSettings
    let store: LedgerStore
    let clock: WallClock
    let book: WatchBook
    let limits: LimitsDesk
    let alerts: AlertThread
    let sound: SoundDesk
    let ports: PortDesk
    /// Who may do what, and who read what.
    public let people: PeopleDesk
    let readings: ReadingLog
    let notes: SideNotes
    let pins: PinFile
    let tapes: TapeLibrary
    /// `nil` when nothing is recorded.
    let tapeThread: TapeThread?
    let discovery = Mutex<DiscoveryMonitor?>(nil)
    let careObservers = Mutex<[@Sendable (Int?, CareAct) -> Void]>([])
    /// Held while the book changes and the alert thread is told, so that both see one order.
    let turn = Mutex(())
    let roles = RoleNotes()
    let recentHushes = Mutex(RecentTouches())
    let nextPlaceAway = Atomic(WatchBook.firstPlaceAway)
    let log: Logger

    init(
        settings: StationSettings, store: LedgerStore, clock: WallClock, book: WatchBook,
        remembered: PortDesk.Memory, log: Logger
    ) {
        let seats = 1...max(settings.seats, 1)
        let board = LiveBoard(
            site: settings.site, tiles: seats.map { SeatTile(seat: $0, label: "Seat \($0)") })
        let notes = SideNotes()
        let readings = ReadingLog()
        let limits = LimitsDesk(settings.limits)
        self.limits = limits
        let effects = EffectDesk(
            board: board, book: book, store: store, clock: clock, settings: settings,
            limits: limits)
        let alerts = AlertThread(
            seats: seats, carryOut: { effects.carryOut($0) },
            lost: { effects.lost($0) })
        let sound = SoundDesk(
            board: board, device: settings.sound.device, command: settings.sound.command,
            testHours: settings.sound.testHours
        ) { kind, holds, note in
            alerts.send(.station(kind, holds: holds, note: note))
        }
        effects.connect(alerts, sound)
        self.sound = sound
        self.settings = settings
        self.store = store
        people = PeopleDesk(directory: settings.dataDirectory, ledger: store, clock: clock)
        self.clock = clock
        self.board = board
        self.book = book
        self.readings = readings
        self.alerts = alerts
        self.log = log
        self.notes = notes
        pins = PinFile(dataDirectory: settings.dataDirectory)
        tapes = TapeLibrary(shelf: RecordingShelf(dataDirectory: settings.dataDirectory))
        tapeThread = settings.recordsBytes ? TapeThread() : nil
        ports = Self.portDesk(
            remembered, settings, book: book, notes: notes, board: board, alerts: alerts,
            readings: readings, shelf: tapes.shelf, tapeThread: tapeThread)
    }

    /// What the station's clocks say now.
    public struct Now: Sendable {
        /// The clock that counts from boot.
        public var boot: BootTime
        /// Wall time in milliseconds since 1970 UTC.
        public var unixMilliseconds: Int64
        /// The local clock's distance from UTC, in minutes.
        public var utcOffsetMinutes: Int
    }

    /// What the station's clocks say now.
    public func now() -> Now {
        let stamp = clock.now()
        return Now(
            boot: BootTime(milliseconds: stamp.boottimeMilliseconds),
            unixMilliseconds: stamp.recordedUnixMilliseconds,
            utcOffsetMinutes: stamp.utcOffsetMinutes)
    }

    /// Calls `body` for each act recorded for someone at a seat: simulated people feel help this way.
    public func onCare(_ body: @escaping @Sendable (_ seat: Int?, CareAct) -> Void) {
        careObservers.withLock { $0.append(body) }
    }

    /// The seat whose port has this path.
    public func seat(ofPort path: String) -> Int? { ports.seat(of: path) }
}
