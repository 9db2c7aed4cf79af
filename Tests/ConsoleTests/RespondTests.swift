import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import ResponseLog
import Station
import Testing

@Suite("Respond, in full")
struct RespondTests {
    static let acts: [[String: String]] =
        DoseResponse.Change.allCases.map {
            ["kind": "dose-response", "change": $0.rawValue, "breathing": "yes", "awake": "no"]
        }
        + StimulationResult.allCases.map { ["kind": "stimulation-result", "result": $0.rawValue] }
        + AfterEffect.allCases.map { ["kind": "after-effect", "effect": $0.rawValue] }
        + BodyPosition.allCases.map { ["kind": "position", "position": $0.rawValue] }
        + SkinColour.allCases.map { ["kind": "colour", "colour": $0.rawValue] }
        + Pupils.allCases.map { ["kind": "pupils", "pupils": $0.rawValue] }
        + MuscleTone.allCases.map { ["kind": "muscle", "muscle": $0.rawValue] }
        + CrewStep.allCases.map { ["kind": "crew", "step": $0.rawValue] }
        + Breathing.allCases.map { ["kind": "breathing", "how": $0.rawValue] } + [
            ["kind": "breath-pace", "rate": "12"], ["kind": "vitals-typed", "spo2": "88"],
            ["kind": "vitals-typed", "pulse": "110", "spo2": ""],
            [
                "kind": "oxygen", "flow": "15", "device": "non-rebreather", "cylinder": "O2-7",
                "gauge": "120",
            ],
            [
                "kind": "dose", "route": "intramuscular", "milligrams": "0.4", "strength": "400",
                "site": "left-thigh", "kit": "K-12", "before": "1",
            ],
        ]

