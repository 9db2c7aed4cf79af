public import Ledger
import People
import SignalCore
import Synchronization
import Threads

/// People and rights of a running station.
///
/// One OS thread does what touches the disk. What pages ask is answered from memory, so neither a
/// page nor an emergency waits for the file. Another process's changes (`spotter user`) are seen
/// within a second. Any thread or task may call it.
public final class PeopleStore: Sendable {
    private enum Message: Sendable {
        case write(@Sendable (PeopleFile?) -> Void)
        case close(Reply<Void>)
    }

    private let known = Mutex(PeopleSnapshot())
    private let used = Mutex<[Digest: Int64]>([:])
    private let mailbox = Mailbox<Message>(capacity: 1024)
    private let clock: WallClock
    private let directory: String
    private let takePending: @Sendable ([EntryDraft]) async -> Bool

    /// How often another process's changes are looked for, in milliseconds.
    static let lookMilliseconds: Int64 = 1000
    /// A session's last use is written down this often, in milliseconds: after a power cut it ends
    /// so much sooner.
    static let flushMilliseconds: Int64 = 30_000

    /// Opens the file in a station's directory; reads it before it returns. A file that cannot be
    /// read keeps nobody from being helped: the snapshot then says that it is not readable.
    /// `takePending` is given entries for the ledger and says whether they are in it.
    public init(
        directory: String, clock: WallClock,
        takePending: @escaping @Sendable ([EntryDraft]) async -> Bool
    ) {
        self.clock = clock
        self.directory = directory
        self.takePending = takePending
        let file = try? PeopleFile(directory: directory)
        if let snapshot = try? file?.snapshot() { known.withLock { $0 = snapshot } }
        _ = OSThread.start { self.run(file) }
    }

    /// Everything as it stands, with sessions as they were last used.
    public var snapshot: PeopleSnapshot { known.withLock { $0 } }

    /// The live session behind a browser's token, now used once more; `nil` when there is none, it
    /// has ended, or its account is disabled.
    public func session(token: Digest, use: Bool) -> (SessionRecord, Account)? {
        let now = clock.now().recordedUnixMilliseconds
        return known.withLock { known in
            guard var session = known.sessions[token], session.life.isLive(now),
                let account = known.accounts[session.account], !account.isDisabled
            else { return nil }
            if use {
                session.life = session.life.used(now)
                known.sessions[token] = session
                used.withLock { $0[token] = now }
            }
            return (session, account)
        }
    }

    /// Makes a change; it is on the disk and in the snapshot when this returns.
    public func write<Value: Sendable>(
        _ change: PeopleChange<Value>
    ) async throws(PeopleError) -> Value {
        let reply = Reply<Result<Value, PeopleError>>()
        let isInLine = mailbox.send(
            .write { [self] file in
                guard let file else {
                    return reply.finish(.failure(.notPermitted(directory + "/people.sqlite")))
                }
                do throws(PeopleError) {
                    let value = try file.write(change)
                    try refresh(file)
                    reply.finish(.success(.success(value)))
                } catch {
                    reply.finish(.success(.failure(error)))
                }
            })
        guard isInLine else { throw .store(.overloaded) }
        let answer: Result<Value, PeopleError>
        do throws(StoreError) {
            answer = try await reply.value(within: .seconds(10))
        } catch {
            throw .store(error)
        }
        return try answer.get()
    }

    /// Writes what waits and ends the thread.
    public func close() async {
        let reply = Reply<Void>()
        while !mailbox.send(.close(reply)) { try? await Task.sleep(for: .milliseconds(5)) }
        _ = try? await reply.value()
    }

    /// Writes down every entry that waits in the file. From a task of the station's slow beat.
    public func writePending() async {
        guard snapshot.isReadable, let drafts = try? await write(.pending), !drafts.isEmpty,
            await takePending(drafts)
        else { return }
        try? await write(.forget(drafts.map(\.id)))
    }

    private func run(_ file: PeopleFile?) {
        var lastFlush = BootClock.now()
        var version = try? file?.dataVersion()
        while true {
            let (messages, _) = mailbox.receive(
                until: BootClock.now().adding(milliseconds: Self.lookMilliseconds))
            for message in messages {
                switch message {
                case .write(let body): body(file)
                case .close(let reply):
                    if let file { flush(file) }
                    file?.close()
                    return reply.finish(.success(()))
                }
            }
            guard let file else { continue }
            if let found = try? file.dataVersion(), found != version {
                version = found
                try? refresh(file)
            }
            let now = BootClock.now()
            if now.millisecondsSince(lastFlush) >= Self.flushMilliseconds {
                lastFlush = now
                flush(file)
            }
        }
    }

    /// What the disk says, with the uses that are not written down yet.
    private func refresh(_ file: PeopleFile) throws(PeopleError) {
        var fresh = try file.snapshot()
        known.withLock { known in
            for (token, time) in used.withLock({ $0 }) {
                guard let session = fresh.sessions[token] else { continue }
                fresh.sessions[token]?.life = session.life.used(time)
            }
            known = fresh
        }
    }

    private func flush(_ file: PeopleFile) {
        let now = clock.now().recordedUnixMilliseconds
        let uses = used.withLock { $0 }
        let over = snapshot.sessions.filter { !$0.value.life.isLive(now) }.map(\.key)
        guard !uses.isEmpty || !over.isEmpty else { return }
        guard (try? file.write(.uses(uses, over: over))) != nil else { return }
        used.withLock { used in
            used = used.filter { (uses[$0.key] ?? 0) < $0.value && !over.contains($0.key) }
        }
        if !over.isEmpty { try? refresh(file) }
    }
}
