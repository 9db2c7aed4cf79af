import Ledger
import ResponseLog
import SignalCore
import Testing

@testable import Reports

@Suite("A response played again")
struct ReplayTests {
    private func person(_ story: CrewStory) throws -> (IncidentRecord, IncidentRecord.Person) {
        let record = try #require(IncidentRecord(incident: story.incident, entries: story.entries))
        return (record, record.people[0])
    }

    private func replay(
        _ story: CrewStory, _ points: [Replay.Point], now seconds: Int64
    ) throws -> Replay {
        let (record, person) = try person(story)
        let axis = ResponseAxis(
            record, person, firstReading: points.first?.unixMilliseconds,
            nowUnixMilliseconds: CrewStory.start + seconds * 1000)
        return Replay(person, points: points, on: axis, utcOffsetMinutes: -480)
    }

    private func points(
        _ spo2: UInt8?, _ seconds: Range<Int64>, _ state: Reading.State = .measured,
        _ reason: Reading.Reason = .none
    ) -> [Replay.Point] {
        seconds.map {
            Replay.Point(
                unixMilliseconds: CrewStory.start + $0 * 1000 + 400, spo2Percent: spo2,
                pulseBpm: spo2.map { UInt16($0) + 1 }, state: state, reason: reason)
        }
    }

