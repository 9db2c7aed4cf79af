import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import NIOCore
import ResponseLog
import Station
import Testing

@Suite("Acts")
struct ActTests {
    @Test(
        "a touch sent twice under one name is one entry", arguments: ConsoleFixture.Depth.allCases)
    func idempotent(depth: ConsoleFixture.Depth) async throws {
        try await ConsoleFixture.run(depth) { console in
            let watch = try await console.startWatch(seat: 1)
            let name = EntryID.random().text
            let fields = [
                "entry": name, "kind": "dose", "route": "intramuscular", "micrograms": "400",
            ]
            let first = try await console.touch("/watches/\(watch)/care", fields)
            let second = try await console.touch("/watches/\(watch)/care", fields)
            #expect(first["entry"] as? String == name)
            #expect(first["index"] as? Int == second["index"] as? Int)
            let id = try #require(EntryID(text: watch))
            let record = try #require(try await console.station.watchRecord(id))
            #expect(record.rows.count { $0.standingDose != nil } == 1)
        }
    }

    static let acts: [[String: String]] = [
        ["kind": "stimulated"], ["kind": "stimulated", "how": "voice"],
        ["kind": "airway", "how": "head-tilt"], ["kind": "breaths"],
        ["kind": "breaths", "how": "stopped"], ["kind": "oxygen", "flow": "10"],
        ["kind": "oxygen", "flow": "0"],
        ["kind": "dose", "route": "intranasal", "milligrams": "4"],
        ["kind": "dose", "route": "intranasal", "milligrams": "0,4"], ["kind": "dose"],
        ["kind": "compressions", "on": "yes"], ["kind": "aed", "step": "shock"],
        ["kind": "emergency-call", "call": "called"], ["kind": "awake", "level": "pain"],
        ["kind": "breathing", "how": "gasping"],
        ["kind": "breaths-counted", "breaths": "6", "seconds": "30"],
        ["kind": "note", "text": "blue lips, 🙂 <b>&amp;"],
    ]

