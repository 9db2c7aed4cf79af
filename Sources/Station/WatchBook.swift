import Ledger
import People
public import ResponseLog
import Synchronization

/// The open watches with everything logged about them, in memory: what screens and timers use, also
/// while the disk does not take entries. The ledger is the lasting truth; this is read back from it.
///
/// Any thread may call it.
final class WatchBook: Sendable {
    private struct Page {
        var start: WatchStart
        /// Where the person is now; `nil` away from every seat.
        var seat: Int64?
        var entries: [LogEntry]
        var known: Set<EntryID>
        var incidents: Set<EntryID> = []
        var lastIncident: EntryID?
        var people: [String: String] = [:]

        init(start: WatchStart, entries: [LogEntry]) {
            self.start = start
            seat = start.seat
            self.entries = []
            known = []
            for entry in entries { take(entry) }
        }

        /// The oximeter began it and no person has entered anything.
        var beganByItselfAlone: Bool {
            start.origin == .fingerOn && incidents.isEmpty
                && entries.allSatisfy { entry in
                    switch entry.fact {
                    case .watchStarted: true
                    case .alertChanged: entry.didBy == nil
                    default: false
                    }
                }
        }

        private mutating func join(_ incident: EntryID) {
            incidents.insert(incident)
            lastIncident = incident
        }

        mutating func take(_ entry: LogEntry) {
            switch entry.fact {
            case .incidentOpened(let opened): join(opened.incident)
            case .incidentJoined(let incident, _): join(incident)
            // The written entry comes after the waiting one, and may come after a later move.
            case .watchMoved(_, let seat) where !known.contains(entry.entry): self.seat = seat
            default: break
            }
            if known.insert(entry.entry).inserted {
                entries.append(entry)
            } else if let place = entries.firstIndex(where: {
                $0.entry == entry.entry && $0.isWaiting
            }) {
                entries[place] = entry
            }
        }
    }

    private let pages = Mutex<[EntryID: Page]>([:])

    /// Places of people away from every seat are numbered from here.
    static let firstPlaceAway = 9001

    /// Opens a watch unless its seat has one already; gives the watch that is open there now.
    func open(
        seat: Int?, make: (_ takenHandles: Set<String>) -> (WatchStart, LogEntry)
    ) -> (start: WatchStart, opened: Bool) {
        pages.withLock { pages in
            if let seat, let page = pages.values.first(where: { $0.seat == Int64(seat) }) {
                return (page.start, false)
            }
            let (start, entry) = make(Set(pages.values.map(\.start.handle)))
            if let page = pages[start.watch] { return (page.start, false) }
            pages[start.watch] = Page(start: start, entries: [entry])
            return (start, true)
        }
    }

    /// Moves a person to another seat, or away from every seat, by the entry that says so. A watch
    /// that began there by itself, with nothing entered by anyone, was the same person's finger: it is
    /// taken out and given back, to be ended. Throws `seatTaken` when someone else is watched there.
    func move(_ watch: EntryID, to seat: Int?, by entry: LogEntry) throws -> WatchStart? {
        try pages.withLock { pages in
            guard pages[watch] != nil else { throw StationError.noSuchWatch }
            var displaced: WatchStart?
            if let seat,
                let other = pages.first(where: { $0.key != watch && $0.value.seat == Int64(seat) })
            {
                guard other.value.beganByItselfAlone else { throw StationError.seatTaken(seat) }
                displaced = pages.removeValue(forKey: other.key)?.start
            }
            pages[watch]?.take(entry)
            return displaced
        }
    }

    /// True when nobody is watched at the seat, or only by a watch that began by itself.
    func mayMove(to seat: Int) -> Bool {
        pages.withLock { pages in
            pages.values.first { $0.seat == Int64(seat) }?.beganByItselfAlone ?? true
        }
    }

    /// Where the person of an open watch is now; `nil` away from every seat or when it is not open.
    func seat(of watch: EntryID) -> Int? { pages.withLock { $0[watch]?.seat.map(Int.init) } }

    /// Puts back a watch read from the ledger.
    func restore(_ start: WatchStart, entries: [LogEntry]) {
        pages.withLock { $0[start.watch] = Page(start: start, entries: entries) }
    }

    /// Takes a watch out; its entries are in the ledger.
    func close(_ watch: EntryID) { _ = pages.withLock { $0.removeValue(forKey: watch) } }

    /// Adds an entry to the watches it is about, or puts the written one in place of the one that
    /// waited for the disk. Gives those watches; none when they are not open.
    @discardableResult
    func add(_ entry: LogEntry) -> [EntryID] {
        pages.withLock { pages in
            let watches = Self.watches(of: entry, in: pages)
            for watch in watches { pages[watch]?.take(entry) }
            return watches
        }
    }

    private static func watches(of entry: LogEntry, in pages: [EntryID: Page]) -> [EntryID] {
        guard let fact = entry.fact else { return [] }
        if let watch = fact.watch { return pages[watch] == nil ? [] : [watch] }
        // What is about the response as a whole belongs to everybody in it.
        guard let incident = fact.incident else { return [] }
        return pages.filter { $0.value.incidents.contains(incident) }.map(\.key)
    }

    /// The watch as it stands; `nil` when it is not open.
    func record(_ watch: EntryID) -> WatchRecord? {
        let entries = pages.withLock { $0[watch]?.entries }
        return entries.flatMap { WatchRecord(watch: watch, entries: $0) }
    }

    /// Every entry of a watch, in the order it came.
    func entries(_ watch: EntryID) -> [LogEntry]? { pages.withLock { $0[watch]?.entries } }

    /// How a watch began; `nil` when it is not open.
    func start(_ watch: EntryID) -> WatchStart? { pages.withLock { $0[watch]?.start } }

    /// The watch open at a seat.
    func watch(at seat: Int) -> WatchStart? {
        pages.withLock { pages in
            pages.values.first { $0.seat == Int64(seat) }?.start
        }
    }

    /// Whose raw bytes a seat's port brings now; `nil` when nobody is watched there.
    func tapeOwner(at seat: Int) -> WatchTape.Owner? {
        pages.withLock { pages in
            pages.first { $0.value.seat == Int64(seat) }.map {
                WatchTape.Owner(watch: $0.key, incident: $0.value.lastIncident)
            }
        }
    }

    /// The random id that stands for a handle within one watch, and whether it is new.
    func person(_ label: String, in watch: EntryID) -> (id: String, isNew: Bool) {
        pages.withLock { pages in
            if let id = pages[watch]?.people[label] { return (id, false) }
            let id = EntryID.random().text
            pages[watch]?.people[label] = id
            return (id, true)
        }
    }

    /// The handle behind a random id of a watch that is open, also before it is on the disk.
    func label(person id: String) -> String? {
        pages.withLock { pages in
            for page in pages.values {
                if let label = page.people.first(where: { $0.value == id })?.key { return label }
            }
            return nil
        }
    }

    /// Forgets whom a handle stood for in every open watch.
    func forget(handle: String) {
        let key = HandleText.key(handle)
        pages.withLock { pages in
            for watch in Array(pages.keys) {
                let kept = pages[watch]?.people.filter { HandleText.key($0.key) != key }
                pages[watch]?.people = kept ?? [:]
            }
        }
    }

    /// The watches that are open.
    var open: [WatchStart] { pages.withLock { $0.values.map(\.start) } }
}

extension LogEntry {
    /// The index of an entry that waits for the disk: after everything that is written.
    static let waitingIndex = Int64.max

    /// True until the ledger has the entry.
    public var isWaiting: Bool { index == Self.waitingIndex }
}
