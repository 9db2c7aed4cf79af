import Ledger
import ResponseLog
import Testing

@Suite struct AccessFactTests {
    /// Reading about someone is no part of that person's timeline: entries are found by the keys
    /// `watch` and `incident`.
    @Test(arguments: FactTests.accesses)
    func anAccessFactIsInNobodysTimeline(fact: AccessFact) throws {
        let whole = Fact.access(fact)
        #expect(whole.watch == nil)
        #expect(whole.stream == "access")
        #expect(whole.payload["watch"] == nil)
        #expect(whole.payload["incident"] == nil)
    }
}