    @Test("every act the page offers is recorded, as a plain form", arguments: acts)
    func everyAct(fields: [String: String]) async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let before = try await actCount(console, watch)
            let answer = try await console.post("/watches/\(watch)/care", fields)
            #expect(answer.status == .seeOther, "\(answer.text)")
            #expect(answer.headers[.location] == "/respond/\(watch)")
            #expect(try await actCount(console, watch) == before + 1)
            let page = try await console.get("/respond/\(watch)").text
            #expect(!page.contains("<b>&amp;"), "a note's markup must not reach the page")
        }
    }

    private func actCount(_ console: ConsoleFixture, _ watch: String) async throws -> Int {
        let record = try await console.station.watchRecord(#require(EntryID(text: watch)))
        return try #require(record).rows.count { $0.standingAct != nil }
    }

    static let wrongs: [[String: String]] = [
        [:], ["kind": "sedated"], ["kind": "oxygen"], ["kind": "oxygen", "flow": "61"],
        ["kind": "oxygen", "flow": "-1"], ["kind": "oxygen", "flow": "4.5"],
        ["kind": "dose", "route": "oral"], ["kind": "dose", "micrograms": "20001"],
        ["kind": "dose", "milligrams": "1e3"], ["kind": "dose", "milligrams": "0.0001"],
        ["kind": "dose", "milligrams": "21"], ["kind": "awake", "level": "fine"],
        ["kind": "breaths-counted", "breaths": "6", "seconds": "3"], ["kind": "note"],
        ["kind": "note", "text": String(repeating: "x", count: 501)],
        ["kind": "stimulated", "entry": "not-a-uuid"], ["kind": "stimulated", "ago": "-5"],
        ["kind": "stimulated", "ago": "99999999999999999999"],
    ]

    @Test("what cannot be meant is refused with a sentence and recorded nowhere", arguments: wrongs)
    func wrong(fields: [String: String]) async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let before = try await actCount(console, watch)
            let answer = try await console.post(
                "/watches/\(watch)/care", fields, headers: [.accept: "application/json"])
            #expect(answer.status == .badRequest)
            let sentence = try #require(try answer.facts["error"] as? String)
            #expect(sentence.hasSuffix("."))
            #expect(try await actCount(console, watch) == before)
        }
    }

    @Test("RESPOND works with nothing: no watch, no oximeter, no field")
    func respondAnywhere() async throws {
        try await ConsoleFixture.run { console in
            let answer = try await console.post("/respond")
            #expect(answer.status == .seeOther)
            let page = try #require(answer.headers[.location])
            #expect(page.hasPrefix("/respond/"))
            #expect(try await console.get(page).status == .ok)
        }
    }

    @Test("RESPOND on an empty seat begins the watch and the response, once")
    func respondSeat() async throws {
        try await ConsoleFixture.run { console in
            let first = try await console.touch(
                "/seats/4/respond", ["entry": EntryID.random().text])
            let second = try await console.touch(
                "/seats/4/respond", ["entry": EntryID.random().text])
            #expect(first["incident"] as? String == second["incident"] as? String)
            #expect(first["watch"] as? String == second["watch"] as? String)
            #expect(try await console.post("/seats/99/respond").status == .notFound)
        }
    }

    @Test("a correction strikes through or moves; twice one minute is two")
    func correct() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let name = EntryID.random().text
            _ = try await console.touch(
                "/watches/\(watch)/care", ["entry": name, "kind": "stimulated", "ago": "0"])
            for _ in 0..<2 {
                _ = try await console.touch(
                    "/watches/\(watch)/correct", ["target": name, "minutes": "1"])
            }
            let id = try #require(EntryID(text: watch))
            var row = try #require(
                try await console.station.watchRecord(id)?.rows.first {
                    $0.logged.entry.text == name
                })
            #expect(row.logged.occurredUnixMilliseconds - row.occurredUnixMilliseconds == 120_000)
            _ = try await console.touch("/watches/\(watch)/correct", ["target": name])
            row = try #require(
                try await console.station.watchRecord(id)?.rows.first {
                    $0.logged.entry.text == name
                })
            #expect(row.withdrawn)
            #expect(try await console.get("/watches/\(watch)").text.contains("<s>Stimulated</s>"))
            let unknown = try await console.post(
                "/watches/\(watch)/correct", ["target": EntryID.random().text])
            #expect(unknown.status == .notFound)
        }
    }

    @Test("a touch kept on a screen that had lost the station keeps its moment")
    func waited() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let name = EntryID.random().text
            _ = try await console.touch(
                "/watches/\(watch)/care", ["entry": name, "kind": "stimulated", "ago": "40"])
            let record = try await console.station.watchRecord(try #require(EntryID(text: watch)))
            let row = try #require(record?.rows.first { $0.logged.entry.text == name })
            let waited = row.logged.recordedUnixMilliseconds - row.occurredUnixMilliseconds
            #expect((40_000...43_000).contains(waited))
        }
    }

    @Test("a response is closed with its outcome; the page says so")
    func close() async throws {
        try await ConsoleFixture.run { console in
            let opened = try await console.touch("/seats/2/respond")
            let incident = try #require(opened["incident"] as? String)
            let answer = try await console.post(
                "/incidents/\(incident)/close", ["outcome": "awake-stayed"])
            #expect(answer.headers[.location] == "/incidents/\(incident)/debrief")
            #expect(try await console.get("/incidents/\(incident)").text.contains("awake stayed"))
            let bad = try await console.post("/incidents/\(incident)/close", ["outcome": "fine"])
            #expect(bad.status == .badRequest)
        }
    }

    @Test(
        "unknown ids are not found, in HTML and in JSON",
        arguments: ["text/html", "application/json"])
    func unknown(accept: String) async throws {
        try await ConsoleFixture.run { console in
            let id = EntryID.random().text
            for path in [
                "/respond/\(id)", "/watches/\(id)", "/incidents/\(id)", "/respond/x", "/no/such",
            ] {
                let answer = try await console.get(path, headers: [.accept: accept])
                #expect(answer.status == .notFound, "\(path)")
            }
            let writes = [
                "care": ["kind": "stimulated"], "alerts": ["act": "silence"], "end": [:],
            ]
            for (path, fields) in writes {
                let answer = try await console.post(
                    "/watches/\(id)/\(path)", fields, headers: [.accept: accept])
                #expect(answer.status == .notFound, "\(path)")
                #expect(!answer.text.contains("Error("), "no insides: \(answer.text)")
            }
        }
    }

    @Test("hush and seen are accepted for a watch; other words are not")
    func hush() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            for act in ["silence", "acknowledge"] {
                let answer = try await console.post(
                    "/watches/\(watch)/alerts", ["act": act, "back": "/"])
                #expect(answer.status == .seeOther)
            }
            #expect(
                try await console.post("/watches/\(watch)/alerts", ["act": "forever"]).status
                    == .badRequest)
            #expect(
                try await console.post("/watches/\(watch)/alerts", ["act": "silence", "kind": "x"])
                    .status
                    == .badRequest)
        }
    }
}
