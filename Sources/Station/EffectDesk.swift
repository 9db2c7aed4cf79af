import Alerts
import Ledger
import ResponseLog
import SignalCore
import Store
import Synchronization
import Threads

/// Carries out what the alert thread decided: shows, logs, and begins watches. Runs on the alert
/// thread and never blocks: the disk has a queue of its own.
final class EffectDesk: Sendable {
    private let board: LiveBoard
    private let book: WatchBook
    private let store: LedgerStore
    private let clock: WallClock
    private let settings: StationSettings
    private let limits: LimitsDesk
    private let alerts = Mutex<AlertThread?>(nil)
    private let soundDesk = Mutex<SoundDesk?>(nil)

    init(
        board: LiveBoard, book: WatchBook, store: LedgerStore, clock: WallClock,
        settings: StationSettings, limits: LimitsDesk
    ) {
        self.limits = limits
        self.board = board
        self.book = book
        self.store = store
        self.clock = clock
        self.settings = settings
    }

    /// Names the thread that watches begun here are sent to. Called once, before anything happens.
    func connect(_ thread: AlertThread, _ sound: SoundDesk) {
        alerts.withLock { $0 = thread }
        soundDesk.withLock { $0 = sound }
    }

    func carryOut(_ effects: [FloorEffect]) {
        var drafts: [EntryDraft] = []
        var shown = false
        for effect in effects {
            switch effect {
            case .show(let tile):
                board.put(tile)
                shown = true
            case .remove(let seat):
                board.remove(seat: seat)
                shown = true
            case .log(let watch, let transition, let console):
                let draft = EntryDraft(
                    .alertChanged(AlertEntry(transition, watch: watch)),
                    occurred: transition.at, by: transition.by, console: console)
                book.add(draft.waiting(clock.now()))
                drafts.append(draft)
            case .logPause(let watch, let begins, let by):
                let draft = EntryDraft(
                    .watchPaused(watch: watch, begins: begins), occurred: nil, by: by.person,
                    console: by.console)
                book.add(draft.waiting(clock.now()))
                drafts.append(draft)
            case .logStation(let transition, let console):
                drafts.append(
                    EntryDraft(
                        .stationAlert(StationAlert(transition)), occurred: transition.at,
                        by: transition.by, console: console))
            case .lost(let count): lost(UInt64(clamping: count))
            case .showStation(let alerts): board.update { $0.alerts = alerts }
            case .unattended: soundDesk.withLock { $0 }?.unattended()
            case .sound(let sounding):
                board.update { $0.sounding = sounding }
                soundDesk.withLock { $0 }?.sound(sounding, at: BootClock.now())
            case .fingerStays(let seat): drafts += beginWatch(seat)
            case .drillEnds(let watch): drafts.append(endDrill(watch))
            }
        }
        if !drafts.isEmpty { store.enqueue(drafts) }
        if shown { updateHeader() }
        soundDesk.withLock { $0 }?.tick(at: BootClock.now(), unixMilliseconds: nil)
    }

    /// Messages and steps of alerts that did not fit are an entry with their count.
    func lost(_ count: UInt64) {
        let fact = Fact.historyOverflow(lostCount: Int64(clamping: count))
        store.enqueue([EntryDraft(fact, occurred: nil, by: nil)])
        alerts.withLock {
            _ = $0?.send(.station(.historyOverflow, holds: true, note: "\(count) were lost"))
        }
    }

    private func beginWatch(_ seat: Int) -> [EntryDraft] {
        guard settings.startsWatches else { return [] }
        let stamp = clock.now()
        let limits = limits.inForce
        var draft: EntryDraft?
        let simulated = board.tile(seat: seat)?.oximeter.simulated ?? false
        let (start, opened) = book.open(seat: seat) { taken in
            let start = WatchStart(
                watch: .random(), handle: Handle.random(except: taken), seat: seat,
                origin: .fingerOn, hasOximeter: true, drill: simulated, limits: limits)
            let made = EntryDraft(id: start.watch, .watchStarted(start), occurred: nil, by: nil)
            draft = made
            return (start, made.waiting(stamp))
        }
        guard opened, let draft else { return [] }
        alerts.withLock {
            $0?.send(.opened(OpenedWatch(start, limits: limits, stamp, place: seat)))
        }
        return [draft]
    }

    private func endDrill(_ watch: EntryID) -> EntryDraft {
        book.close(watch)
        alerts.withLock {
            $0?.send(
                .closed(watch, reason: "a real oximeter came to this seat", by: .station))
        }
        return EntryDraft(
            .watchEnded(watch: watch, ending: .notRecorded), occurred: nil, by: nil)
    }

    private func updateHeader() {
        let tiles = board.everything().tiles
        board.update { header in
            header.watchCount = tiles.count { $0.watch != nil }
            header.simulated = tiles.contains { $0.oximeter.simulated }
        }
    }
}
