import Alerts
import Discovery
import Ledger
public import Logging
import ResponseLog
import SignalCore
public import Store
import Synchronization
import Threads

/// Starting, the slow beat, and stopping.
extension Station {
    /// This release.
    public static let softwareVersion = "0.1.0"

    /// Opens the data directory, puts back what was open when the last run ended, and starts the
    /// alert thread and the ports. Throws `StoreError` with one plain sentence.
    public static func open(
        _ settings: StationSettings, clock: WallClock = .system(),
        log: Logger = Logger(label: "spotter.station")
    ) async throws -> Station {
        let book = WatchBook()
        var options = StoreOptions(clock: clock)
        options.onCommit = { entries in
            for entry in entries { book.add(LogEntry(entry)) }
        }
        let store = try LedgerStore(directory: settings.dataDirectory, options: options)
        if let copy = store.copyBeforeMigration {
            log.notice("the ledger as it was before this release is in \(copy)")
        }
        let station = Station(
            settings: settings, store: store, clock: clock, book: book,
            remembered: try await rememberedPorts(store), log: log)
        try await station.goOn()
        station.readPins()
        for port in settings.ports { station.ports.open(port) }
        if settings.discovers { station.discover() }
        return station
    }

    /// Puts back open watches, and writes that the station started and after what gap.
    private func goOn() async throws {
        let lastAlive = try await store.reader.lastAlive()
        let stoppedCleanly =
            try await store.reader.newestStationEntry(except: ["erasure"])
            .map { $0.header.kind == Fact.stationStopped.kind } ?? true
        let place = BootPlace(clock.now())
        var restored: Int64 = 0
        for summary in try await store.reader.openWatches() {
            restored += try await goOn(summary.watch, place) ? 1 : 0
        }
        board.update { header in
            if !stoppedCleanly { header.troubles.append(Trouble.restarted.sentence) }
        }
        alerts.send(.station(.clockUnconfirmed, holds: true, note: nil))
        if !stoppedCleanly { alerts.send(.station(.stationRestarted, holds: true, note: nil)) }
        try await restoreSoundTest()
        try await restoreLimits()
        let start = StationStart(
            softwareVersion: Self.softwareVersion,
            lastAliveUnixMilliseconds: lastAlive?.unixMilliseconds, stoppedCleanly: stoppedCleanly,
            openWatches: restored)
        store.enqueue([EntryDraft(.stationStarted(start), occurred: nil, by: nil)])
        log.info("station started", metadata: ["openWatches": "\(restored)"])
    }

    /// Who last heard a sound test outlives a restart.
    private func restoreSoundTest() async throws {
        let kind = Fact.soundHeard.kind
        guard let last = try await store.reader.newestStationEntry(kind: kind) else { return }
        var by: String?
        if let id = last.header.didBy { by = try await store.reader.person(id) }
        sound.heard(
            SoundState.Heard(
                unixMilliseconds: last.header.recordedUnixMilliseconds,
                utcOffsetMinutes: Int(last.header.utcOffsetMinutes), by: by), isNow: false)
    }

    private func goOn(_ text: String, _ place: BootPlace) async throws -> Bool {
        guard let watch = EntryID(text: text) else { return false }
        let entries = try await storedEntries(watch)
        guard let record = place.record(watch, entries) else { return false }
        book.restore(record.start, entries: entries)
        let seat = record.seat.map(Int.init)
        alerts.send(
            .opened(
                OpenedWatch(
                    start: record.start,
                    place: seat ?? nextPlaceAway.add(1, ordering: .relaxed).oldValue,
                    startedAt: place.boot(record.startedUnixMilliseconds),
                    limits: record.start.limitsInForce(entries),
                    restored: RestoredWatch(record, place), care: CareNow(record, place),
                    limitsChangedAt: entries.limitsChangedUnixMilliseconds.map(place.boot))))
        return true
    }

    /// Looks for oximeters on USB from now on.
    private func discover() {
        do {
            let ports = ports
            let monitor = try DiscoveryMonitor.start { ports.take($0) }
            discovery.withLock { $0 = monitor }
        } catch {
            log.warning("no discovery of USB ports: \(error)")
        }
    }

