import GRDB
import Ledger
import ResponseLog
import Testing

@testable import Store

@Suite("What a response pins")
struct PinnedTests {
    /// A whole minute, so that stored minutes begin with it.
    static let start: Int64 = 1_799_999_940_000
    private let watch = EntryID.random()
    private let other = EntryID.random()
    private let incident = EntryID.random()

    private func draft(_ fact: Fact, at seconds: Int64) -> EntryDraft {
        EntryDraft(
            id: .random(), stream: fact.stream, kind: fact.kind, kindVersion: Fact.kindVersion,
            occurred: .unix(milliseconds: Self.start + seconds * 1_000), payload: fact.payload)
    }

    private func started(_ watch: EntryID, at seconds: Int64) -> EntryDraft {
        let start = WatchStart(
            watch: watch, handle: "KITE 7", seat: 3, origin: .person, hasOximeter: true,
            drill: false, limits: ["lowPercent": 90], limitsVersion: 1, limitsAuthor: "OWL 2")
        return draft(.watchStarted(start), at: seconds)
    }

    private func opened(at seconds: Int64) -> EntryDraft {
        draft(
            .incidentOpened(
                IncidentStart(incident: incident, watch: watch, origin: .tile, drill: false)),
            at: seconds)
    }

    private func closed(at seconds: Int64) -> EntryDraft {
        draft(.incidentClosed(incident: incident, outcome: .awakeStayed), at: seconds)
    }

    private func readings(_ watch: EntryID?, _ seconds: Range<Int64>) -> [SeatReading] {
        seconds.map { second in
            SeatReading(
                seat: watch == other ? "4" : "3", watch: watch?.text,
                unixMilliseconds: Self.start + second * 1_000,
                record: ReadingRecord(
                    spo2Percent: 90, pulseBpm: 60, state: 0, reason: 0, quality: 90))
        }
    }

    /// One second before each edge, the edge, and one after, worked out by hand: opened at 1000 s,
    /// closed at 1200 s, so from 700 s to 1200 s.
    @Test("the readings from five minutes before to the end, of everyone in it, and no others")
    func range() async throws {
        let store = try openStore(TemporaryDirectory())
        _ = try await store.append([
            started(watch, at: 0), started(other, at: 0), opened(at: 1_000),
            draft(.incidentJoined(incident: incident, watch: other), at: 1_100),
            closed(at: 1_200),
        ])
        for each in [watch, other] { store.write(readings: readings(each, 600..<1_300)) }
        store.write(readings: readings(nil, 600..<1_300))
        try await store.perform { _ in }
        let pinned = try await store.reader.pinnedReadings(incident: incident)
        for each in [watch, other] {
            let own = pinned.filter { $0.watch == each.text }.map {
                ($0.unixMilliseconds - Self.start) / 1_000
            }
            #expect(own == Array(700...1_200))
        }
        #expect(pinned.count == 2 * 501)
        #expect(try await store.reader.pinnedReadings(incident: .random()).isEmpty)
        try await store.close()
    }

    @Test("while a response is open nothing after its lead may go; after its end later minutes may")
    func retention() async throws {
        let store = try openStore(TemporaryDirectory())
        _ = try await store.append([started(watch, at: 0), opened(at: 1_000)])
        store.write(readings: readings(watch, 0..<2_000))
        store.write(readings: readings(nil, 2_000..<2_100))
        try await store.perform { _ in }
        func free(by seconds: Int64) async throws -> [Int64] {
            try await store.reader.unpinnedMinutes(
                endedBy: Self.start + seconds * 1_000, limit: 1_000
            ).filter { $0.watch == watch.text }
                .map { ($0.startUnixMilliseconds - Self.start) / 60_000 }
        }
        // The lead begins at 700 s, within the minute from 660 s.
        #expect(try await free(by: 100_000) == Array(0...10))
        #expect(try await free(by: 180) == [0, 1, 2], "only what ended by then")
        _ = try await store.append([closed(at: 1_200)])
        // 1200 s is the first second of minute 20: that minute stays too.
        #expect(try await free(by: 100_000) == Array(0...10) + Array(21...33))
        let all = try await store.reader.unpinnedMinutes(endedBy: .max / 2, limit: 1_000)
        #expect(all.contains { $0.watch.isEmpty }, "nobody's readings are pinned by nobody")
        #expect(all == all.sorted { $0.startUnixMilliseconds < $1.startUnixMilliseconds })
        try await store.close()
    }

    @Test("closed again: the later entry holds; closed before it opened: it ends where it opened")
    func closedTwice() async throws {
        let store = try openStore(TemporaryDirectory())
        _ = try await store.append([
            started(watch, at: 0), opened(at: 1_000), closed(at: 1_200), closed(at: 1_500),
        ])
        var stretch = try await store.reader.pinnedStretches(incident: incident)
        #expect(stretch.map(\.untilUnixMilliseconds) == [Self.start + 1_500_000])
        _ = try await store.append([closed(at: 10)])
        stretch = try await store.reader.pinnedStretches(incident: incident)
        #expect(stretch.map(\.fromUnixMilliseconds) == [Self.start + 700_000])
        #expect(stretch.map(\.untilUnixMilliseconds) == [Self.start + 1_000_000])
        try await store.close()
    }

