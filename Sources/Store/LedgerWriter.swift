import GRDB
import Ledger
import SignalCore
import Threads

/// What can be asked of the writer's thread.
enum WriterMessage: Sendable {
    case drafts(DraftGroup)
    case readings([SeatReading])
    /// Runs on the writing connection, after everything that was sent before it.
    case work(@Sendable (LedgerDatabase) -> Void)
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
        if !firstEntries.isEmpty { waiting = [DraftGroup(drafts: firstEntries, reply: nil)] }
    }

    /// Serves the mailbox until it is told to close.
    mutating func run() {
        while true {
            let wake = failure == nil ? upkeep.nextLook(BootMoment.now()) : retryAt
            for message in mailbox.receive(until: BootMoment.time(wake)).messages { take(message) }
            noteLost()
            commitDrafts()
            commitReadings()
            for work in works { work(database) }
            works = []
            upkeep.look(BootMoment.now(), isFailing: failure != nil)
            report()
            if let closing { return finish(closing.reader, closing.reply) }
        }
    }

    private mutating func take(_ message: WriterMessage) {
        switch message {
        case .drafts(let group):
            let count = waiting.reduce(0) { $0 + $1.drafts.count }
            if failure == nil || count + group.drafts.count <= options.memoryCapacity {
                waiting.append(group)
            } else {
                refuse(group, .storageFailing)
            }
        case .readings(let new):
            readings += new
            if readings.count > Self.readingCapacity {
                readings.removeFirst(readings.count - Self.readingCapacity)
            }
        case .work(let work): works.append(work)
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
        waiting.append(DraftGroup(drafts: [draft], reply: nil))
    }

    private mutating func commitDrafts() {
        guard !waiting.isEmpty, failure == nil || closing != nil || BootMoment.now() >= retryAt
        else { return }
        do {
            try commitAll()
            failure = nil
        } catch  where StoreError.isStorageFailure(error) {
            keepWaiting(error)
        } catch {
            commitOneByOne()
        }
    }

    /// A full disk gets the reserve and the oldest recordings back, and one more try.
    private mutating func commitAll() throws {
        do {
            try commit(waiting[...])
        } catch  where StoreError.isStorageFailure(error) && failure == nil {
            upkeep.makeRoom()
            try commit(waiting[...])
        }
        waiting = []
    }

    /// One group that can never be stored must not hold up the others.
    private mutating func commitOneByOne() {
        while let group = waiting.first {
            do {
                try commit(waiting[..<1])
                failure = nil
            } catch  where StoreError.isStorageFailure(error) {
                return keepWaiting(error)
            } catch {
                refuse(group, .refused("\(error)"))
            }
            waiting.removeFirst()
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
        guard !readings.isEmpty, failure == nil else { return }
        do {
            try database.write(readings)
            readings = []
        } catch {
            keepWaiting(error)
        }
    }

    private func report() {
        state.report(
            waiting: waiting.reduce(0) { $0 + $1.drafts.count }, failure: failure,
            reserveIsHeld: upkeep.reserveIsHeld)
    }

    /// Signs, empties the write-ahead log, gives the lock back, and answers whoever came too late.
    private func finish(_ reader: LedgerReader, _ closing: Reply<Void>) {
        for group in waiting { group.reply?.finish(.failure(.storageFailing)) }
        // The last connection to close removes the write-ahead log; that must be the writer's.
        reader.close()
        upkeep.close()
        try? database.queue.close()
        database.directory.release()
        for message in mailbox.receive(until: BootMoment.time(0)).messages {
            switch message {
            case .drafts(let group): group.reply?.finish(.failure(.closed))
            case .close(_, let reply): reply.finish(.success(()))
            case .readings, .work: break
            }
        }
        closing.finish(waiting.isEmpty ? .success(()) : .failure(.storageFailing))
    }
}
