import Ledger
import ResponseLog
import Testing

@Suite("Incident and watch records")
struct RecordTests {
    /// A night at seat 1: alert, response, breaths, oxygen, a dose withdrawn and given again.
    static func night() throws -> Night {
        var night = Night()
        night.start(at: 0)
        night.care(.awake(.alert), at: 10, inIncident: false)
        night.alert("raised", at: 1000)
        night.open(at: 1005)
        night.care(.stimulated(.pressure), at: 1006)
        night.care(.breaths(.bagValveMask), at: 1010)
        night.care(.oxygen(litresPerMinute: 10), at: 1020)
        let slip = night.care(try dose(.intranasal, 4000), at: 1030)
        night.correct(slip, .withdrawn, at: 1035)
        night.care(try dose(.intramuscular, 400), at: 1040)
        night.care(try dose(.intramuscular, nil), at: 1200)
        night.alert("cleared", at: 1300)
        night.care(.breaths(.stopped), at: 1310)
        night.care(.awake(.voice), at: 1320)
        night.add(.incidentClosed(incident: night.incident, outcome: .sedatedWatched), at: 1800)
        return night
    }

    @Test("an incident folds into one account")
    func incident() throws {
        let night = try Self.night()
        let record = try #require(
            IncidentRecord(incident: night.incident, entries: night.entries))
        #expect(record.openedUnixMilliseconds == 1_005_000)
        #expect(record.closedUnixMilliseconds == 1_800_000)
        #expect(record.outcome == .sedatedWatched)
        #expect(record.people.map(\.handle) == ["KITE 7"])
        #expect(record.limits == ["lowPercent": 90])
        #expect(record.doses.count == 2)
        #expect(record.doses.knownMicrograms == 400)
        #expect(record.doses.unknownAmounts == 1)
        #expect(record.steps == [.watched, .stimulated, .oxygen, .assistedBreaths, .naloxone])
        #expect(record.severity == .naloxone)
        #expect(record.rows.count { $0.withdrawn } == 1)
    }

    @Test("context begins five minutes before; older entries of the watch stay out")
    func context() throws {
        let night = try Self.night()
        let record = try #require(
            IncidentRecord(incident: night.incident, entries: night.entries))
        #expect(record.rows.first?.words.contains("Oxygen low raised") == true)
        #expect(!record.rows.contains { $0.words == "Awake" })
    }

    @Test("another response's acts stay out")
    func otherResponse() throws {
        var night = try Self.night()
        let other = EntryID.random()
        night.add(
            .care(Care(watch: night.watch, incident: other, act: .compressions(on: true))), at: 1100
        )
        let record = try #require(
            IncidentRecord(incident: night.incident, entries: night.entries))
        #expect(record.severity == .naloxone)
    }

    @Test("without its opening there is no incident")
    func noOpening() {
        #expect(IncidentRecord(incident: .random(), entries: []) == nil)
    }

    @Test("a watch knows its open alerts, response and end")
    func watch() throws {
        let night = try Self.night()
        let until = { (count: Int) in
            try #require(
                WatchRecord(watch: night.watch, entries: Array(night.entries.prefix(count))))
        }
        #expect(try until(3).openAlerts.map(\.last.alertKind) == ["oxygen-low"])
        #expect(try until(3).openAlerts.map(\.raisedUnixMilliseconds) == [1_000_000])
        #expect(try until(4).openIncident == night.incident)
        #expect(try until(night.entries.count).openAlerts.isEmpty)
        #expect(try until(night.entries.count).openIncident == nil)
        #expect(try until(night.entries.count).endedUnixMilliseconds == nil)
    }

    @Test("an acknowledged or silenced alert is still open; an escalated one says so")
    func openAlerts() throws {
        var night = Night()
        night.start()
        night.alert("raised", at: 10)
        night.alert("silenced", at: 20)
        night.alert("escalated", at: 30)
        let record = try #require(WatchRecord(watch: night.watch, entries: night.entries))
        #expect(record.openAlerts.count == 1)
        #expect(record.openAlerts[0].escalated)
        #expect(record.openAlerts[0].raisedUnixMilliseconds == 10_000)
    }
}
