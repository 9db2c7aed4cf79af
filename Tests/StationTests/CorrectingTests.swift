import Ledger
import ResponseLog
import Store
import Testing

@testable import Station

@Suite("Corrections and what comes late")
struct CorrectingTests {
    private func dose(_ micrograms: Int64, beforeUs: Bool = false) throws -> Dose {
        try Dose(
            route: .intranasal, amountMicrograms: micrograms, site: .leftNostril, kit: "K-7",
            beforeUs: beforeUs)
    }

    @Test("a dose corrected after its response has closed stays in that response")
    func correctedAfterClosing() async throws {
        let station = try await openStation(TemporaryData())
        let (watch, incident) = try await station.respondAnywhere(touch: Touch())
        let wrong = Touch(by: "ASH 1", doneBy: "ELM 2")
        _ = try await station.record(.dose(try dose(2000)), watch: watch, touch: wrong)
        try await station.closeIncident(incident, outcome: .awakeStayed, touch: Touch())
        let right = try Dose(route: .intranasal, amountMicrograms: 4000)
        let touch = Touch(by: "OAK 4")
        for _ in 0..<2 {
            _ = try await station.replaceDose(wrong.entry, with: right, watch: watch, touch: touch)
        }
        let record = try #require(try await station.incident(incident))
        #expect(record.doses.count == 1 && record.doses.knownMicrograms == 4000)
        #expect(try await station.watchRecord(watch)?.openIncident == nil)
        let rows = try #require(try await station.watchRecord(watch)).rows
        let old = try #require(rows.first { $0.logged.entry == wrong.entry })
        let new = try #require(rows.first { $0.logged.entry == touch.entry })
        #expect(new.occurredUnixMilliseconds == old.occurredUnixMilliseconds)
        #expect(new.logged.didBy == old.logged.didBy, "who gave it did not change")
        #expect(new.standingDose?.kit == "K-7" && new.standingDose?.site == .leftNostril)
        await station.stop()
    }

    @Test("a dose of a bystander stays one when its amount is put right")
    func beforeUs() async throws {
        let station = try await openStation(TemporaryData())
        let (watch, incident) = try await station.respondAnywhere(touch: Touch())
        let wrong = Touch()
        _ = try await station.record(
            .dose(try dose(2000, beforeUs: true)), watch: watch, touch: wrong)
        _ = try await station.replaceDose(
            wrong.entry, with: try Dose(route: .intranasal, amountMicrograms: 4000), watch: watch,
            touch: Touch())
        let record = try #require(try await station.incident(incident))
        #expect(record.doses.count == 0)
        #expect(record.rows.compactMap(\.standingDose).map(\.beforeUs) == [true])
        await station.stop()
    }

    @Test("what is struck through is not replaced: nothing comes back or is doubled")
    func replacedOnce() async throws {
        let station = try await openStation(TemporaryData())
        let (watch, incident) = try await station.respondAnywhere(touch: Touch())
        let (first, second) = (Touch(), Touch())
        for touch in [first, second] {
            _ = try await station.record(.dose(try dose(2000)), watch: watch, touch: touch)
        }
        _ = try await station.correct(
            entry: first.entry, change: .withdrawn, watch: watch, touch: Touch())
        _ = try await station.replaceDose(
            second.entry, with: try dose(4000), watch: watch, touch: Touch())
        for wrong in [first, second] {
            await #expect(throws: StationError.alreadyCorrected) {
                try await station.replaceDose(
                    wrong.entry, with: dose(4000), watch: watch, touch: Touch())
            }
        }
        let record = try #require(try await station.incident(incident))
        #expect(record.doses.count == 1 && record.doses.knownMicrograms == 4000)
        await station.stop()
    }

    @Test("a strike-through leaves something standing")
    func somethingStands() async throws {
        let station = try await openStation(TemporaryData())
        let (watch, incident) = try await station.respondAnywhere(touch: Touch())
        let (one, two) = (Touch(), Touch())
        for touch in [one, two] {
            _ = try await station.record(.dose(try dose(4000)), watch: watch, touch: touch)
        }
        for change in [Correction.Change.duplicate(of: one.entry), .replaced(by: .random())] {
            await #expect(throws: StationError.noOtherEntry) {
                try await station.correct(
                    entry: one.entry, change: change, watch: watch, touch: Touch())
            }
        }
        _ = try await station.correct(
            entry: two.entry, change: .duplicate(of: one.entry), watch: watch, touch: Touch())
        await #expect(throws: StationError.noOtherEntry) {
            try await station.correct(
                entry: one.entry, change: .duplicate(of: two.entry), watch: watch, touch: Touch())
        }
        #expect(try await station.incident(incident)?.doses.count == 1)
        await station.stop()
    }

    @Test("a treatment from before the close comes late to its response and opens no other")
    func lateTreatment() async throws {
        let station = try await openStation(TemporaryData())
        let (watch, incident) = try await station.respondAnywhere(touch: Touch())
        try await Task.sleep(for: .seconds(2.2))
        try await station.closeIncident(incident, outcome: .awakeStayed, touch: Touch())
        _ = try await station.record(
            .dose(try dose(4000)), watch: watch, touch: Touch(occurredSecondsAgo: 1))
        #expect(try await station.watchRecord(watch)?.openIncident == nil)
        #expect(try await station.incident(incident)?.doses.count == 1)
        // What is done now is a response of its own.
        _ = try await station.record(.dose(try dose(4000)), watch: watch, touch: Touch())
        #expect(try await station.watchRecord(watch)?.openIncident != nil)
        #expect(try await station.incident(incident)?.doses.count == 1)
        await station.stop()
    }

    @Test("a second close with another outcome is refused, and the same one is no error")
    func closedTwice() async throws {
        let station = try await openStation(TemporaryData())
        let (_, incident) = try await station.respondAnywhere(touch: Touch())
        for _ in 0..<2 {
            try await station.closeIncident(incident, outcome: .awakeStayed, touch: Touch())
        }
        await #expect(throws: StationError.alreadyClosed) {
            try await station.closeIncident(incident, outcome: .transported, touch: Touch())
        }
        #expect(try await station.incident(incident)?.outcome == .awakeStayed)
        await station.stop()
    }

    /// Design rule 7: a drill's person never comes into real help, nor anyone by an answer.
    @Test("an answer puts nobody into a response")
    func strangers() async throws {
        let station = try await openStation(TemporaryData())
        let (_, incident) = try await station.respondAnywhere(touch: Touch())
        let other = try await station.startWatch(seat: 1, touch: Touch())
        let answer = try FieldAnswer(
            incident: incident, watch: other, field: .allergies, answer: .given(.words("latex")))
        await #expect(throws: StationError.noSuchIncident) {
            _ = try await station.answer(answer, touch: Touch())
        }
        #expect(try await station.incident(incident)?.people.count == 1)
        await station.stop()
    }
}
