import Foundation
import GRDB
import Ledger
import ResponseLog
import Testing

@testable import Store

@Suite("The archive: list, search and erasing at any size")
struct ArchiveTests {
    private func fill(
        _ seed: UInt64, responses: Int = 60
    ) async throws -> (TemporaryDirectory, LedgerStore, ArchiveScript) {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        let script = ArchiveScript(seed: seed, responses: responses)
        _ = try await store.append(script.drafts)
        return (directory, store, script)
    }

    /// Every row of every view.
    private static func views(_ db: Database) throws -> [String] {
        try LedgerViews.all.flatMap { $0.tables }.flatMap { table in
            try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map {
                "\(table) \($0)"
            }
        }
    }

    @Test("the list agrees with the fold of each response", arguments: [1, 2, 3] as [UInt64])
    func agreesWithTheFold(seed: UInt64) async throws {
        let (_, store, script) = try await fill(seed)
        let list = try await store.reader.incidents(limit: 1_000)
        #expect(Set(list.map(\.incident)) == Set(script.opened.map(\.text)), "seed \(seed)")
        for summary in list {
            let id = try #require(EntryID(text: summary.incident))
            var entries = try await store.reader.entries(ref: id.text).map(LogEntry.init)
            for watch in Set(entries.compactMap { $0.fact?.watch }) {
                entries += try await store.reader.entries(ref: watch.text).map(LogEntry.init)
            }
            var seen: Set<EntryID> = []
            let distinct = entries.filter { seen.insert($0.entry).inserted }
                .sorted { $0.index < $1.index }
            let record = try #require(IncidentRecord(incident: id, entries: distinct))
            #expect(summary.severity == record.severity, "seed \(seed) \(id)")
            #expect(summary.doses == Int64(record.doses.count), "seed \(seed) \(id)")
            #expect(summary.drill == record.drill)
            #expect(summary.outcome == record.outcome?.rawValue, "seed \(seed) \(id)")
            #expect(summary.openedUnixMilliseconds == record.openedUnixMilliseconds)
            #expect(summary.handles.sorted() == record.people.map(\.handle).sorted())
        }
        try await store.close()
    }

    @Test(
        "a rebuild gives the same rows, also after erasures", arguments: [11, 12, 13] as [UInt64])
    func rebuild(seed: UInt64) async throws {
        let (directory, store, script) = try await fill(seed)
        var generator = SeededGenerator(seed: seed)
        let all = 0..<Int64(script.drafts.count)
        for round in 0..<6 {
            let before = try await store.perform(Self.views)
            try await store.rebuildViews()
            let after = try await store.perform(Self.views)
            #expect(before == after, "seed \(seed) round \(round)")
            let some = (0..<4).map { _ in Int64.random(in: all, using: &generator) }
            _ = try await store.erase(entries: some, reason: "asked for", by: nil)
        }
        try await store.close()
        #expect(try LedgerAudit.verify(directory: directory.path).problems == [], "seed \(seed)")
    }

    @Test("paging shows every response once, forth and back", arguments: [21, 22] as [UInt64])
    func paging(seed: UInt64) async throws {
        let (_, store, script) = try await fill(seed, responses: 80)
        var generator = SeededGenerator(seed: seed)
        var filter = IncidentFilter()
        for round in 0..<4 {
            if round > 0 { filter.drill = round == 1 ? true : false }
            if round > 2 { filter.leastSeverity = .oxygen }
            let all = try await store.reader.incidents(
                filter, mayReadFreeText: false, limit: 1_000
            ).incidents
            if round == 0 { #expect(all.count == script.opened.count) }
            let limit = Int.random(in: 1...9, using: &generator)
            var found: [IncidentSummary] = []
            var pages: [IncidentList] = []
            var place = IncidentPlace.newest
            repeat {
                let page = try await store.reader.incidents(
                    filter, mayReadFreeText: false, at: place, limit: limit)
                pages.append(page)
                found += page.incidents
                guard let last = page.incidents.last else { break }
                place = .olderThan(last.number)
            } while pages.last?.hasOlder == true
            #expect(found == all, "seed \(seed) round \(round) limit \(limit)")
            #expect(pages.map(\.hasNewer) == pages.indices.map { $0 > 0 })
            for place in pages.indices.dropFirst() {
                let first = try #require(pages[place].incidents.first)
                let back = try await store.reader.incidents(
                    filter, mayReadFreeText: false, at: .newerThan(first.number), limit: limit)
                #expect(back.incidents == pages[place - 1].incidents, "seed \(seed) \(place)")
                #expect(back.hasNewer == (place > 1) && back.hasOlder)
            }
        }
        try await store.close()
    }

    @Test("a page of the list, filtered or not, sorts nothing and skips nothing")
    func plan() async throws {
        let (_, store, _) = try await fill(5, responses: 3)
        var filter = IncidentFilter()
        for isOpen in [nil, true] as [Bool?] {
            filter.isOpen = isOpen
            let query = IncidentSQL(filter, mayReadFreeText: true, at: .olderThan(1_000_000))
            let plan = try await store.reader.read { db in
                try Row.fetchAll(
                    db, sql: "EXPLAIN QUERY PLAN " + query.text, arguments: query.arguments
                ).compactMap { $0.text("detail") }
            }
            #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
        }
        try await store.close()
    }

    @Test("what happened around a time is read without the rest of a long watch")
    func stretch() async throws {
        let store = try openStore(TemporaryDirectory())
        let time: Int64 = 1_800_000_000_000
        func at(_ seconds: Int64, _ kind: String) -> EntryDraft {
            var draft = fact(kind, ["watch": .string("w-1")])
            draft.occurred = .unix(milliseconds: time + seconds * 1_000)
            return draft
        }
        _ = try await store.append(
            [at(0, "watch.started"), at(5, "corrected"), at(6, "future.kind")]
                + (10..<2_000).map { at($0, "alert.changed") } + [at(2_000, "watch.ended")])
        let found = try await store.reader.entries(
            ref: "w-1", occurredIn: time + 100_000...time + 102_000)
        #expect(
            found.map(\.header.kind) == [
                "watch.started", "corrected", "future.kind", "alert.changed", "alert.changed",
                "alert.changed", "watch.ended",
            ])
        try await store.close()
    }

    @Test("a start asks for the station's newest entries without reading the others")
    func newest() async throws {
        let store = try openStore(TemporaryDirectory())
        #expect(try await store.reader.newestStationEntry() == nil)
        _ = try await store.append([
            fact("sound.heard", [:]), fact("station.stopped", [:]), fact("erasure", [:]),
            fact("station.stopped", ["watch": .string("w-1")]),
        ])
        let heard = try await store.reader.newestStationEntry(kind: "sound.heard")
        #expect(heard?.header.index == 0)
        let last = try await store.reader.newestStationEntry(except: ["erasure"])
        #expect(last?.header.index == 1)
        #expect(try await store.reader.newestStationEntry(kind: "clock.stepped") == nil)
        try await store.close()
    }
}
