import Ledger
import ResponseLog
import Testing

@Suite("How long alerts were open")
struct AlertStretchTests {
    private func rows(_ fill: (inout Night) -> Void) -> [TimelineRow] {
        var night = Night()
        night.start()
        fill(&night)
        return Timeline.rows(of: night.entries)
    }

    @Test("from raised to cleared, each time anew, and without end while it is open")
    func raisedAndCleared() {
        let found = AlertStretch.fold(
            rows { night in
                night.alert("raised", at: 10)
                night.alert("silenced", at: 12)
                night.alert("raised", at: 15, kind: "pulse-low")
                night.alert("cleared", at: 20)
                night.alert("seen", at: 25)
                night.alert("raised", at: 30)
            })
        #expect(found.map(\.words) == ["oxygen low", "pulse low", "oxygen low"])
        #expect(found.map(\.fromUnixMilliseconds) == [10_000, 15_000, 30_000])
        #expect(found.map(\.untilUnixMilliseconds) == [20_000, nil, nil])
    }

    @Test("one that was open before the first row has no start, and stands first")
    func openBefore() {
        let found = AlertStretch.fold(
            rows { night in
                night.alert("raised", at: 5, kind: "pulse-low")
                night.alert("escalated", at: 10)
                night.alert("cleared", at: 20)
                night.alert("cleared", at: 22, kind: "no-signal")
            })
        #expect(found.map(\.words) == ["oxygen low", "no signal", "pulse low"])
        #expect(found.map(\.fromUnixMilliseconds) == [nil, nil, 5_000])
        #expect(found.map(\.untilUnixMilliseconds) == [20_000, 22_000, nil])
    }

    @Test("the words of notes can be hidden, and nothing else goes with them")
    func notes() throws {
        var night = Night()
        night.start()
        night.open(at: 1)
        let note = night.care(.note("zanzibar"), at: 2)
        night.care(.stimulated(.voice), at: 3)
        night.correct(note, .withdrawn, at: 4)
        let record = try #require(
            IncidentRecord(incident: night.incident, entries: night.entries))
        let hidden = record.hidingNotes(behind: "hidden")
        #expect(record.rows.contains { $0.words == "zanzibar" })
        #expect(!"\(hidden)".contains("zanzibar"))
        let row = try #require(hidden.rows.first { $0.logged.entry == note })
        #expect(row.words == "hidden" && row.withdrawn)
        #expect(hidden.rows.map(\.logged.entry) == record.rows.map(\.logged.entry))
        #expect(hidden.people[0].rows.map(\.words) == hidden.rows.map(\.words))
        #expect(hidden.severity == .stimulated)
    }
}