    @Test("acts of a response whose opening is not here yet keep all of that watch")
    func notOpened() async throws {
        let store = try openStore(TemporaryDirectory())
        _ = try await store.append([
            started(watch, at: 0),
            draft(
                .care(Care(watch: watch, incident: incident, act: .stimulated(.voice))), at: 900),
        ])
        store.write(readings: readings(watch, 0..<600))
        try await store.perform { _ in }
        #expect(try await store.reader.unpinnedMinutes(endedBy: .max / 2, limit: 99).isEmpty)
        #expect(try await store.reader.pinnedReadings(incident: incident).count == 600)
        _ = try await store.append([opened(at: 1_000)])
        #expect(try await !store.reader.unpinnedMinutes(endedBy: .max / 2, limit: 99).isEmpty)
        try await store.close()
    }

    @Test("raw recordings that were kept for a response are found with it")
    func recordings() async throws {
        let store = try openStore(TemporaryDirectory())
        let kept = KeptRecording(
            watch: watch, incident: incident, name: "\(watch.text)-0001.incident.rec",
            byteCount: 4_096, sha256: String(repeating: "a", count: 64))
        var before = kept
        before.incident = nil
        _ = try await store.append([
            started(watch, at: 0), draft(.recordingKept(before), at: 900), opened(at: 1_000),
            draft(.recordingKept(kept), at: 1_300),
        ])
        #expect(try await store.reader.pinnedRecordings(incident: incident) == [kept])
        try await store.close()
    }

    @Test(
        "a rebuild and an erasure leave what a fold of the whole ledger gives",
        arguments: [61, 62, 63] as [UInt64])
    func rebuild(seed: UInt64) async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        let script = ArchiveScript(seed: seed, responses: 40)
        _ = try await store.append(script.drafts)
        var generator = SeededGenerator(seed: seed)
        for round in 0..<4 {
            let before = try await store.perform(Self.rows)
            #expect(before.count > 20, "seed \(seed) round \(round)")
            try await store.rebuildViews()
            #expect(try await store.perform(Self.rows) == before, "seed \(seed) round \(round)")
            let some = (0..<6).map { _ in
                Int64.random(in: 0..<Int64(script.drafts.count), using: &generator)
            }
            _ = try await store.erase(entries: some, reason: "asked for", by: nil)
        }
        // Against the folds' own account of who is in a response, and from when to when.
        for incident in script.opened.sorted(by: { $0.text < $1.text }) {
            let entries = try await store.reader.incidentEntries(incident)
            guard let record = IncidentRecord(incident: incident, entries: entries) else {
                continue
            }
            let pinned = try await store.reader.pinnedStretches(incident: incident)
            #expect(Set(pinned.map(\.watch)).isSuperset(of: record.people.map(\.watch.text)))
            let from = record.openedUnixMilliseconds - 300_000
            #expect(pinned.allSatisfy { $0.fromUnixMilliseconds == from }, "seed \(seed)")
            let until = record.closedUnixMilliseconds.map { max($0, record.openedUnixMilliseconds) }
            #expect(pinned.allSatisfy { $0.untilUnixMilliseconds == until }, "seed \(seed)")
        }
        try await store.close()
        #expect(try LedgerAudit.verify(directory: directory.path).problems == [], "seed \(seed)")
    }

    private static let rows: @Sendable (Database) throws -> [String] = { db in
        try (PinnedView.tables + ActionView.tables).flatMap { table in
            try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map {
                "\(table) \($0)"
            }
        }
    }

    @Test("what a team agreed on is open until someone says that it is done")
    func actions() async throws {
        let store = try openStore(TemporaryDirectory())
        func action(_ text: String, of incident: EntryID) throws -> DebriefAction {
            try DebriefAction(
                action: .random(), incident: incident, aim: .stock, text: text, owner: "day shift",
                due: nil)
        }
        let drill = EntryID.random()
        let (first, second) = (
            try action("Move the mask", of: incident), try action("Buy more", of: incident)
        )
        _ = try await store.append([
            started(watch, at: 0), opened(at: 1),
            draft(
                .incidentOpened(
                    IncidentStart(incident: drill, watch: watch, origin: .tile, drill: true)),
                at: 2),
            draft(.debriefAction(first), at: 3), draft(.debriefAction(second), at: 4),
            draft(.debriefAction(try action("In a drill", of: drill)), at: 5),
        ])
        func open() async throws -> [String] {
            try await store.reader.openActions(limit: 9).compactMap { $0.payload?["text"]?.text }
        }
        #expect(try await open() == ["Move the mask", "Buy more"])
        _ = try await store.append([
            draft(.debriefActionDone(action: first.action, incident: incident), at: 6)
        ])
        #expect(try await open() == ["Buy more"])
        try await store.rebuildViews()
        #expect(try await open() == ["Buy more"])
        _ = try await store.erase(entries: [4], reason: "asked for", by: nil)
        #expect(try await open() == [])
        try await store.close()
    }
}
