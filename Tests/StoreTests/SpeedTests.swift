import Ledger
import Testing

@testable import Store

@Suite("Speed", .serialized)
struct SpeedTests {
    @Test("durable appends, one at a time and in batches")
    func append() async throws {
        let store = try openStore(TemporaryDirectory(), StoreOptions())
        let clock = ContinuousClock()
        let single = try await clock.measure {
            for number in 0..<200 { _ = try await store.append([note("single \(number)")]) }
        }
        let batch = try await clock.measure {
            for batch in 0..<4 {
                _ = try await store.append((0..<500).map { note("batch \(batch) \($0)") })
            }
        }
        #expect(try await store.reader.head().size == 2_200)
        try await store.close()
        print(
            "appends a second: \(perSecond(200, single)) one by one,"
                + " \(perSecond(2_000, batch)) in batches of 500")
        // Far below what any disk gives; only a fault in the writer itself can miss it.
        #expect(single < .seconds(60) && batch < .seconds(60))
    }

    private func perSecond(_ count: Int, _ time: Duration) -> Int {
        Int(Double(count) / (time / .seconds(1)))
    }
}
