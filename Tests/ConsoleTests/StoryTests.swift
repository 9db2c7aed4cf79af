import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import People
import ResponseLog
import SignalCore
import Testing

@testable import Console
@testable import Station
@testable import Store

@Suite("A response in full, and played again")
struct StoryTests {
    private func open(_ console: ConsoleFixture) async throws -> (String, String) {
        let opened = try await console.touch("/respond", ["entry": EntryID.random().text])
        return (
            try #require(opened["watch"] as? String), try #require(opened["incident"] as? String)
        )
    }

    @discardableResult
    private func care(
        _ console: ConsoleFixture, _ watch: String, _ fields: [String: String]
    ) async throws -> String {
        let entry = EntryID.random().text
        _ = try await console.touch(
            "/watches/\(watch)/care", fields.merging(["entry": entry]) { $1 })
        return entry
    }

    /// The rows of the page's timeline by their entry: clock and the whole row.
    private func rows(_ page: String) -> [String: (clock: String, text: String)] {
        var found: [String: (String, String)] = [:]
        for part in page.components(separatedBy: "<tr class=\"by-").dropFirst() {
            let row = part.components(separatedBy: "</tr>")[0]
            guard let entry = row.firstMatch(of: /data-entry="([0-9a-f-]+)"/)?.1,
                let clock = row.firstMatch(of: /<td><time>([0-9:]+)<\/time>/)?.1
            else { continue }
            found[String(entry)] = (String(clock), row)
        }
        return found
    }

