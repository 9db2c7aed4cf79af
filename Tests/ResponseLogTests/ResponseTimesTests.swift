import Ledger
import ResponseLog
import Testing

@Suite("Times of a response")
struct ResponseTimesTests {
    static func times(_ night: Night) throws -> ResponseTimes {
        let record = try #require(
            IncidentRecord(incident: night.incident, entries: night.entries))
        return ResponseTimes(record.people[0], of: record)
    }

    @Test("counting starts at the earliest of open alert, noticed and first entry")
    func start() throws {
        var night = Night()
        night.start()
        night.alert("raised", at: 100)
        night.alert("cleared", at: 110)
        night.alert("raised", at: 200)
        night.open(at: 230)
        #expect(
            try Self.times(night).start == .init(unixMilliseconds: 200_000, cause: .alert))
        night.add(
            .answered(
                try FieldAnswer(
                    incident: night.incident, watch: nil, field: .noticedAt,
                    answer: .given(.moment(unixMilliseconds: 190_000, isEstimated: true)))),
            at: 400)
        #expect(
            try Self.times(night).start == .init(unixMilliseconds: 190_000, cause: .noticed))
    }

    @Test("an alert that stood for ten minutes before anyone came is where counting starts")
    func longUnanswered() throws {
        var night = Night()
        night.start()
        night.alert("raised", at: 100)
        night.alert("escalated", at: 130)
        night.open(at: 700)
        let early = try Self.times(night)
        #expect(early.start == .init(unixMilliseconds: 100_000, cause: .alert))
        let around = IncidentRecord.surroundings(of: night.incident, in: night.entries)
        #expect(around.contains(100_000), "or the alert is not read")
        night.alert("cleared", at: 710)
        #expect(try Self.times(night).start.unixMilliseconds == 100_000)

        var over = Night()
        over.start()
        over.alert("raised", at: 100)
        over.alert("cleared", at: 120)
        over.open(at: 700)
        #expect(try Self.times(over).start == .init(unixMilliseconds: 700_000, cause: .firstEntry))
    }

    @Test("without alert or answer it starts at the first entry, also one moved before the opening")
    func firstEntry() throws {
        var night = Night()
        night.start()
        night.open(at: 230)
        let early = night.care(.stimulated(.voice), at: 240)
        #expect(
            try Self.times(night).start
                == .init(unixMilliseconds: 230_000, cause: .firstEntry))
        night.correct(early, .moved(toUnixMilliseconds: 170_000), at: 250)
        #expect(
            try Self.times(night).start
                == .init(unixMilliseconds: 170_000, cause: .firstEntry))
    }

    @Test("somebody who came into a response later is counted from their own alert or their coming")
    func someoneElse() throws {
        var night = Night()
        night.start()
        night.open(at: 230)
        let second = EntryID.random()
        night.add(
            .watchStarted(
                WatchStart(
                    watch: second, handle: "OAK 2", seat: 2, origin: .person, hasOximeter: true,
                    drill: false, limits: [:], limitsVersion: 1, limitsAuthor: "spotter-defaults")),
            at: 100)
        func alert(_ change: String, at seconds: Int64) {
            night.alert(change, at: seconds, of: second)
        }
        alert("raised", at: 300)
        alert("cleared", at: 310)
        func secondStart(_ night: Night) throws -> ResponseTimes.Start {
            let record = try #require(
                IncidentRecord(incident: night.incident, entries: night.entries))
            return ResponseTimes(try #require(record.person(second)), of: record).start
        }
        var without = night
        without.add(
            .care(Care(watch: second, incident: night.incident, act: .stimulated(.voice))), at: 790)
        #expect(
            try secondStart(without) == .init(unixMilliseconds: 790_000, cause: .firstEntry),
            "helped without a word that they joined")
        alert("raised", at: 770)
        night.add(.incidentJoined(incident: night.incident, watch: second), at: 782)
        night.add(
            .care(Care(watch: second, incident: night.incident, act: .stimulated(.voice))), at: 790)
        #expect(try secondStart(night) == .init(unixMilliseconds: 770_000, cause: .alert))
        #expect(
            try Self.times(night).start == .init(unixMilliseconds: 230_000, cause: .firstEntry))
        // When the first was noticed says nothing about the second.
        night.add(
            .answered(
                try FieldAnswer(
                    incident: night.incident, watch: nil, field: .noticedAt,
                    answer: .given(.moment(unixMilliseconds: 190_000, isEstimated: true)))),
            at: 400)
        #expect(try secondStart(night) == .init(unixMilliseconds: 770_000, cause: .alert))
    }

    @Test("oxygen fine and still asleep is neither awake nor worse again; worse at 52 min is")
    func stillAsleep() throws {
        var night = Night()
        night.start()
        night.open(at: 0)
        night.care(.awake(.unresponsive), at: 5)
        night.care(.breathing(.gasping), at: 8)
        night.care(.breaths(.bagValveMask), at: 20)
        night.care(try dose(.intramuscular, 400), at: 60)
        night.care(.breathing(.normal), at: 120)
        for minute in stride(from: 4, through: 40, by: 4) {
            night.care(.awake(.pain), at: Int64(minute) * 60)
        }
        var times = try Self.times(night)
        #expect(times.breathing == 120_000)
        #expect(times.awake == nil)
        #expect(times.reSedated == nil)
        night.care(.awake(.voice), at: 41 * 60)
        night.care(.awake(.unresponsive), at: 52 * 60)
        times = try Self.times(night)
        #expect(times.reSedated == 3_120_000)
        #expect(times.seconds(times.breath) == 20)
        #expect(times.seconds(times.dose) == 60)
    }

    @Test("withdrawn doses and doses given before are no doses of ours")
    func doses() throws {
        var night = Night()
        night.start()
        night.open(at: 0)
        night.care(
            .dose(try Dose(route: .intranasal, amountMicrograms: 4000, beforeUs: true)), at: 5)
        night.care(try dose(.intramuscular, 400), at: 60)
        let wrong = night.care(try dose(.intramuscular, 1000), at: 100)
        night.correct(wrong, .replaced(by: .random()), at: 110)
        night.care(try dose(.intramuscular, 400), at: 240)
        let times = try Self.times(night)
        #expect(times.doses == [60_000, 240_000])
        #expect(times.doseIntervalSeconds == [180])
        let record = try #require(
            IncidentRecord(incident: night.incident, entries: night.entries))
        #expect(record.doses.knownMicrograms == 800)
        #expect(record.people[0].dosesBefore.knownMicrograms == 4000)
    }

    @Test("a like dose within 30 s is asked about until someone says which it is")
    func duplicates() throws {
        var night = Night()
        night.start()
        night.open(at: 0)
        let first = night.care(try dose(.intranasal, 4000), at: 60)
        let second = night.care(try dose(.intranasal, 4000), at: 62)
        func row(_ entry: EntryID) throws -> TimelineRow {
            try #require(
                Timeline.rows(of: night.entries).first { $0.logged.entry == entry })
        }
        #expect(try row(second).possibleDuplicateOf == first)
        var both = night
        both.correct(second, .distinct(from: first), at: 70)
        night.correct(second, .duplicate(of: first), at: 70)
        #expect(try row(second).withdrawn)
        #expect(try row(second).duplicateOf == first)
        let rows = Timeline.rows(of: both.entries)
        #expect(rows.allSatisfy { $0.possibleDuplicateOf == nil && !$0.withdrawn })
    }
}
