import Console
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import People
import ResponseLog
import Store
import Testing

@testable import Station

@Suite("Record, closing and debrief")
struct AfterTests {
    /// A response for one person, as two ids.
    private func open(_ console: ConsoleFixture) async throws -> (watch: String, incident: String) {
        let opened = try await console.touch("/seats/1/respond")
        return (
            try #require(opened["watch"] as? String), try #require(opened["incident"] as? String)
        )
    }

    /// The form of one field on a page: from its id to its end.
    private func form(_ id: String, in page: String) throws -> String {
        let start = try #require(page.range(of: #"class="field" id="\#(id)""#), "\(id)")
        let rest = page[start.lowerBound...]
        let end = try #require(rest.range(of: "</form>"))
        return String(rest[..<end.lowerBound])
    }

    /// How many entries there are that people's pages could have made: the station's own words about
    /// alerts come when they come.
    private func entries(_ console: ConsoleFixture) async throws -> Int {
        try await console.station.store.reader.entries(from: 0, limit: 10_000)
            .map { LogEntry($0) }
            .count { !["station.alert", "alert.changed"].contains($0.kind) }
    }

    @Test("every field of the record has a form; who people are is asked only where a site says so")
    func everyField() async throws {
        for asks in [false, true] {
            try await ConsoleFixture.run(settings: { $0.asksWhoPeopleAre = asks }) { console in
                let (_, incident) = try await open(console)
                let page = try await console.get("/incidents/\(incident)/record").text
                for field in RecordField.allCases where field != .falseAlarmReason {
                    let id = field.scope == .person ? "\(field.rawValue)-1" : field.rawValue
                    let isThere = page.contains(#"class="field" id="\#(id)""#)
                    #expect(isThere == (asks || !field.isOptional), "\(field)")
                    guard isThere else { continue }
                    let form = try form(id, in: page)
                    for choice in field.choices {
                        #expect(
                            form.contains(#""\#(choice.code)""#)
                                || form.contains(#""value.\#(choice.code)""#),
                            "\(field) \(choice.code)")
                    }
                    for other in ["unknown", "declined"] {
                        #expect(form.contains(#"name="answer" value="\#(other)""#), "\(field)")
                    }
                }
            }
        }
    }

    @Test(
        "every form of the record does what it says, and shows the answer with its time and writer")
    func answers() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            let cookie = "spotter-handle=ASH.1"
            for field in RecordField.allCases where !field.isOptional && field != .falseAlarmReason
            {
                let isPerson = field.scope == .person
                let path = isPerson ? "/watches/\(watch)/answers" : "/incidents/\(incident)/answers"
                let id = isPerson ? "\(field.rawValue)-1" : field.rawValue
                var fields = [
                    "field": field.rawValue, "incident": incident,
                    "back": "/incidents/\(incident)/record#\(id)",
                ]
                var words = "Some words"
                switch field.shape {
                case .one(let list):
                    fields["value"] = list[0].code
                    words = list[0].words
                case .several(let list):
                    for choice in list.prefix(2) { fields["value.\(choice.code)"] = "1" }
                    words = list.prefix(2).map(\.words).joined(separator: ", ")
                case .words: fields["value"] = words
                case .moment:
                    (fields["value"], fields["estimated"]) = ("12:34", "1")
                    words = "about 12:34"
                }
                let answer = try await console.post(path, fields, headers: [.cookie: cookie])
                #expect(answer.status == .seeOther, "\(field): \(answer.text)")
                #expect(answer.headers[.location] == "/incidents/\(incident)/record#\(id)")
                let page = try await console.get("/incidents/\(incident)/record").text
                let form = try form(id, in: page)
                #expect(form.contains("<b>\(words)</b>"), "\(field): \(form)")
                #expect(form.contains("· ASH 1</small>"), "\(field)")
                #expect(form.contains("not-recorded"), "an answer can be taken back: \(field)")
            }
        }
    }