    @Test("from five minutes before to the end, one place a second, gaps as gaps")
    func seconds() throws {
        var story = CrewStory()
        story.open()
        story.care(.awake(.unresponsive), at: 3)
        story.add(.incidentClosed(incident: story.incident, outcome: .awakeStayed), at: 60)
        let stored =
            points(95, -600..<10) + points(nil, 10..<20, .absent, .fingerOut)
            + points(84, 25..<30, .unreliable, .weakSignal) + points(91, 30..<200)
        let replay = try replay(story, stored, now: 500)
        #expect(replay.fromUnixMilliseconds == CrewStory.start - 300_000)
        #expect(replay.seconds == 360)
        #expect(replay.oxygen.count == 360 && replay.pulse.count == 360)
        #expect(replay.oxygen[0] == 95 && replay.pulse[0] == 96)
        #expect(replay.oxygen[309] == 95)
        #expect(Set(replay.oxygen[310..<325]) == [0], "nothing is drawn across a gap")
        #expect(replay.oxygen[325] == 84)
        #expect(replay.oxygen[359] == 91)
        #expect(
            replay.signal == [
                .init(second: 0, state: .measured, reason: .none),
                .init(second: 310, state: .absent, reason: .fingerOut),
                .init(second: 320, state: .absent, reason: .none),
                .init(second: 325, state: .unreliable, reason: .weakSignal),
                .init(second: 330, state: .measured, reason: .none),
            ])
        #expect(replay.awake == [.init(second: 303, clock: "14:00:03", words: "Not responding")])
    }

    @Test("its clock is the handover's, second for second, for every act")
    func agreesWithTheHandover() throws {
        var story = CrewStory()
        story.open()
        story.care(.stimulated(.voice), at: 11)
        story.care(.oxygen(litresPerMinute: 10), at: 29)
        let dose = story.care(
            .dose(try Dose(route: .intramuscular, amountMicrograms: 400)), at: 71)
        story.add(
            .corrected(
                Correction(
                    entry: dose, watch: story.watch, incident: story.incident,
                    change: .moved(toUnixMilliseconds: CrewStory.start + 59_999))), at: 90)
        story.read(90, from: -300, to: 100)
        let sheet = try story.sheet(at: 100)
        let replay = try replay(story, points(90, -300..<100), now: 100)
        let clocks = replay.moments.filter { $0.row.standingAct != nil }.map(\.clock)
        #expect(clocks == ["14:00:11", "14:00:29", "14:00:59"])
        #expect(sheet.treatments.map(\.time) == clocks)
        for moment in replay.moments {
            let time = LocalTime(
                unixMilliseconds: replay.fromUnixMilliseconds + moment.second * 1000,
                utcOffsetMinutes: -480)
            #expect(time.text == moment.clock, "the place on the axis is that second")
        }
    }

    @Test("an alert is open from the second it was raised until that it cleared in")
    func alerts() throws {
        var story = CrewStory()
        story.open()
        func alert(_ change: String, _ priority: String) -> Fact {
            .alertChanged(
                AlertEntry(
                    watch: story.watch, alertKind: "oxygen-low", priority: priority,
                    change: change, spo2Percent: 84, limitPercent: 90,
                    conditionDelayMilliseconds: 0, signalDelayMilliseconds: 0))
        }
        story.add(alert("raised", "medium"), at: -20)
        story.add(alert("escalated", "high"), at: 5)
        story.add(alert("cleared", "high"), at: 40)
        let stored = points(84, -300..<60)
        let replay = try replay(story, stored, now: 60)
        #expect(
            replay.alerts == [
                .init(words: "oxygen low", priority: "high", from: 280, until: 340)
            ])
        let (record, person) = try person(story)
        let axis = ResponseAxis(
            record, person, firstReading: stored[0].unixMilliseconds,
            nowUnixMilliseconds: CrewStory.start + 60_000)
        let strip = try #require(
            SpO2Strip(person, points: stored.map(\.strip), on: axis, utcOffsetMinutes: -480))
        let svg = strip.svg()
        #expect(svg.contains("<title>oxygen low, high: 13:59:40 to 14:00:40</title>"))
        #expect(!svg.contains("strip-mark strip-alert"), "a bar, and no marks besides")
        // 280 s of 360 s on 900 units from 40 on.
        #expect(svg.contains("<path d=\"M740 "))
    }

    @Test("a watch begun with the response has no lead; a forgotten one is cut at twelve hours")
    func edges() throws {
        var story = CrewStory()
        story.open()
        let (record, person) = try person(story)
        func axis(_ first: Int64?, _ now: Int64) -> ResponseAxis {
            ResponseAxis(
                record, person, firstReading: first.map { CrewStory.start + $0 * 1000 },
                nowUnixMilliseconds: CrewStory.start + now * 1000)
        }
        #expect(axis(nil, 60).fromUnixMilliseconds == CrewStory.start - 5_000)
        #expect(axis(20, 60).fromUnixMilliseconds == CrewStory.start - 5_000)
        #expect(axis(-30, 60).fromUnixMilliseconds == CrewStory.start - 35_000)
        #expect(axis(-299, 60).fromUnixMilliseconds == CrewStory.start - 300_000)
        #expect(axis(nil, 60).isCut == false)
        let long = axis(nil, 90_000)
        #expect(long.isCut)
        #expect(long.toUnixMilliseconds - long.fromUnixMilliseconds == 12 * 3_600_000)
        #expect(axis(nil, -100).toUnixMilliseconds > axis(nil, -100).fromUnixMilliseconds)
    }

    @Test(
        "random nights: no value where the strip's sums count none",
        arguments: 1...20 as ClosedRange<UInt64>)
    func sums(seed: UInt64) throws {
        var story = CrewStory()
        story.open()
        let stored = randomNight(seconds: 400, seed: seed).map {
            Replay.Point(
                unixMilliseconds: $0.unixMilliseconds - nightStart + CrewStory.start - 300_000,
                spo2Percent: $0.spo2Percent, pulseBpm: nil, state: $0.state, reason: .none)
        }
        let replay = try replay(story, stored, now: 100)
        let (record, person) = try person(story)
        let axis = ResponseAxis(
            record, person, firstReading: stored[0].unixMilliseconds,
            nowUnixMilliseconds: CrewStory.start + 100_000)
        let strip = try #require(
            SpO2Strip(person, points: stored.map(\.strip), on: axis, utcOffsetMinutes: -480))
        #expect(
            replay.oxygen.count { $0 == 0 } == strip.summary.absentSeconds, "seed \(seed)")
        #expect(
            replay.oxygen.count { $0 > 0 && $0 < 90 } == strip.summary.belowLowSeconds,
            "seed \(seed)")
        #expect(replay.seconds == strip.summary.totalSeconds, "seed \(seed)")
    }
}