    @Test("its start is said, times count from it, doses are in micrograms, entries have hashes")
    func head() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            let dose = try await care(
                console, watch, ["kind": "dose", "route": "intramuscular", "micrograms": "400"])
            try await care(console, watch, ["kind": "stimulated", "ago": "60"])
            _ = try await console.touch(
                "/watches/\(watch)/care",
                ["kind": "awake", "level": "pain", "ago": "30", "certainty": "remembered"])
            let page = try await console.get("/incidents/\(incident)").text
            let response = try #require(EntryID(text: incident))
            let people = try await console.station.incident(response)?.people
            let handle = try #require(people?.first).handle
            let still = rows(try await console.get("/incidents/\(incident)/replay").text)
            #expect(
                !still.values.contains { $0.text.contains(handle) }, "one person: not in each row")
            #expect(page.contains("the first entry of the response"))
            #expect(page.contains("1 × · 0.4 mg (400 µg)"))
            #expect(page.contains("intramuscular: 0.4 mg (400 µg)"))
            #expect(page.contains("watched · stimulated · naloxone"))
            #expect(page.contains("<b>naloxone</b>"))
            #expect(page.contains("<dt>Stimulated</dt>"))
            #expect(page.contains(#"<span class="age">+0:00</span>"#), "the first act is the start")
            #expect(page.contains("<dt>First breath given</dt><dd>not recorded</dd>"))
            #expect(page.contains("<small>remembered</small>"))
            #expect(page.contains("class=\"spo2-strip\""))
            #expect(page.contains("lowPercent"))
            let row = try #require(rows(page)[dose])
            let id = try #require(EntryID(text: dose))
            let stored = try #require(try await console.station.store.reader.entry(id: id))
            #expect(row.text.contains("<code>\(stored.leaf.hex.prefix(8))</code>"))
            #expect(page.contains("<code>\(stored.leaf.hex)</code>"))
            #expect(row.text.contains("<td>\(stored.header.index) "))
            #expect(page.contains("<pre class=\"checkpoint\">"))
            for link in ["handover", "replay", "debrief", "record"] {
                #expect(page.contains("href=\"/incidents/\(incident)/\(link)\""), "\(link)")
            }
        }
    }

    @Test("what was corrected is struck through with its reason and never gone")
    func corrected() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            let gone = try await care(console, watch, ["kind": "breaths"])
            let moved = try await care(console, watch, ["kind": "stimulated"])
            _ = try await console.touch(
                "/watches/\(watch)/correct", ["target": gone, "reason": "wrong-person"])
            _ = try await console.touch(
                "/watches/\(watch)/correct",
                ["target": moved, "minutes": "2", "reason": "wrong-time"])
            let page = try await console.get("/incidents/\(incident)").text
            let rows = rows(page)
            #expect(try #require(rows[gone]).text.contains("<s>Assisted breaths started</s>"))
            #expect(try #require(rows[gone]).text.contains("(wrong person)"))
            #expect(try #require(rows[moved]).text.contains("was <s>"))
            #expect(try #require(rows[moved]).text.contains("(wrong time)"))
            #expect(page.contains("<dt>First breath given</dt><dd>not recorded</dd>"))
        }
    }

    @Test("two like doses ask which it was, here as on the respond page, and the answer comes back")
    func duplicates() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            let fields = ["kind": "dose", "route": "intranasal", "micrograms": "4000"]
            try await care(console, watch, fields)
            let second = try await care(console, watch, fields)
            var page = try await console.get("/incidents/\(incident)").text
            let row = try #require(rows(page)[second]).text
            #expect(row.contains(">Same dose</button>") && row.contains(">Two doses</button>"))
            let twin = try #require(row.firstMatch(of: /name="sameAs" value="([0-9a-f-]+)"/)?.1)
            let answer = try await console.post(
                "/watches/\(watch)/correct",
                [
                    "target": second, "sameAs": String(twin),
                    "back": "/incidents/\(incident)#timeline",
                ])
            #expect(answer.headers[.location] == "/incidents/\(incident)#timeline")
            page = try await console.get("/incidents/\(incident)").text
            #expect(
                try #require(rows(page)[second]).text.contains("<s>Naloxone 4 mg into nose</s>"))
            #expect(try #require(rows(page)[second]).text.contains("the same as entry"))
            #expect(page.contains("1 × · 4 mg (4000 µg)"))
        }
    }

    @Test("a note's words are for those who may review: on the page, in the picture, when played")
    func notes() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            try await care(console, watch, ["kind": "note", "text": "zanzibar"])
            let supervisor = try await console.signedIn([.supervisor])
            let responder = try await console.signedIn([.responder])
            for path in ["", "/replay", "/replay.json"] {
                for who in [console, responder] {
                    let page = try await who.get("/incidents/\(incident)\(path)")
                    #expect(page.status == .ok)
                    #expect(!page.text.contains("zanzibar"), "\(path)")
                    #expect(page.text.contains(Words.english.story.hiddenNote), "\(path)")
                }
                let page = try await supervisor.get("/incidents/\(incident)\(path)").text
                #expect(page.contains("zanzibar"), "\(path)")
            }
        }
    }

    @Test("timeline, replay and handover say the same second for every act")
    func sameSecond() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            var acts: [String] = []
            for (kind, ago) in [("stimulated", "97"), ("breaths", "61"), ("airway", "13")] {
                acts.append(try await care(console, watch, ["kind": kind, "ago": ago]))
            }
            acts.append(
                try await care(
                    console, watch,
                    ["kind": "dose", "route": "intramuscular", "micrograms": "400"]))
            _ = try await console.touch(
                "/watches/\(watch)/correct", ["target": acts[2], "minutes": "1"])
            let page = rows(try await console.get("/incidents/\(incident)").text)
            let still = rows(try await console.get("/incidents/\(incident)/replay").text)
            let played = try await console.get("/incidents/\(incident)/replay.json").facts
            let handover = try await console.get("/incidents/\(incident)/handover").text
            let entries = try #require(played["entries"] as? [[String: Any]])
            let from = try #require(played["fromUnixMilliseconds"] as? Int64)
            let offset = try #require(played["utcOffsetMinutes"] as? Int64)
            #expect(from % 1000 == 0)
            for act in acts {
                let entry = try #require(entries.first { $0["entry"] as? String == act })
                let clock = try #require(entry["clock"] as? String)
                #expect(page[act]?.clock == clock)
                #expect(still[act]?.clock == clock)
                #expect(handover.contains("<tr><td>\(clock)"), "\(clock)")
                let second = try #require(entry["second"] as? Int64)
                #expect(still[act]?.text.contains("data-second=\"\(second)\"") == true)
                let local = (from / 1000 + second + offset * 60) % 86_400
                let text = [local / 3600, local / 60 % 60, local % 60]
                    .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
                #expect(text == clock, "the script's own reckoning of the clock")
            }
        }
    }

    @Test("what is played is what is pinned, second by second, and reading it is written down")
    func pinned() async throws {
        try await ConsoleFixture.run { console in
            let station = console.station
            let watch = try await console.startWatch(seat: 2)
            let opened = try await console.touch("/seats/2/respond")
            let incident = try #require(
                (opened["incident"] as? String).flatMap(EntryID.init(text:)))
            let now = station.now().unixMilliseconds
            let readings = (1...400).filter { $0 % 7 != 0 }.map { ago -> SeatReading in
                let record = ReadingRecord(
                    spo2Percent: UInt8(70 + ago % 30), pulseBpm: UInt16(60 + ago % 50), state: 0,
                    reason: 0, quality: 90)
                let time = now - Int64(ago) * 1000
                return SeatReading(
                    seat: "2", watch: watch, unixMilliseconds: time, record: record)
            }
            station.store.write(readings: readings)
            _ = try await console.post(
                "/incidents/\(incident)/close", ["outcome": "awake-stayed"])
            await station.settleReadings()
            let pinned = try await station.store.reader.pinnedReadings(incident: incident)
            try #require(pinned.count > 250)
            let played = try await console.get("/incidents/\(incident)/replay.json").facts
            let from = try #require(played["fromUnixMilliseconds"] as? Int64)
            let oxygen = try #require(played["oxygenPercent"] as? [Int64])
            let pulse = try #require(played["pulseBpm"] as? [Int64])
            var expected: [Int64: SeatReading] = [:]
            for reading in pinned { expected[(reading.unixMilliseconds - from) / 1000] = reading }
            for (second, value) in oxygen.enumerated() {
                let reading = expected.removeValue(forKey: Int64(second))?.record
                #expect(value == Int64(reading?.spo2Percent ?? 0), "second \(second)")
                #expect(pulse[second] == Int64(reading?.pulseBpm ?? 0), "second \(second)")
            }
            #expect(expected.isEmpty, "every pinned second is played")
            let states = try #require(played["signal"] as? [[String: Any]])
            #expect(states.contains { $0["words"] as? String == "good" })
            #expect(states.contains { ($0["words"] as? String)?.hasPrefix("none") == true })
            let supervisor = try await console.signedIn([.supervisor])
            _ = try await supervisor.get("/incidents/\(incident)/replay")
            await station.people.store.writePending()
            try await eventually("the reading is in the audit") {
                try await supervisor.get("/audit").text.contains("Read: replay")
            }
        }
    }

    @Test("each person of a response is played apart, and what is not there is not found")
    func people() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            let other = try await console.startWatch(seat: 2)
            _ = try await console.touch("/incidents/\(incident)/people", ["watch": other])
            try await care(console, other, ["kind": "breaths"])
            try await care(console, watch, ["kind": "airway"])
            let path = "/incidents/\(incident)/replay"
            let first = try await console.get(path).text
            let second = try await console.get("\(path)?watch=\(other)").text
            #expect(first.contains("Airway opened") && !first.contains("Assisted breaths"))
            #expect(second.contains("Assisted breaths") && !second.contains("Airway opened"))
            #expect(first.contains("href=\"\(path)?watch=\(other)\""))
            let whole = try await console.get("/incidents/\(incident)").text
            #expect(whole.components(separatedBy: "<section class=\"person\"").count == 3)
            for bad in [
                "\(path)?watch=\(EntryID.random())", "/incidents/\(EntryID.random())/replay",
                "/incidents/\(EntryID.random())/replay.json", "/incidents/x/replay",
            ] {
                #expect(try await console.get(bad).status == .notFound, "\(bad)")
            }
        }
    }

    @Test("the replay says what it is, has nothing inline, and holds the table without its script")
    func plain() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await open(console)
            try await care(console, watch, ["kind": "stimulated"])
            for path in ["/incidents/\(incident)", "/incidents/\(incident)/replay"] {
                let text = try await console.get(path).text
                #expect(!text.contains("{{") && !text.contains("style="), "\(path)")
                #expect(text.firstMatch(of: /\son[a-z]+="/) == nil, "\(path)")
                #expect(text.firstMatch(of: /<script(?![^>]*src=)/) == nil, "\(path)")
                #expect(text.firstMatch(of: /(?i)\bpeer\b|\bOptional\(/) == nil, "\(path)")
                #expect(text.contains("Stimulated") && text.contains("spo2-strip"), "\(path)")
            }
            let text = try await console.get("/incidents/\(incident)/replay").text
            #expect(text.contains("<title>REPLAY"))
            #expect(text.contains(Words.english.story.notLive))
            #expect(text.contains("id=\"deck\" hidden"), "nothing to press without the script")
            for speed in [1, 2, 5, 10, 30, 60] {
                #expect(text.contains("name=\"speed\" value=\"\(speed)\""))
            }
            let script = String(decoding: Assets.files["replay.js"]?.bytes ?? [], as: UTF8.self)
            #expect(!script.isEmpty && !script.contains("import "), "it takes nothing live")
            #expect(script.firstMatch(of: /Audio|EventSource|sound\.js/) == nil)
        }
    }
}
