import Ledger
import ResponseLog
import Testing

@Suite("Fields of a response's record")
struct RecordFieldTests {
    static let watch = EntryID.random()
    static let incident = EntryID.random()

    /// Answers that fit a field: every choice alone, all of them where several go, and what is not
    /// known or not said.
    static func fitting(_ field: RecordField) -> [Answer] {
        let values: [Answer] =
            switch field.shape {
            case .one(let list): list.map { .given(.codes([$0.code])) }
            case .several(let list):
                list.map { .given(.codes([$0.code])) } + [.given(.codes(list.map(\.code)))]
            case .words(let longest):
                [.given(.words("x")), .given(.words(String(repeating: "é", count: longest)))]
            case .moment:
                [true, false].map {
                    .given(.moment(unixMilliseconds: 1_700_000_000_000, isEstimated: $0))
                }
            }
        return values + [.unknown, .declined, .takenBack]
    }

    static func answer(_ field: RecordField, _ answer: Answer) throws(FactError) -> FieldAnswer {
        try FieldAnswer(incident: incident, watch: watch, field: field, answer: answer)
    }

    @Test("every answer that fits comes back from its bytes", arguments: RecordField.allCases)
    func roundTrip(field: RecordField) throws {
        for answer in Self.fitting(field) {
            let fact = Fact.answered(try Self.answer(field, answer))
            let payload = try CanonicalValue(parsing: try fact.payload.encoded())
            #expect(try Fact(kind: fact.kind, version: 1, payload: payload) == fact)
        }
    }

    @Test("codes and words are each given once", arguments: RecordField.allCases)
    func lists(field: RecordField) {
        #expect(Set(field.choices.map(\.code)).count == field.choices.count)
        #expect(Set(field.choices.map(\.words)).count == field.choices.count)
        let plain = field.choices.map(\.code) + [field.rawValue]
        #expect(plain.allSatisfy { $0.utf8.allSatisfy { $0 == 0x2D || $0 >= 0x30 } })
        #expect(!plain.contains { ["unknown", "declined", "not-recorded"].contains($0) })
    }

    @Test("not known, declined and not recorded are three different things")
    func kindsOfNotKnowing() throws {
        var seen: Set<String> = []
        for answer in [Answer.unknown, .declined, .takenBack, .given(.codes(["fentanyl"]))] {
            let fact = Fact.answered(try Self.answer(.substanceReported, answer))
            seen.insert(String(decoding: try fact.payload.encoded(), as: UTF8.self))
        }
        #expect(seen.count == 4)
    }

    @Test("what does not fit is refused by the field's name")
    func refused() {
        let wrong: [(RecordField, Answer)] = [
            (.area, .given(.codes(["moon"]))), (.area, .given(.codes([]))),
            (.area, .given(.codes(["washroom", "outside"]))), (.area, .given(.words("washroom"))),
            (.substanceReported, .given(.codes([]))),
            (.wishes, .given(.words(""))),
            (.wishes, .given(.words(String(repeating: "x", count: 161)))),
            (.lastSeenWell, .given(.moment(unixMilliseconds: -1, isEstimated: false))),
            (.lastSeenWell, .given(.words("noon"))),
        ]
        for (field, answer) in wrong {
            let error = #expect(throws: FactError.self) { try Self.answer(field, answer) }
            #expect(error?.field == field.rawValue)
        }
    }

    @Test("a later answer holds and the earlier one stays in the timeline")
    func laterHolds() throws {
        var night = Night()
        night.start()
        night.open(at: 10)
        func say(_ answer: Answer) throws -> Fact {
            .answered(
                try FieldAnswer(
                    incident: night.incident, watch: night.watch, field: .transport,
                    answer: answer))
        }
        night.add(try say(.given(.codes(["refused"]))), at: 20)
        night.add(try say(.given(.codes(["transported"]))), at: 30)
        let record = try #require(
            IncidentRecord(incident: night.incident, entries: night.entries))
        #expect(record.people[0].answers[.transport] == .given(.codes(["transported"])))
        #expect(record.rows.filter { $0.logged.kind == "record.answered" }.count == 2)
    }

    @Test("two people of one response keep their own answers, acts and doses")
    func twoPeople() throws {
        var night = Night()
        night.start()
        let other = EntryID.random()
        night.add(
            .watchStarted(
                WatchStart(
                    watch: other, handle: "FERN 2", seat: 2, origin: .response, hasOximeter: true,
                    drill: false, limits: ["lowPercent": 90], limitsVersion: 1,
                    limitsAuthor: "spotter-defaults")), at: 1)
        night.open(at: 10)
        night.care(try dose(.intramuscular, 400), at: 20)
        night.add(.incidentJoined(incident: night.incident, watch: other), at: 30)
        night.add(
            .care(
                Care(
                    watch: other, incident: night.incident, act: try dose(.intranasal, 4000))),
            at: 40)
        let record = try #require(
            IncidentRecord(incident: night.incident, entries: night.entries))
        #expect(record.people.map(\.handle) == ["KITE 7", "FERN 2"])
        #expect(record.people.map(\.doses.knownMicrograms) == [400, 4000])
        #expect(record.doses.count == 2)
        let watch = try #require(WatchRecord(watch: other, entries: night.entries))
        #expect(watch.openIncident == night.incident)
    }
}
