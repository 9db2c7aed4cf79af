public import Ledger
import Threads

/// The ledger of a running station: everything that is written goes through here.
///
/// One OS thread owns the only writing connection. What is handed over is written in order, even
/// when the task that handed it over is cancelled. Reads go through `reader` and never wait for
/// the writer. Safe to use from any thread or task.
public final class LedgerStore: Sendable {
    /// The reading side.
    public let reader: LedgerReader
    /// The ledger's name and public key.
    public let verifierKey: VerifierKey
    /// The directory it lives in.
    public let directory: DataDirectory
    /// The verified copy of the ledger as it was, when this start changed its layout.
    public let copyBeforeMigration: String?

    private let mailbox: Mailbox<WriterMessage>
    private let state = WriterState()
    private let patience: Duration
    let clock: WallClock

    /// Opens the ledger in a directory, which is made when missing, and starts the writer. Blocks
    /// while it opens; a changed view is built again first.
    public init(directory path: String, options: StoreOptions) throws(StoreError) {
        directory = try DataDirectory.open(path, mode: .serve)
        let opened = try LedgerDatabase.open(
            directory, reserveBytes: options.reserveBytes)
        let (database, firstEntries) = opened
        reader = try LedgerReader(directory: directory)
        verifierKey = database.signer.verifier
        copyBeforeMigration = database.copyBeforeMigration
        patience = options.patience
        clock = options.clock
        mailbox = Mailbox(capacity: options.queueCapacity)
        let (mailbox, state) = (mailbox, state)
        _ = OSThread.start {
            var writer = LedgerWriter(
                database: database, firstEntries: firstEntries, options: options,
                mailbox: mailbox, state: state)
            writer.run()
        }
    }

    /// How the store fares.
    public var health: StoreHealth { state.health }

    /// Writes entries in one transaction and returns once they would survive a power cut.
    ///
    /// An id that is in the ledger already is not written again; its first receipt comes back.
    /// Cancelling the caller takes nothing back. After `patience` it throws `storageFailing`: the
    /// drafts stay in line, and sending them again with the same ids is safe.
    public func append(_ drafts: [EntryDraft]) async throws(StoreError) -> [Receipt] {
        if drafts.isEmpty { return [] }
        for draft in drafts { try draft.check() }
        let reply = Reply<[Receipt]>()
        try send(.drafts(DraftGroup(drafts: drafts, reply: reply)))
        return try await reply.value(within: patience)
    }

    /// Hands entries over without waiting, for threads that must not block. False when there was
    /// no room: the loss is counted, and an entry `history.overflow` says how many.
    @discardableResult
    public func enqueue(_ drafts: [EntryDraft]) -> Bool {
        if drafts.isEmpty { return true }
        do throws(StoreError) {
            for draft in drafts { try draft.check() }
            try send(.drafts(DraftGroup(drafts: drafts, reply: nil)))
            return true
        } catch {
            state.lose(drafts.count)
            return false
        }
    }

    /// Hands readings over without waiting; false when there was no room.
    @discardableResult
    public func write(readings: [SeatReading]) -> Bool {
        (try? send(.readings(readings))) != nil
    }

    /// Finishes what waits, signs a checkpoint, empties the write-ahead log and gives the lock
    /// back. Later calls throw `closed`.
    public func close() async throws(StoreError) {
        guard state.close() else { throw .closed }
        let reply = Reply<Void>()
        // A full queue empties fast or fails; keep asking until the message is in.
        while !mailbox.send(.close(reader, reply)) { try? await Task.sleep(for: .milliseconds(5)) }
        try await reply.value()
    }

    func send(_ message: WriterMessage) throws(StoreError) {
        try state.send { mailbox.send(message) }
    }
}
