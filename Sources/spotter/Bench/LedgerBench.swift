import Ledger
import ResponseLog
import Store

/// Entries to the disk and back with a receipt: each commit survives a power cut.
struct LedgerBench {
    private static let rounds = 5

    let entriesPerCommit: Int
    let commits: Int

    func run(_ name: BenchName) async throws -> BenchResult {
        let scratch = try ScratchDirectory()
        let store = try LedgerStore(directory: scratch.path, options: StoreOptions())
        var rounds: [Duration] = []
        for _ in 0..<Self.rounds {
            let drafts = (0..<commits).map { _ in self.drafts() }
            let start = ContinuousClock.now
            for group in drafts { _ = try await store.append(group) }
            rounds.append(ContinuousClock.now - start)
        }
        try await store.close()
        return BenchResult(
            name: name, unit: "entries",
            perSecond: BenchResult.medianPerSecond(
                units: Double(entriesPerCommit * commits), rounds))
    }

    /// What a touch on the respond page writes.
    private func drafts() -> [EntryDraft] {
        let watch = EntryID.random()
        return (0..<entriesPerCommit).map { number in
            let fact = Fact.care(
                Care(
                    watch: watch, incident: nil,
                    act: .breathsCounted(breaths: number % 30, seconds: 30)))
            return EntryDraft(
                stream: fact.stream, kind: fact.kind, kindVersion: Fact.kindVersion,
                occurred: .unix(milliseconds: 1_800_000_000_000 + Int64(number)),
                console: "bench", payload: fact.payload)
        }
    }
}
