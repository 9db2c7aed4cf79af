import Alerts
import Discovery
import Drivers
import Ledger
import Logging
import ResponseLog
import SignalCore
import Store
import Synchronization
import Threads

/// Ports: found, named, pinned, and what they bring.
extension Station {
    static func portDesk(
        _ memory: PortDesk.Memory, _ settings: StationSettings, book: WatchBook, notes: SideNotes,
        board: LiveBoard, alerts: AlertThread, readings: ReadingLog, shelf: RecordingShelf,
        tapeThread: TapeThread?
    ) -> PortDesk {
        // The desk needs a sink that tells the desk what was heard.
        let desk = Mutex<PortDesk?>(nil)
        let heard: @Sendable (Family, SeatPort) -> Void = { family, port in
            desk.withLock { $0 }?.heard(family, on: port)
            if !port.isSimulated { notes.family(family, at: port.location) }
        }
        let made = PortDesk(
            memory: memory,
            PortDesk.Surroundings(
                hasRealWatch: { seat in book.watch(at: seat).map { !$0.drill } ?? false },
                sink: { seat, port in
                    SeatSink(
                        seat: seat, port: port, board: board, alerts: alerts, readings: readings,
                        heard: heard)
                },
                tape: { seat in
                    tapeThread.map { thread in
                        TapeLine(
                            tape: WatchTape(shelf: shelf) { book.tapeOwner(at: seat) },
                            thread: thread)
                    }
                },
                remember: { location, seat in notes.seat(seat, of: location) },
                vacated: { seat in
                    let none = OximeterTile(state: .none, since: BootClock.now())
                    alerts.send(.oximeter(seat: seat, none))
                },
                portless: { sentences in board.replacePortless(sentences) }))
        desk.withLock { $0 = made }
        return made
    }

    static func rememberedPorts(_ store: LedgerStore) async throws -> PortDesk.Memory {
        let seats = try await store.reader.states(prefix: SideNotes.seatPrefix)
        let families = try await store.reader.states(prefix: SideNotes.familyPrefix)
        return PortDesk.Memory(
            seats: seats.compactMapValues { Int($0) },
            families: families.compactMapValues { Family(rawValue: $0) })
    }

    /// Reads the pins before any port is opened.
    func readPins() {
        do throws(PinError) {
            ports.begin(with: try pins.read())
        } catch {
            board.add(.pinsUnreadable(error.description))
        }
    }

    /// Reads the pins when their file has changed since `mark`. A file that cannot be read changes
    /// nothing, and the header says so.
    func followPins(_ mark: inout PinFile.Mark?) {
        let now = pins.mark
        guard now != mark else { return }
        mark = now
        do throws(PinError) {
            let fixed = try pins.read()
            board.removeTroubles { $0.hasPrefix(Trouble.pinsPrefix) }
            let ports = ports
            // Closing a port waits for its thread, which a task must not.
            _ = OSThread.start { ports.apply(fixed) }
        } catch {
            board.removeTroubles { $0.hasPrefix(Trouble.pinsPrefix) }
            board.add(.pinsUnreadable(error.description))
            log.warning("\(error.description)")
        }
    }

    /// Plans ports anew at whose name something else has come.
    func reviseNamedPorts() {
        guard ports.hasOutdated else { return }
        let ports = ports
        _ = OSThread.start { ports.revise() }
    }

    /// Looks for cables that made no port, when ports changed.
    func lookForPortless() {
        guard settings.discovers, ports.takePortsChanged() else { return }
        let ports = ports
        _ = OSThread.start { ports.tellPortless() }
    }

    /// Reads that did not fit on a tape are an alert with their count, and so an entry, once for each
    /// new number.
    func tellLostReads() {
        guard let lost = tapeThread?.takeNewlyLost() else { return }
        alerts.send(
            .station(.historyOverflow, holds: true, note: "\(lost) reads are missing on tapes"))
    }

    /// Entries for the raw recordings that were closed since the last call. Reads each file once, so
    /// it has a thread of its own.
    func keepTapes() {
        let closed = ports.takeClosedTapes()
        guard !closed.isEmpty else { return }
        let (tapes, store) = (tapes, store)
        _ = OSThread.start {
            let drafts = tapes.drafts(for: closed)
            if !drafts.isEmpty { store.enqueue(drafts) }
        }
    }

    /// The same at the end, when every port is closed: waits for it.
    func keepLastTapes() {
        tapeThread?.stop()
        let drafts = tapes.drafts(for: ports.takeClosedTapes())
        if !drafts.isEmpty { store.enqueue(drafts) }
    }
}
