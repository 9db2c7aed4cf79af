import Alerts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import NIOCore
import ResponseLog
import Testing

@testable import Console
@testable import SignalCore
@testable import Station

@Suite("Pages: stepping out, someone else, and what ended")
struct LeavingTests {
    @Test("a pause is a touch on the page, and back again; both are entries")
    func pause() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            #expect(try await console.get("/").text.contains(#"data-leaving="may""#))
            let name = EntryID.random().text
            for _ in 0..<2 {
                let answer = try await console.post(
                    "/watches/\(watch)/pause", ["entry": name, "back": "/"])
                #expect(answer.status == .seeOther)
            }
            try await eventually("the pause is shown") {
                try await console.get("/").text.contains(#"data-leaving="paused""#)
            }
            let page = try await console.get("/respond/\(watch)").text
            #expect(page.contains("Stepped out for a moment"), "the timeline has it")
            let facts = try await console.get("/api/floor").facts
            let seat = try #require((facts["seats"] as? [[String: Any]])?.first)
            let until = try #require(seat["pausedUntilMilliseconds"] as? Int)
            let since = try #require(seat["pausedSinceMilliseconds"] as? Int)
            #expect(until - since == 180_000)
            _ = try await console.touch("/watches/\(watch)/pause", ["over": "yes"])
            try await eventually("the pause is over") {
                try await console.get("/").text.contains(#"data-leaving="may""#)
            }
            let record = try await console.station.watchRecord(#require(EntryID(text: watch)))
            let words = try #require(record).rows.map(\.words)
            #expect(words.filter { $0 == "Stepped out for a moment" }.count == 1)
            #expect(words.contains("Pause over"))
        }
    }

    @Test("someone else ends this watch and begins another at the seat, once")
    func someoneElse() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 2)
            let name = EntryID.random().text
            let first = try await console.touch(
                "/watches/\(watch)/someone-else", ["entry": name, "back": "/respond/\(watch)"])
            let again = try await console.touch(
                "/watches/\(watch)/someone-else", ["entry": name, "back": "/respond/\(watch)"])
            let next = try #require(first["watch"] as? String)
            #expect(next != watch)
            #expect(again["watch"] as? String == next)
            #expect(first["next"] as? String == "/respond/\(next)")
            let old = try await console.station.watchRecord(#require(EntryID(text: watch)))
            #expect(try #require(old).endedUnixMilliseconds != nil)
            try await eventually("the seat shows the new watch") {
                console.station.board.tile(seat: 2)?.watch?.watch.text == next
            }
            let other = try await console.post(
                "/watches/\(watch)/someone-else", [:], headers: [.accept: "application/json"])
            #expect(other.status == .notFound, "another touch comes too late")
        }
    }

    @Test("moving is two touches: the page names free seats, a taken one is refused in words")
    func moves() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            _ = try await console.startWatch(seat: 2)
            let page = try await console.get("/watches/\(watch)/move").text
            #expect(page.contains(#"value="3""#) && page.contains(#"value="away""#))
            #expect(!page.contains(#"name="seat" value="2""#))
            let refused = try await console.post("/watches/\(watch)/move", ["seat": "2"])
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("Someone else is watched at seat 2"))
            #expect(try await console.post("/watches/\(watch)/move").status == .badRequest)
            let odd = try await console.post("/watches/\(watch)/move", ["seat": "x"])
            #expect(odd.status == .badRequest)
            let done = try await console.post("/watches/\(watch)/move", ["seat": "4"])
            #expect(done.headers[.location] == "/respond/\(watch)")
            try await eventually("seat 4 shows the watch") {
                console.station.board.tile(seat: 4)?.watch?.watch.text == watch
            }
            #expect(try await console.get("/respond/\(watch)").text.contains("Seat 4"))
            let swap = try await console.post("/watches/\(watch)/swap", ["back": "/"])
            #expect(swap.status == .seeOther)
            let away = try await console.post("/watches/\(watch)/move", ["seat": "away"])
            #expect(away.status == .seeOther)
            try await eventually("seat 4 is free again") {
                console.station.board.tile(seat: 4)?.watch == nil
            }
            #expect(!(try await console.get("/watches/\(watch)/move").text).contains("/swap"))
        }
    }

    @Test("without a seat nobody else can have come")
    func noSeat() async throws {
        try await ConsoleFixture.run { console in
            let opened = try await console.touch("/respond")
            let watch = try #require(opened["watch"] as? String)
            let answer = try await console.post("/watches/\(watch)/someone-else")
            #expect(answer.status == .badRequest)
        }
    }

    @Test("what ended stands after what is open, real before drills, with its form")
    func order() throws {
        let now = BootTime(seconds: 1000)
        func tile(_ seat: Int, drill: Bool, open: AlertPriority?, ended: AlertPriority?) -> SeatTile
        {
            var tile = SeatTile(seat: seat, label: "Seat \(seat)")
            tile.watch = WatchTile(
                watch: .random(), handle: "KITE \(seat)", startedAt: now, drill: drill,
                restored: false, lowPercent: 90, criticalPercent: 85,
                alerts: open.map {
                    [
                        AlertTile(
                            kind: .oxygenLow, priority: $0, since: now, escalated: false,
                            quietUntil: nil, held: false, lastValuePercent: nil)
                    ]
                } ?? [], oxygen: .init(word: "", level: .unknown, at: nil),
                awake: .init(word: "", level: .unknown, at: nil), stillAsleepSince: nil,
                oxygenOnSince: nil, breathsSince: nil, lastDoseAt: nil, doseCount: 0,
                reCheckDueAt: nil, incident: nil, incidentOpenedAt: nil)
            tile.watch?.ended =
                ended.map {
                    [
                        EndedTile(
                            kind: .oxygenLow, priority: $0, raisedAt: BootTime(seconds: 900),
                            endedAt: BootTime(seconds: 940), times: 1)
                    ]
                } ?? []
            return tile
        }
        let lines = Attention.list(of: [
            tile(1, drill: true, open: .high, ended: nil),
            tile(2, drill: false, open: nil, ended: .high),
            tile(3, drill: false, open: .low, ended: .low),
        ])
        #expect(lines.map(\.seat) == [3, 2, 3, 1])
        #expect(lines.map { $0.ended == nil } == [true, false, false, true])
        #expect(lines[1].words == "oxygen was low 0:40")
        let view = AttentionView(lines[1], now: now)
        #expect(view.age == nil && view.ended?.age?.text == "1:00")
        #expect(view.ended?.kind == "oxygen-low")
    }

    @Test("a condition that is over and latched says so and can be seen away")
    func latched() {
        let alert = AlertTile(
            kind: .oxygenLow, priority: .high, since: BootTime(seconds: 1), escalated: true,
            quietUntil: nil, held: false, lastValuePercent: 97, over: true)
        #expect(Words.english.line(of: alert) == "Oxygen low · over, not yet seen")
    }

    @Test(
        "a forecast says its limit, its time and how sure it is",
        arguments: [
            (80, "reaches 90 % in about 40 s (25 to 80)"),
            (nil, "reaches 90 % in about 40 s (25 or later)"),
        ] as [(Int?, String)])
    func forecast(latest: Int?, words: String) {
        let time = TrendForecast(seconds: 40, earliestSeconds: 25, latestSeconds: latest)
        #expect(Words.english.forecast(.init(percent: 90, time: time)) == words)
        #expect(Words.english.forecast(nil) == nil)
    }
}