    @Test("every further act is written as a plain form, and stands in the timeline")
    func everyAct() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let id = try #require(EntryID(text: watch))
            for fields in Self.acts {
                let name = EntryID.random()
                let answer = try await console.post(
                    "/watches/\(watch)/care", fields.merging(["entry": name.text]) { $1 })
                #expect(answer.status == .seeOther, "\(fields): \(answer.text)")
                let record = try #require(try await console.station.watchRecord(id))
                #expect(record.rows.contains { $0.logged.entry == name }, "\(fields)")
            }
            let page = try await console.get("/respond/\(watch)").text
            for words in [
                "cylinder O2-7 at 120 bar", "After the dose: worse, breathing, not awake",
            ] {
                #expect(page.contains(words), "\(words)")
            }
        }
    }

    static let wrongs: [[String: String]] = [
        ["kind": "breath-pace"], ["kind": "breath-pace", "rate": "0"],
        ["kind": "stimulation-result", "result": "dead"], ["kind": "dose-response"],
        ["kind": "dose-response", "change": "improved", "breathing": "maybe"],
        ["kind": "dose-response", "change": "improved", "dose": "x"],
        ["kind": "after-effect", "effect": ""], ["kind": "position", "position": "up"],
        ["kind": "colour"], ["kind": "pupils", "pupils": "9"], ["kind": "muscle", "muscle": "-"],
        ["kind": "vitals-typed"], ["kind": "vitals-typed", "spo2": "101"],
        ["kind": "crew", "step": "police"], ["kind": "oxygen", "flow": "5", "device": "hose"],
        ["kind": "oxygen", "flow": "5", "gauge": "401"],
        ["kind": "oxygen", "flow": "5", "cylinder": String(repeating: "c", count: 41)],
        ["kind": "dose", "site": "toe"], ["kind": "dose", "strength": "0"],
        ["kind": "note", "text": "x", "certainty": "sure"],
        ["kind": "note", "text": "x", "doneBy": "<i>"],
        ["kind": "note", "text": "x", "ago": "86401"],
    ]

    @Test("what cannot be meant is refused with a sentence, and written nowhere")
    func wrong() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let id = try #require(EntryID(text: watch))
            let before = try await console.station.watchRecord(id)?.rows.count
            for fields in Self.wrongs {
                let answer = try await console.post(
                    "/watches/\(watch)/care", fields, headers: [.accept: "application/json"])
                #expect(answer.status == .badRequest, "\(fields)")
                let sentence = try #require(try answer.facts["error"] as? String)
                #expect(sentence.hasSuffix(".") && !sentence.contains("Error("), "\(sentence)")
            }
            #expect(try await console.station.watchRecord(id)?.rows.count == before)
        }
    }

    @Test("a page for a late entry by someone else carries it in every form, and says so")
    func latePage() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let plain = try await console.get("/respond/\(watch)").text
            #expect(!plain.contains("name=\"ago\" value=\"180\" "))
            #expect(plain.contains("id=\"next\" role=\"status\" hidden"))
            let address = "/respond/\(watch)?ago=180&certainty=remembered&doneBy=ASH+1"
            let page = try await console.get(address).text
            #expect(page.contains("3 min ago, remembered, done by ASH 1"))
            let forms = page.matches(of: /data-care/).count
            #expect(forms > 20)
            for field in [
                #"type="hidden" name="ago" value="180""#,
                #"name="certainty" value="remembered""#, #"name="doneBy" value="ASH 1""#,
            ] {
                // The form that asks has radios of the same name: hidden ones alone are counted.
                let count = page.components(separatedBy: field).count - 1
                #expect(count >= forms, "\(field): \(count) of \(forms)")
            }
            for bad in [
                "ago=-1", "ago=99999", "minutes=x", "certainty=sure&ago=60", "doneBy=%3Cb%3E",
            ] {
                #expect(try await console.get("/respond/\(watch)?\(bad)").status == .badRequest)
            }
        }
    }

    @Test("a late touch stands where it happened, as remembered, by whom it was done")
    func lateTouch() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let name = EntryID.random().text
            _ = try await console.touch(
                "/watches/\(watch)/care",
                [
                    "entry": name, "kind": "stimulated", "ago": "180", "certainty": "remembered",
                    "doneBy": "ASH 1",
                ])
            let record = try await console.station.watchRecord(try #require(EntryID(text: watch)))
            let row = try #require(record?.rows.first { $0.logged.entry.text == name })
            let late = row.logged.recordedUnixMilliseconds - row.occurredUnixMilliseconds
            #expect((179_000...183_000).contains(late))
            #expect(row.logged.certainty == .remembered)
            let page = try await console.get("/respond/\(watch)").text
            #expect(page.contains("<small>remembered</small> <small class=\"who\">ASH 1</small>"))
        }
    }

    @Test("a wrong amount is replaced: the right dose stands at its moment, the wrong one struck")
    func replace() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let id = try #require(EntryID(text: watch))
            let (wrong, right) = (EntryID.random().text, EntryID.random().text)
            _ = try await console.touch(
                "/watches/\(watch)/care",
                [
                    "entry": wrong, "kind": "dose", "route": "intranasal", "micrograms": "4000",
                    "ago": "120", "certainty": "estimated",
                ])
            for _ in 0..<2 {
                _ = try await console.touch(
                    "/watches/\(watch)/replace",
                    ["entry": right, "target": wrong, "product": "0"])
            }
            let record = try #require(try await console.station.watchRecord(id))
            let old = try #require(record.rows.first { $0.logged.entry.text == wrong })
            let new = try #require(record.rows.first { $0.logged.entry.text == right })
            #expect(old.withdrawn && old.replacedBy == new.logged.entry)
            #expect(old.correctionReason == .wrongAmount)
            #expect(new.standingDose?.amountMicrograms == 400)
            #expect(new.logged.certainty == .estimated)
            #expect(new.occurredUnixMilliseconds == old.occurredUnixMilliseconds)
            #expect(record.rows.count { $0.standingDose != nil } == 1)
            #expect(new.possibleDuplicateOf == nil)
            for (fields, status) in [
                ([:], HTTPResponse.Status.badRequest), (["target": "x"], .badRequest),
                (["target": EntryID.random().text], .notFound),
                (["target": right, "product": "6"], .badRequest),
                (["target": right, "milligrams": "much"], .badRequest),
            ] as [([String: String], HTTPResponse.Status)] {
                let answer = try await console.post("/watches/\(watch)/replace", fields)
                #expect(answer.status == status, "\(fields)")
            }
        }
    }

    @Test("a like dose close by is asked about, and either answer ends the question")
    func twins() async throws {
        try await ConsoleFixture.run { console in
            for answer in ["sameAs", "notSameAs"] {
                let watch = try await console.startWatch(seat: answer == "sameAs" ? 1 : 2)
                let id = try #require(EntryID(text: watch))
                for _ in 0..<2 {
                    _ = try await console.touch(
                        "/watches/\(watch)/care",
                        ["kind": "dose", "route": "intramuscular", "micrograms": "400"])
                }
                var page = try await console.get("/respond/\(watch)").text
                let asked = try #require(
                    page.firstMatch(
                        of: /name="target" value="([0-9a-f-]+)"><span>Same dose as the one before/))
                let twin = try #require(
                    page.firstMatch(of: /name="notSameAs" value="([0-9a-f-]+)"/))
                _ = try await console.touch(
                    "/watches/\(watch)/correct",
                    ["target": String(asked.1), answer: String(twin.1)])
                page = try await console.get("/watches/\(watch)/timeline").text
                #expect(!page.contains("Same dose as the one before"))
                let record = try #require(try await console.station.watchRecord(id))
                let doses = record.rows.count { $0.standingDose != nil }
                #expect(doses == (answer == "sameAs" ? 1 : 2))
            }
        }
    }

    @Test("after a dose its response is offered; before one it is not")
    func offered() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let hidden = #"id="after-dose" hidden"#
            #expect(try await console.get("/respond/\(watch)").text.contains(hidden))
            _ = try await console.touch("/watches/\(watch)/care", ["kind": "dose"])
            try await eventually("the page offers it") {
                try await !console.get("/respond/\(watch)").text.contains(hidden)
            }
        }
    }

    @Test("until when to watch: the site's time after a dose, or what somebody said")
    func watchUntil() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let timeline = "/watches/\(watch)/timeline"
            #expect(try await !console.get(timeline).text.contains("watch-until"))
            _ = try await console.touch("/watches/\(watch)/care", ["kind": "dose"])
            #expect(try await console.get(timeline).text.contains("site watches until"))
            _ = try await console.touch(
                "/watches/\(watch)/answers", ["field": "watch-until", "value": "23:59"])
            #expect(try await console.get(timeline).text.contains(">watch until 23:59<"))
        }
    }

    @Test("someone watched joins, and is a tile with a link on the other's page and the other way")
    func joins() async throws {
        try await ConsoleFixture.run { console in
            let first = try await console.startWatch(seat: 1)
            let second = try await console.startWatch(seat: 2)
            let before = try await console.get("/respond/\(first)").text
            #expect(before.contains(#"name="watch" value="\#(second)""#), "offered for joining")
            let name = EntryID.random().text
            for _ in 0..<2 {
                let facts = try await console.touch(
                    "/watches/\(first)/others", ["entry": name, "watch": second])
                #expect(facts["next"] as? String == "/respond/\(first)")
            }
            try await eventually("each page shows the other") {
                let one = try await console.get("/watches/\(first)/others").text
                let two = try await console.get("/respond/\(second)").text
                return one.contains("/respond/\(second)") && two.contains("/respond/\(first)")
            }
            let record = try await console.station.watchRecord(try #require(EntryID(text: first)))
            let incident = try #require(record?.openIncident)
            let response = try #require(try await console.station.incident(incident))
            #expect(response.people.map(\.watch.text) == [first, second])
            #expect(
                response.rows.count {
                    if case .incidentJoined = $0.logged.fact { true } else { false }
                } == 1)
        }
    }

    @Test("someone else too: a watch away from every seat, in the same response, once a touch")
    func someoneElse() async throws {
        try await ConsoleFixture.run { console in
            let opened = try await console.touch("/seats/1/respond")
            let first = try #require(opened["watch"] as? String)
            let name = EntryID.random().text
            let one = try await console.touch("/watches/\(first)/others", ["entry": name])
            let two = try await console.touch("/watches/\(first)/others", ["entry": name])
            #expect(one["watch"] as? String == two["watch"] as? String)
            #expect(one["incident"] as? String == opened["incident"] as? String)
            let other = try #require(one["watch"] as? String)
            #expect(one["next"] as? String == "/respond/\(other)")
            let incident = try #require(opened["incident"] as? String)
            let id = try #require(EntryID(text: incident))
            let response = try #require(try await console.station.incident(id))
            #expect(response.people.map(\.watch.text) == [first, other])
            #expect(
                response.rows.count { $0.words == "Watch started, by visual checks alone" } == 2)
        }
    }

    @Test("who is in another response, or is not there, cannot be joined")
    func cannotJoin() async throws {
        try await ConsoleFixture.run { console in
            let first = try await console.startWatch(seat: 1)
            let opened = try await console.touch("/seats/2/respond")
            let busy = try #require(opened["watch"] as? String)
            for (path, fields, status) in [
                ("/watches/\(first)/others", ["watch": busy], HTTPResponse.Status.badRequest),
                ("/watches/\(first)/others", ["watch": EntryID.random().text], .notFound),
                ("/watches/\(first)/others", ["watch": "x"], .badRequest),
                ("/watches/\(EntryID.random())/others", [:], .notFound),
            ] as [(String, [String: String], HTTPResponse.Status)] {
                let answer = try await console.post(path, fields)
                #expect(answer.status == status, "\(fields): \(answer.text)")
            }
        }
    }
}