    @Test(
        "unknown, declined and taken back are three different things",
        arguments: [
            ("unknown", "<b>unknown</b>"), ("declined", "<b>declined to say</b>"),
            ("not-recorded", "Now: not recorded"),
        ])
    func kinds(answer: String, shown: String) async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            for kind in ["given", answer] {
                _ = try await console.touch(
                    "/watches/\(watch)/answers",
                    [
                        "field": "substance-reported", "incident": incident, "answer": kind,
                        "value.fentanyl": "1",
                    ])
            }
            let page = try await console.get("/incidents/\(incident)/record").text
            let form = try form("substance-reported-1", in: page)
            #expect(form.contains(shown))
            #expect(!form.contains("checked"), "nothing is chosen any more")
        }
    }

    static let wrongAnswers: [[String: String]] = [
        [:], ["field": "name"], ["field": "area"], ["field": "area", "value": "moon"],
        ["field": "area", "answer": "perhaps"], ["field": "noticed-at", "value": "25:00"],
        ["field": "noticed-at", "minutes": "2881"],
        ["field": "crew-unit", "value": String(repeating: "x", count: 61)],
        ["field": "call-reason", "value.fear": "1"],
        // About a person, who is not named by this address.
        ["field": "transport", "value": "refused"],
    ]

    @Test("an answer that does not fit its field is refused with a sentence")
    func wrongAnswer() async throws {
        try await ConsoleFixture.run { console in
            let (_, incident) = try await open(console)
            let before = try await entries(console)
            for fields in Self.wrongAnswers {
                let answer = try await console.post(
                    "/incidents/\(incident)/answers", fields, headers: [.accept: "application/json"]
                )
                #expect(answer.status == .badRequest, "\(fields)")
                let sentence = try #require(try answer.facts["error"] as? String)
                #expect(sentence.hasSuffix("."))
            }
            #expect(try await entries(console) == before)
        }
    }

    @Test("closing asks its fields of each person, and none has to be answered")
    func closing() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            let other = try await console.touch("/watches/\(watch)/others")
            #expect(other["watch"] is String)
            let page = try await console.get("/incidents/\(incident)/closing").text
            #expect(page.contains("Three minutes at most"))
            for number in 1...2 {
                for field in [
                    "person-outcome", "watch-until", "transport", "told-what-happened",
                    "kit-offered", "drug-check-offered", "support-offered",
                ] {
                    _ = try form("\(field)-\(number)", in: page)
                }
            }
            let closed = try await console.post(
                "/incidents/\(incident)/close", ["outcome": "awake-stayed"])
            #expect(closed.headers[.location] == "/incidents/\(incident)/debrief")
            let after = try await console.get("/incidents/\(incident)/closing").text
            #expect(after.contains("This response is closed:") && after.contains("awake stayed"))
            #expect(!after.contains("id=\"close\""), "closed once")
            // Every field may wait: it can be answered now.
            let late = try await console.post(
                "/watches/\(watch)/answers",
                ["field": "told-what-happened", "value": "yes", "incident": incident])
            #expect(late.status == .seeOther)
            let told = try form(
                "told-what-happened-1",
                in: try await console.get("/incidents/\(incident)/closing").text)
            #expect(told.contains("<b>yes</b>"))
        }
    }

    @Test("equipment is listed with what must be replaced")
    func equipment() async throws {
        try await ConsoleFixture.run { console in
            let (_, incident) = try await open(console)
            let path = "/incidents/\(incident)/equipment"
            let answer = try await console.post(
                path,
                [
                    "equipment": "oxygen-cylinder", "label": "O2-7", "replace": "1",
                    "back": "/incidents/\(incident)/closing#equipment",
                ])
            #expect(answer.headers[.location] == "/incidents/\(incident)/closing#equipment")
            let page = try await console.get("/incidents/\(incident)/closing").text
            #expect(page.contains("Oxygen cylinder O2-7, <b>to replace"))
            for bad in [
                [:], ["equipment": "sofa"],
                ["equipment": "gloves", "label": String(repeating: "l", count: 41)],
            ] {
                #expect(try await console.post(path, bad).status == .badRequest, "\(bad)")
            }
        }
    }

    @Test("a false alarm is closed with its reason, which stands in the record, or not at all")
    func falseAlarm() async throws {
        try await ConsoleFixture.run { console in
            let (_, incident) = try await open(console)
            let page = try await console.get("/incidents/\(incident)/closing").text
            for choice in RecordField.falseAlarmReason.choices {
                #expect(page.contains(#"name="reason" value="\#(choice.code)""#))
            }
            let path = "/incidents/\(incident)/close"
            for bad in [["outcome": "false-alarm"], ["outcome": "false-alarm", "reason": "bored"]] {
                let answer = try await console.post(path, bad)
                #expect(answer.status == .badRequest, "\(bad)")
            }
            let id = try #require(EntryID(text: incident))
            #expect(try await console.station.incident(id)?.closedUnixMilliseconds == nil)
            let answer = try await console.post(
                path, ["outcome": "false-alarm", "reason": "cold-finger"])
            #expect(answer.status == .seeOther)
            let record = try await console.get("/incidents/\(incident)/record").text
            #expect(try form("false-alarm-reason", in: record).contains("<b>cold finger</b>"))
        }
    }

    @Test("the talk: four headings, nothing stored but actions, at most five")
    func debrief() async throws {
        try await ConsoleFixture.run { console in
            let (_, incident) = try await open(console)
            let path = "/incidents/\(incident)/debrief"
            let page = try await console.get(path).text
            for heading in [
                "What happened", "What went well", "What made it harder", "What we change",
            ] {
                #expect(page.contains("<h2>\(heading)</h2>"))
            }
            #expect(!page.contains("<textarea"), "no words of the talk are stored")
            #expect(page.components(separatedBy: "<legend>Action ").count - 1 == 5)
            let skip = try #require(page.firstMatch(of: /<a class="([a-z ]+)" href="\/">Skip</))
            let start = try #require(page.firstMatch(of: /<a class="([a-z ]+)" href="#talk"/))
            #expect(skip.1 == start.1, "skip is as large as start")

            let before = try await entries(console)
            for bad in [
                ["action1": "Move the mask"],
                ["action1": "Move the mask", "owner1": "shift", "aim1": "person"],
                ["action1": "Move the mask", "owner1": "shift", "due1": "soon"],
                ["action1": String(repeating: "a", count: 301), "owner1": "shift"],
            ] {
                #expect(try await console.post(path, bad).status == .badRequest, "\(bad)")
            }
            #expect(try await entries(console) == before)
            let fields = [
                "entry": EntryID.random().text, "id1": EntryID.random().text,
                "action1": "Move the mask", "aim1": "equipment", "owner1": "day shift",
                "due1": "2026-12-01",
            ]
            // Sent twice, as by an impatient finger: held once, agreed once.
            for _ in 0..<2 {
                #expect(try await console.post(path, fields).status == .seeOther)
            }
            #expect(try await entries(console) == before + 2)
            let again = try await console.get(path).text
            #expect(again.contains("<b>Equipment</b>: Move the mask · day shift · 2026-12-01"))
            #expect(again.components(separatedBy: "<legend>Action ").count - 1 == 4)
            let id = try #require(EntryID(text: incident))
            let action = try #require(
                try await console.station.incident(id)?.actions.first?.action.action)
            let done = try await console.post(
                "/incidents/\(incident)/actions/\(action)/done", ["back": path])
            #expect(done.headers[.location] == path)
            #expect(try await console.get(path).text.contains("✓ done"))
            let missing = try await console.post(
                "/incidents/\(incident)/actions/\(EntryID.random())/done")
            #expect(missing.status == .notFound)
        }
    }

    @Test("reading the record is written down as a read; the offer to talk, and skipping, is not")
    func noTrace() async throws {
        try await ConsoleFixture.run { console in
            let (_, incident) = try await open(console)
            let start = try await entries(console)
            for page in ["record", "closing"] {
                #expect(try await console.get("/incidents/\(incident)/\(page)").status == .ok)
            }
            // A read is written after the page is out: nobody waits for it.
            try await eventually("the two reads") { try await entries(console) == start + 2 }
            let reads = try await console.station.store.reader.entries(from: 0, limit: 10_000)
                .filter { $0.header.kind == "access.read" }
                .compactMap { $0.payload?["page"]?.text }
            #expect(reads.suffix(2) == ["record", "closing"])
            let before = start + 2
            #expect(try await console.get("/incidents/\(incident)/debrief").status == .ok)
            // Whoever checks in is there, so that the question is put.
            _ = try await console.signedIn([.supporter])
            let page = try await console.get("/incidents/\(incident)/debrief").text
            for word in ["Skip", "Not now", "No"] {
                #expect(page.contains(#"href="/">\#(word)</a>"#), "a plain link: \(word)")
            }
            #expect(try await console.get("/").status == .ok)
            #expect(try await entries(console) == before)
        }
    }

    @Test("a response that is not there has no pages", arguments: ["record", "closing", "debrief"])
    func unknown(page: String) async throws {
        try await ConsoleFixture.run { console in
            let answer = try await console.get("/incidents/\(EntryID.random())/\(page)")
            #expect(answer.status == .notFound)
            #expect(try await console.get("/incidents/x/\(page)").status == .notFound)
        }
    }

    @Test("the further pages hold nothing inline, no unfilled field, and no word that is not ours")
    func clean() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            _ = try await console.touch("/watches/\(watch)/care", ["kind": "dose"])
            for path in [
                "/respond/\(watch)", "/incidents/\(incident)/record",
                "/incidents/\(incident)/closing", "/incidents/\(incident)/debrief",
            ] {
                let text = try await console.get(path).text
                #expect(!text.contains("{{") && !text.contains("style="), "\(path)")
                #expect(text.firstMatch(of: /\son[a-z]+="/) == nil, "\(path)")
                #expect(text.firstMatch(of: /<script(?![^>]*src=)/) == nil, "\(path)")
                #expect(text.firstMatch(of: /(?i)\bpeer\b|\bOptional\(/) == nil, "\(path)")
                let names = text.matches(of: /name="entry" value="([^"]*)"/).map { String($0.1) }
                #expect(Set(names).count == names.count, "each form has a name of its own: \(path)")
                #expect(names.allSatisfy { EntryID(text: $0) != nil }, "\(path)")
            }
        }
    }
}
