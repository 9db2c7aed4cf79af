import Foundation
import GRDB
import Ledger
import ResponseLog
import Store

/// Durable appends through the station's writer beside a bare INSERT and COMMIT: same disk, same
/// page size, WAL with synchronous=FULL in both, in turns within one run.
struct AppendRace {
    private static let rounds = 1_000
    let store: LedgerStore
    let bare: DatabaseQueue

    init(directory: String) throws {
        store = try LedgerStore(directory: directory, options: StoreOptions())
        var settings = Configuration()
        settings.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        Self.removeBare(directory)
        bare = try DatabaseQueue(path: directory + "/bare.sqlite", configuration: settings)
        try bare.write { db in
            try db.execute(sql: "CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        }
    }

    /// Runs the race and says what came out; the bare file is deleted again.
    func run() async throws -> String {
        let (watch, incident) = (EntryID.random(), EntryID.random())
        let start = IncidentStart(incident: incident, watch: watch, origin: .tile, drill: true)
        _ = try await store.append([draft(.incidentOpened(start))])
        // What an entry with its payload, its leaf and its id weighs.
        let bytes = Data(repeating: 7, count: 900)
        var ours: [Duration] = []
        var theirs: [Duration] = []
        for round in 0..<Self.rounds {
            let acts: [CareAct] = [
                .stimulated(.voice), .breaths(.bagValveMask), .awake(.pain),
                .oxygen(litresPerMinute: round % 15 + 1), .note("note \(round)"),
            ]
            let next = draft(
                .care(Care(watch: watch, incident: incident, act: acts[round % acts.count])))
            let clock = ContinuousClock()
            ours.append(try await clock.measure { _ = try await store.append([next]) })
            theirs.append(
                try clock.measure {
                    try bare.write { db in
                        let sql = "INSERT INTO row (bytes) VALUES (?)"
                        try db.cachedStatement(sql: sql).execute(arguments: [bytes])
                    }
                })
        }
        try await store.close()
        try bare.close()
        Self.removeBare(store.directory.path)
        return Self.report(ours, theirs)
    }

    /// Also what a run that was cut short has left.
    private static func removeBare(_ directory: String) {
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: directory + "/bare.sqlite" + ending)
        }
    }

    private func draft(_ fact: Fact) -> EntryDraft {
        EntryDraft(
            stream: fact.stream, kind: fact.kind, kindVersion: Fact.kindVersion,
            occurred: .unix(milliseconds: 1_793_491_200_000), payload: fact.payload)
    }

    private static func report(_ ours: [Duration], _ theirs: [Duration]) -> String {
        var lines = ["\n\(rounds) durable commits each, milliseconds: an entry, bare SQLite, ratio"]
        for share in [0.5, 0.9, 0.99] {
            let (entry, row) = (percentile(ours, share), percentile(theirs, share))
            lines.append(
                String(
                    format: "p%-4.0f %8.2f %8.2f %7.2fx", share * 100, entry, row, entry / row))
        }
        return lines.joined(separator: "\n")
    }

    private static func percentile(_ times: [Duration], _ share: Double) -> Double {
        let sorted = times.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] / .milliseconds(1)
    }
}
