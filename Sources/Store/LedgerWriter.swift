import GRDB
import Ledger
import SignalCore
import Threads

/// What can be asked of the writer's thread.
enum WriterMessage: Sendable {
    case drafts(DraftGroup)
    case readings([SeatReading])
    /// Runs on the writing connection, after everything that was sent before it.
    case work(erases: Bool, @Sendable (LedgerDatabase) -> Void)
    /// Ends the thread; the readers are closed just before the writing connection.
    case close(LedgerReader, Reply<Void>)
}

/// The one thread that writes. It lives in `run`; nothing of it is shared but the mailbox and the
/// state. Requests that wait together share one commit.
struct LedgerWriter {
    private let database: LedgerDatabase
    private let options: StoreOptions
    private let mailbox: Mailbox<WriterMessage>
    private let state: WriterState
    private var upkeep: LedgerUpkeep

    private var waiting: [DraftGroup] = []
    private var waitingCount = 0
    private var readings: [SeatReading] = []
    private var works: [@Sendable (LedgerDatabase) -> Void] = []
    private var closing: (reader: LedgerReader, reply: Reply<Void>)?
    private var failure: String?
    private var retryAt: Int64 = 0

    /// Readings kept while the disk takes none: an hour of five seats.
    private static let readingCapacity = 18_000

    init(
        database: LedgerDatabase, firstEntries: [EntryDraft], options: StoreOptions,
        mailbox: Mailbox<WriterMessage>, state: WriterState
    ) {
        self.database = database
        self.options = options
        self.mailbox = mailbox
        self.state = state
        upkeep = LedgerUpkeep(database: database, options: options, now: BootMoment.now())
        if !firstEntries.isEmpty { keep(DraftGroup(drafts: firstEntries, reply: nil)) }
    }

    /// Serves the mailbox until it is told to close.
    mutating func run() {
        while true {
            for message in mailbox.receive(until: nextWake()).messages { take(message) }
            commit()
            for work in works { work(database) }
            works = []
            upkeep.look(BootMoment.now(), isFailing: failure != nil)
            report()
            if let closing { return finish(closing.reader, closing.reply) }
        }
    }

    private func nextWake() -> BootTime {
        if failure != nil { return BootMoment.time(retryAt) }
        let now = BootMoment.now()
        return BootMoment.time(state.health.lostEntries > 0 ? now : upkeep.nextLook(now))
    }

    private mutating func keep(_ group: DraftGroup) {
        waiting.append(group)
        waitingCount += group.drafts.count
    }

    private mutating func take(_ message: WriterMessage) {
        switch message {
        case .drafts(let group):
            if failure == nil || waitingCount + group.drafts.count <= options.memoryCapacity {
                keep(group)
            } else {
                refuse(group, .storageFailing)
            }
        case .readings(let new):
            readings += new
            if readings.count > Self.readingCapacity {
                readings.removeFirst(readings.count - Self.readingCapacity)
            }
        case .work(let erases, let work):
            works.append(work)
            if erases { upkeep.erased() }
        case .close(let reader, let reply): closing = (reader, reply)
        }
    }

    private func refuse(_ group: DraftGroup, _ error: StoreError) {
        if let reply = group.reply {
            reply.finish(.failure(error))
        } else {
            state.lose(group.drafts.count)
        }
    }

    /// Entries that found no room are themselves an entry, with their count.
    private mutating func noteLost() {
        let lost = state.takeLost()
        guard lost > 0 else { return }
        let draft = EntryDraft(
            stream: "station", kind: "history.overflow",
            occurred: .boottime(milliseconds: BootMoment.now()),
            payload: .object(["lostCount": .integer(lost)]))
        keep(DraftGroup(drafts: [draft], reply: nil))
    }

    /// Drafts first, then readings. After a failure nothing is tried before its time.
    private mutating func commit() {
        guard failure == nil || closing != nil || BootMoment.now() >= retryAt else { return }
        let wasFailing = failure != nil
        failure = nil
        // While the disk takes nothing, the count of lost entries stays where it is.
        if !wasFailing { noteLost() }
        if !waiting.isEmpty { commitDrafts() }
        if !readings.isEmpty && failure == nil { commitReadings() }
    }

    private mutating func commitDrafts() {
        do {
            try commitAll()
        } catch let error where StoreError.isStorageFailure(error) {
            keepWaiting(error)
        } catch {
            commitOneByOne()
        }
    }

    /// A full disk gets the reserve and the oldest recordings back, and one more try.
    private mutating func commitAll() throws {
        do {
            try commit(waiting[...])
        } catch let error where StoreError.isStorageFailure(error) {
            guard upkeep.makeRoom(after: error) else { throw error }
            try commit(waiting[...])
        }
        waiting = []
        waitingCount = 0
    }

    /// One group that can never be stored must not hold up the others.
    private mutating func commitOneByOne() {
        while let group = waiting.first {
            do {
                try commit(waiting[..<1])
            } catch let error where StoreError.isStorageFailure(error) {
                return keepWaiting(error)
            } catch {
                refuse(group, .refused("\(error)"))
            }
            waiting.removeFirst()
            waitingCount -= group.drafts.count
        }
    }

    private mutating func commit(_ groups: ArraySlice<DraftGroup>) throws {
        let commit = try database.commit(groups, stamp: options.clock.now())
        for erasure in commit.erasures { erasure.removeRecordings(in: database.directory) }
        upkeep.committed(commit)
        if !commit.stored.isEmpty { options.onCommit(commit.stored) }
        for (group, receipts) in zip(groups, commit.receipts) {
            group.reply?.finish(.success(receipts))
        }
    }

    private mutating func keepWaiting(_ error: any Error) {
        failure = StoreError(error, path: database.directory.ledgerPath).description
        retryAt = BootMoment.now() + options.retryMilliseconds
    }

    private mutating func commitReadings() {
        do {
            try database.write(readings)
            readings = []
        } catch let error where StoreError.isStorageFailure(error) {
            keepWaiting(error)
        } catch {
            // Readings no table can hold; they must not stay in the way of those that follow.
            readings = []
        }
    }

    private func report() {
        state.report(
            waiting: waitingCount, failure: failure,
            reserveIsHeld: upkeep.reserveIsHeld)
    }

    /// Signs, empties the write-ahead log and gives the lock back.
    private func finish(_ reader: LedgerReader, _ closing: Reply<Void>) {
        for group in waiting { group.reply?.finish(.failure(.storageFailing)) }
        // The last connection to close removes the write-ahead log; that must be the writer's.
        reader.close()
        upkeep.close()
        try? database.queue.close()
        database.directory.release()
        closing.finish(waiting.isEmpty ? .success(()) : .failure(.storageFailing))
    }
}