    /// Runs the slow beat until the task is cancelled: once a second the clock is checked and notes
    /// and readings go to the disk.
    public func run() async {
        var watch = ClockWatch()
        var sleep = SleepWatch()
        var pinsMark: PinFile.Mark? = pins.mark
        var beat = 0
        while !Task.isCancelled {
            checkClock(&watch)
            checkSleep(&sleep)
            checkStorage()
            checkSound()
            followPins(&pinsMark)
            lookForPortless()
            reviseNamedPorts()
            beat += 1
            if beat % Self.beatsPerFlush == 0 { await flush() }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Readings and the sign of life go to the disk this often, in seconds: a power cut costs at
    /// most so much of the strip, and the gap is known as closely.
    private static let beatsPerFlush = 2

    private func checkClock(_ watch: inout ClockWatch) {
        guard let step = watch.take(clock.now()) else { return }
        store.enqueue([
            EntryDraft(.clockStepped(milliseconds: step), occurred: nil, by: nil)
        ])
        alerts.send(.station(.clockStep, holds: true, note: "by \(step / 1000) s"))
        board.update { header in
            header.clockConfirmed = false
            header.troubles.removeAll { $0 == Trouble.clockStepped.sentence }
            header.troubles.append(Trouble.clockStepped.sentence)
        }
    }

    private func checkSleep(_ watch: inout SleepWatch) {
        let awake = Self.wakingBegan.duration(to: SuspendingClock.now)
        let slept = watch.take(
            boot: clock.now().boottimeMilliseconds, awake: awake.wholeMilliseconds)
        guard let slept else { return }
        store.enqueue([EntryDraft(.stationSlept(milliseconds: slept), occurred: nil, by: nil)])
        board.add(.slept(milliseconds: slept))
    }

    private static let wakingBegan = SuspendingClock.now

    private func checkSound() {
        sound.tick(at: BootClock.now(), unixMilliseconds: clock.now().recordedUnixMilliseconds)
    }

    private func checkStorage() {
        let failing = !store.health.isStoring
        board.update { header in
            header.troubles.removeAll { $0 == Trouble.storageFailing.sentence }
            if failing { header.troubles.append(Trouble.storageFailing.sentence) }
        }
        alerts.send(.station(.storageFailing, holds: failing, note: nil))
        let room = DiskRoom.megabytesLeft(at: settings.dataDirectory)
        let isTight = room.map { $0 < DiskRoom.tightMegabytes } ?? false
        alerts.send(
            .station(.storageNearlyFull, holds: isTight, note: room.map { "\($0) MB left" }))
    }

    private func flush() async {
        people.vault.hideTimes()
        guard store.health.isStoring else { return }
        tellLostReads()
        keepTapes()
        store.write(readings: storedReadings())
        await notes.flush(to: store)
        await people.store.writePending()
        try? await store.setAlive()
    }

    /// Puts the readings of the last moments on the disk, so that a page that prints now has them.
    public func settleReadings() async {
        guard store.health.isStoring else { return }
        store.write(readings: storedReadings())
        // Behind them in the same queue: once it is answered, they are there.
        try? await store.setAlive()
    }

    private func storedReadings() -> [SeatReading] {
        let stamp = clock.now()
        return readings.take().map { kept in
            let occurred = EntryDraft.Occurred.boottime(milliseconds: kept.reading.at.milliseconds)
            let watch =
                switch kept.settled {
                case .watch(let watch): watch
                case .nobody: String?.none
                case nil: book.watch(at: kept.seat)?.watch.text
                }
            return SeatReading(
                seat: "\(kept.seat)", watch: watch,
                unixMilliseconds: readings.second(
                    of: stamp.unixMilliseconds(of: occurred), seat: kept.seat),
                record: ReadingRecord(kept.reading))
        }
    }

    /// Stops ports, alerts and disk in this order; what was recorded is on the disk when it returns.
    public func stop() async {
        discovery.withLock { monitor in
            monitor?.stop()
            monitor = nil
        }
        ports.stop()
        keepLastTapes()
        alerts.stop()
        sound.stop()
        await flush()
        await people.close()
        store.enqueue([EntryDraft(.stationStopped, occurred: nil, by: nil)])
        do {
            try await store.close()
        } catch {
            log.error("the ledger did not close well: \(error)")
        }
    }
}
