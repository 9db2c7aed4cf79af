import Foundation
import GRDB
import Ledger
import Synchronization

@testable import Store

/// A directory that goes when the test is over.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "spotter-store-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var ledgerPath: String { path + "/ledger.sqlite" }

    /// A copy of everything in it, as a power cut at this moment would leave it.
    func copy() throws -> TemporaryDirectory {
        let copy = try TemporaryDirectory()
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            try FileManager.default.copyItem(
                atPath: path + "/" + name, toPath: copy.path + "/" + name)
        }
        return copy
    }
}

/// Wall time that moves one second at every look.
final class SteppingClock: Sendable {
    private let seconds = Mutex<Int64>(0)

    var clock: WallClock {
        WallClock {
            let second = self.seconds.withLock { seconds in
                seconds += 1
                return seconds
            }
            return LogStamp(
                recordedUnixMilliseconds: 1_800_000_000_000 + second * 1_000,
                boottimeMilliseconds: BootMoment.now(), boot: "test-boot", utcOffsetMinutes: -480,
                clockSource: "test")
        }
    }
}

func quickOptions() -> StoreOptions {
    var options = StoreOptions(clock: SteppingClock().clock)
    options.reserveBytes = 64 << 10
    options.retryMilliseconds = 50
    // A busy test machine is not a broken disk.
    options.patience = .seconds(120)
    return options
}

func openStore(
    _ directory: TemporaryDirectory, _ options: StoreOptions = quickOptions()
) throws -> LedgerStore {
    try LedgerStore(directory: directory.path, options: options)
}

/// Holds up the writer's thread until told to let go.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let isHeld = Mutex(false)

    /// Comes back once the writer stands still.
    static func hold(_ store: LedgerStore) async throws -> Gate {
        let gate = Gate()
        try store.send(
            .work(erases: false) { _ in
                gate.isHeld.withLock { $0 = true }
                gate.semaphore.wait()
            })
        while !gate.isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
        return gate
    }

    func open() { semaphore.signal() }
}

func note(_ text: String, id: EntryID = .random(), stream: String = "station") -> EntryDraft {
    EntryDraft(
        id: id, stream: stream, kind: "care.note", occurred: .unix(milliseconds: 1_800_000_000_000),
        payload: .object(["text": .string(text)]))
}

func fact(_ kind: String, _ payload: [String: CanonicalValue]) -> EntryDraft {
    EntryDraft(
        stream: payload["watch"]?.text.map { "watch/" + $0 } ?? "station", kind: kind,
        occurred: .unix(milliseconds: 1_800_000_000_000), payload: .object(payload))
}

/// A ledger with a bit of everything: watches, incidents, an erasure, several checkpoints. Closed.
func sampleLedger(in directory: TemporaryDirectory, extra: Int = 6) async throws {
    let store = try openStore(directory)
    _ = try await store.append([
        fact(
            "watch.started", ["watch": .string("w-1"), "seat": .integer(3), "drill": .bool(false)]),
        fact("watch.started", ["watch": .string("w-2"), "seat": .null, "drill": .bool(true)]),
        fact(
            "incident.opened",
            [
                "incident": .string("i-1"), "watch": .string("w-1"),
                "drill": .bool(false),
            ]),
        note("somebody's secret"),
    ])
    _ = try await store.signCheckpoint()
    _ = try await store.erase(entries: [3], reason: "asked for", by: "p-9")
    for number in 0..<extra {
        _ = try await store.append([note("note \(number)", stream: "watch/w-1")])
    }
    _ = try await store.append([
        fact("incident.closed", ["incident": .string("i-1")]),
        fact("watch.ended", ["watch": .string("w-2")]),
    ])
    try await store.close()
}

/// Changes the ledger's rows as someone with the file in hand could: without the triggers, which
/// are put back afterwards so that only the change itself can be found.
func tamper(_ directory: TemporaryDirectory, _ change: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: directory.ledgerPath)
    try queue.write { db in
        let triggers = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
        for trigger in triggers {
            try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)")
        }
        try change(db)
        for trigger in triggers { try db.execute(sql: trigger["sql"]) }
    }
    _ = try queue.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
    try queue.close()
}

/// Waits for what the writer reports after it has answered; false when it never does.
func soon(_ holds: () -> Bool) async throws -> Bool {
    for _ in 0..<500 {
        if holds() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}
