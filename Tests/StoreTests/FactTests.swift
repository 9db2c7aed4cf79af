import GRDB
import Ledger
import Testing

@testable import Store

@Suite("Readings, people, state and views")
struct FactTests {
    static let minute: Int64 = 1_799_999_940_000

    static func reading(_ second: Int64, spo2: UInt8?, watch: String? = "w-1") -> SeatReading {
        SeatReading(
            seat: "3", watch: watch, unixMilliseconds: minute + second * 1_000,
            record: ReadingRecord(
                spo2Percent: spo2, pulseBpm: spo2.map { UInt16($0) + 300 },
                state: spo2 == nil ? 2 : 0,
                reason: spo2 == nil ? 7 : 0, quality: 93))
    }

    @Test("a record keeps its every value in four bytes")
    func record() {
        for pulse in [nil, 1, 255, 256, 511, 1_023] as [UInt16?] {
            for state in 0...2 as ClosedRange<UInt8> {
                for reason in 0...15 as ClosedRange<UInt8> {
                    let record = ReadingRecord(
                        spo2Percent: 88, pulseBpm: pulse, state: state, reason: reason, quality: 100
                    )
                    #expect(record.bytes.count == 4)
                    #expect(ReadingRecord(bytes: record.bytes[...]) == record)
                }
            }
        }
        #expect(ReadingRecord(bytes: ReadingRecord.empty[...]) == nil)
    }

    @Test("readings come back by watch and by seat, in order, over minutes and restarts")
    func readings() async throws {
        let directory = try TemporaryDirectory()
        var store = try openStore(directory)
        let first = (50..<70).map { Self.reading($0, spo2: $0 == 55 ? nil : UInt8($0)) }
        #expect(store.write(readings: first))
        try await store.close()
        store = try openStore(directory)
        let second = [Self.reading(70, spo2: 70), Self.reading(71, spo2: 99, watch: nil)]
        #expect(store.write(readings: second))
        #expect(store.write(readings: [Self.reading(51, spo2: 52)]))
        try await store.perform { _ in }
        var expected = first + [second[0]]
        expected[1] = Self.reading(51, spo2: 52)
        let all = Self.minute..<(Self.minute + 600_000)
        #expect(try await store.reader.readings(watch: "w-1", in: all) == expected)
        #expect(try await store.reader.readings(seat: "3", in: all).count == 22)
        let part = (Self.minute + 55_000)..<(Self.minute + 61_000)
        #expect(try await store.reader.readings(watch: "w-1", in: part) == Array(expected[5..<11]))
        try await store.close()
    }

    @Test("labels and small facts are kept, and forgotten when asked")
    func labels() async throws {
        let store = try openStore(TemporaryDirectory())
        try await store.setPerson("p-1", label: "Robin")
        try await store.setPerson("p-2", label: "Sam")
        #expect(try await store.reader.person("p-1") == "Robin")
        try await store.setPerson("p-1", label: nil)
        #expect(try await store.reader.people() == ["p-2": "Sam"])
        #expect(try await store.reader.lastAlive() == nil)
        try await store.setAlive()
        let alive = try #require(try await store.reader.lastAlive())
        #expect(alive.unixMilliseconds > 1_800_000_000_000)
        #expect(alive.boot == "test-boot")
        try await store.setState("shift", to: "night")
        #expect(try await store.reader.state("shift") == "night")
        try await store.setState("shift", to: nil)
        #expect(try await store.reader.state("shift") == nil)
        try await store.close()
    }

    @Test("the views say what is open, and a rebuild says the same")
    func views() async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        let store = try openStore(directory)
        func snapshot() async throws -> ([WatchSummary], [WatchSummary], [IncidentSummary]) {
            (
                try await store.reader.openWatches(), try await store.reader.watches(limit: 9),
                try await store.reader.incidents(limit: 9)
            )
        }
        let before = try await snapshot()
        #expect(before.0.map(\.watch) == ["w-1"])
        #expect(before.0.first?.seat == "3" && before.0.first?.drill == false)
        #expect(before.1.map(\.watch) == ["w-2", "w-1"])
        #expect(before.1.first?.drill == true && before.1.first?.endedIndex == 12)
        #expect(before.2.map(\.incident) == ["i-1"])
        #expect(before.2.first?.closedIndex == 11)
        #expect(try await store.reader.entries(ref: "w-1").map(\.header.index) == [0, 2])
        #expect(try await store.reader.entries(ref: "watch/w-1").count == 8)
        #expect(try await store.reader.entries(stream: "watch/w-1").count == 8)
        try await store.rebuildViews()
        #expect(try await snapshot() == before)
        try await store.close()
    }

    @Test("a view of another version is built again at the next start")
    func viewVersion() async throws {
        let directory = try TemporaryDirectory()
        try await sampleLedger(in: directory)
        try tamper(directory) { db in
            try db.execute(sql: "UPDATE viewVersion SET version = 0 WHERE name = 'watchView'")
            try db.execute(sql: "DELETE FROM watchView")
        }
        #expect(try !LedgerAudit.verify(directory: directory.path).isSound)
        let store = try openStore(directory)
        #expect(try await store.reader.watches(limit: 9).count == 2)
        try await store.close()
        #expect(try LedgerAudit.verify(directory: directory.path).problems == [])
    }

    @Test("strange entries are kept and shown raw, and never stop a view")
    func strange() async throws {
        let directory = try TemporaryDirectory()
        let store = try openStore(directory)
        let drafts = [
            fact("watch.started", ["watch": .integer(7)]), fact("watch.started", [:]),
            fact("future.kind", ["watch": .string("w-9"), "deep": .array([.object([:])])]),
            fact("erasure", ["entries": .array([.integer(99), .string("x"), .integer(-1)])]),
            fact("incident.closed", ["incident": .string("never opened")]),
        ]
        #expect(try await store.append(drafts).count == 5)
        #expect(try await store.reader.entry(at: 2)?.payload == drafts[2].payload)
        #expect(try await store.reader.watches(limit: 9).isEmpty)
        try await store.close()
        #expect(try LedgerAudit.verify(directory: directory.path).problems == [])
    }
}
