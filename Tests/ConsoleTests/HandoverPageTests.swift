import Console
import HTTPTypes
import HummingbirdTesting
import Ledger
import Reports
import ResponseLog
import Station
import Testing

@Suite("Handover and record, over HTTP")
struct HandoverPageTests {
    private func respond(_ console: ConsoleFixture) async throws -> (String, String) {
        let opened = try await console.touch("/respond", [:])
        return (
            try #require(opened["watch"] as? String), try #require(opened["incident"] as? String)
        )
    }

    @Test(
        "the page is right from the first second and follows what is written",
        arguments: ConsoleFixture.Depth.allCases)
    func follows(depth: ConsoleFixture.Depth) async throws {
        try await ConsoleFixture.run(depth) { console in
            let (watch, incident) = try await respond(console)
            var page = try await console.get("/incidents/\(incident)/handover")
            #expect(page.status == .ok, "\(page.text)")
            #expect(page.text.contains("not recorded"))
            #expect(page.text.contains("class=\"qr\""))
            _ = try await console.touch(
                "/watches/\(watch)/care",
                ["kind": "dose", "route": "intramuscular", "micrograms": "400"])
            _ = try await console.touch(
                "/watches/\(watch)/answers",
                ["field": "substance-reported", "value.benzo-dope": "1", "value.fentanyl": "1"])
            page = try await console.get("/incidents/\(incident)/handover")
            #expect(page.text.contains("1 dose, 0.4 mg (0.4 mg intramuscular)"))
            #expect(page.text.contains("fentanyl or down, down with benzos"))
            let unknown = try await console.get("/incidents/\(EntryID.random())/handover")
            #expect(unknown.status == .notFound)
            let other = try await console.get(
                "/incidents/\(incident)/handover?watch=\(EntryID.random())")
            #expect(other.status == .notFound || other.status == .ok)
        }
    }

    @Test("the page holds nothing empty: no style of its own, no heading without its words")
    func nothingEmpty() async throws {
        try await ConsoleFixture.run { console in
            let (_, incident) = try await respond(console)
            let page = try await console.get("/incidents/\(incident)/handover").text
            for empty in ["<style", "Earlier:", "<small></small>", "class=\"strip\""] {
                #expect(!page.contains(empty), "\(empty)")
            }
            #expect(page.contains("rel=\"stylesheet\"") && page.contains("class=\"screen\""))
            // As a file it brings its own style, and leads nowhere.
            let id = try #require(EntryID(text: incident))
            let record = try #require(await console.station.incident(id))
            let sheet = HandoverSheet(
                HandoverFacts(
                    record: record, person: record.people[0], points: [],
                    nowUnixMilliseconds: console.station.now().unixMilliseconds,
                    utcOffsetMinutes: 0, site: "Test site"))
            let file = HandoverPage(sheet, checkpoint: nil).file
            #expect(file.contains("<style>"))
            for gone in ["<link", "<script", "<nav", "class=\"code\"", "<pre"] {
                #expect(!file.contains(gone), "\(gone)")
            }
        }
    }

    @Test("a field that does not fit is refused with its name, and nothing is written")
    func refused() async throws {
        let wrong: [[String: String]] = [
            [:], ["field": "moon"], ["field": "transport"],
            ["field": "transport", "value": "rocket"],
            ["field": "substance-reported", "value.rocket": "1"],
            ["field": "last-seen-well", "value": "25:00"],
            ["field": "last-seen-well", "value": "noon"],
            ["field": "last-seen-well", "minutes": "-1"],
            ["field": "wishes", "value": String(repeating: "x", count: 161)],
            ["field": "transport", "answer": "perhaps"],
        ]
        try await ConsoleFixture.run { console in
            let (watch, _) = try await respond(console)
            let before = try await console.station.watchRecord(#require(EntryID(text: watch)))
            for fields in wrong {
                let answer = try await console.post("/watches/\(watch)/answers", fields)
                #expect(answer.status == .badRequest, "\(fields): \(answer.status)")
            }
            let after = try await console.station.watchRecord(#require(EntryID(text: watch)))
            #expect(after?.rows.count == before?.rows.count)
        }
    }

    @Test("a false alarm is closed with its reason, and not without")
    func falseAlarm() async throws {
        try await ConsoleFixture.run { console in
            let (_, incident) = try await respond(console)
            let refused = try await console.post(
                "/incidents/\(incident)/close", ["outcome": "false-alarm"])
            #expect(refused.status == .badRequest)
            let closed = try await console.post(
                "/incidents/\(incident)/close",
                ["outcome": "false-alarm", "reason": "cold-finger"])
            #expect(closed.status == .seeOther)
            let record = try await console.station.incident(#require(EntryID(text: incident)))
            #expect(record?.outcome == .falseAlarm)
            #expect(record?.answers[.falseAlarmReason] == .given(.codes(["cold-finger"])))
        }
    }

    @Test("two people of one response have a page each")
    func twoPeople() async throws {
        try await ConsoleFixture.run { console in
            let (_, incident) = try await respond(console)
            let other = try await console.startWatch(seat: 2)
            _ = try await console.touch("/incidents/\(incident)/people", ["watch": other])
            _ = try await console.touch(
                "/watches/\(other)/care",
                ["kind": "dose", "route": "intranasal", "micrograms": "4000"])
            let first = try await console.get("/incidents/\(incident)/handover")
            let second = try await console.get("/incidents/\(incident)/handover?watch=\(other)")
            #expect(!first.text.contains("4 mg intranasal"))
            #expect(second.text.contains("1 dose, 4 mg (4 mg intranasal)"))
            #expect(first.text.contains("one page for each person"))
        }
    }

    @Test("who did it and who wrote it are two people when they are")
    func doneBy() async throws {
        try await ConsoleFixture.run { console in
            let (watch, _) = try await respond(console)
            _ = try await console.touch(
                "/watches/\(watch)/care", ["kind": "breaths", "doneBy": "FERN 2"])
            let record = try await console.station.watchRecord(#require(EntryID(text: watch)))
            let row = try #require(record?.rows.last { $0.standingAct == .breaths(.notRecorded) })
            #expect(row.logged.didBy != nil)
            #expect(row.logged.didBy != row.logged.wroteBy)
        }
    }
}
