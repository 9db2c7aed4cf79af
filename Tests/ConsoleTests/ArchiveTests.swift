import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import People
import ResponseLog
import Station
import Store
import Testing

@testable import Console

@Suite("The list of responses")
struct ArchiveTests {
    /// Opens so many responses at no seat and gives their ids, oldest first.
    private func respond(_ console: ConsoleFixture, _ count: Int) async throws -> [String] {
        var ids: [String] = []
        for _ in 0..<count {
            let facts = try await console.touch("/respond", ["entry": EntryID.random().text])
            ids.append(try #require(facts["incident"] as? String))
        }
        return ids
    }

    private func listed(_ text: String) -> [String] {
        text.matches(of: /class="summary[^"]*" href="\/incidents\/([0-9a-f-]+)"/).map {
            String($0.1)
        }
    }

    private func link(_ rel: String, _ text: String) -> String? {
        guard let from = text.range(of: "rel=\"\(rel)\" href=\"")?.upperBound,
            let to = text.range(of: "\"", range: from..<text.endIndex)?.lowerBound
        else { return nil }
        return text[from..<to].replacingOccurrences(of: "&amp;", with: "&")
    }

    @Test("its pages are reached by links alone and show every response once")
    func paging() async throws {
        try await ConsoleFixture.run { console in
            let console = try await console.signedIn([.supervisor])
            let ids = try await respond(console, 2 * Pages.listed + 3)
            var found: [String] = []
            var path: String? = "/incidents?open=1"
            var last = ""
            while let next = path {
                last = try await console.get(next).text
                found += listed(last)
                path = link("next", last)
                #expect(path?.contains("open=1") != false)
            }
            #expect(found == ids.reversed())
            let back = try await console.get(try #require(link("prev", last))).text
            #expect(listed(back) == Array(found[Pages.listed..<2 * Pages.listed]))
        }
    }

    @Test("words and filters choose, and stay in the form")
    func search() async throws {
        try await ConsoleFixture.run { console in
            let console = try await console.signedIn([.supervisor])
            let ids = try await respond(console, 2)
            _ = try await console.post("/incidents/\(ids[0])/close", ["outcome": "transported"])
            let found = try await console.get("/incidents?q=Transported").text
            #expect(listed(found) == [ids[0]])
            #expect(found.contains(#"value="Transported""#))
            #expect(listed(try await console.get("/incidents?open=1").text) == [ids[1]])
            #expect(listed(try await console.get("/incidents?kind=drill").text) == [])
            #expect(listed(try await console.get("/incidents?kind=real").text).count == 2)
            #expect(listed(try await console.get("/incidents?severity=4").text) == [])
            #expect(listed(try await console.get("/incidents?to=2001-01-01").text) == [])
            let since = try await console.get("/incidents?from=2001-01-01&q=&kind=&severity=0&to=")
            #expect(listed(since.text).count == 2)
            let none = try await console.get("/incidents?q=xyzzy").text
            #expect(none.contains(Words.english.archive.nothingFound))
        }
    }

    @Test("notes are searched for those who may read them, and for nobody else")
    func notes() async throws {
        try await ConsoleFixture.run { console in
            let reader = try await console.signedIn([.supervisor])
            let facts = try await console.touch("/respond", ["entry": EntryID.random().text])
            let watch = try #require(facts["watch"] as? String)
            _ = try await console.touch(
                "/watches/\(watch)/care",
                ["kind": "note", "text": "zanzibar", "entry": EntryID.random().text])
            let page = try await reader.get("/incidents?q=zanzibar").text
            #expect(listed(page) == [facts["incident"] as? String])
            #expect(page.contains(Words.english.archive.notesToo))
            for role in [Role.responder, .supporter, .reporter, .tester] {
                let other = try await console.signedIn([role])
                #expect(listed(try await other.get("/incidents?q=zanzibar").text) == [])
            }
            var filter = IncidentFilter()
            filter.search = try SearchText("zanzibar")
            let list = try await console.station.incidents(
                filter, mayReadFreeText: false, limit: 9)
            #expect(list.incidents.isEmpty)
        }
    }

    @Test(
        "what cannot be meant gets one sentence and no stack of words",
        arguments: [
            "q=%3F%21", "q=a+b+c+d+e+f+g+h+i", "from=2027-02-30", "to=yesterday", "severity=9",
            "kind=peer", "older=x", "newer=-1", "older=99999999999999999999", "q=%FF", "q=a&q=b",
        ])
    func refused(query: String) async throws {
        try await ConsoleFixture.run { console in
            let console = try await console.signedIn([.supervisor])
            let page = try await console.get("/incidents?" + query)
            #expect(page.status == .badRequest, "\(query)")
            #expect(page.text.contains(#"class="sentence""#), "\(query)")
        }
    }

    @Test("what people typed comes back as text, never as a page's own")
    func escaping() async throws {
        try await ConsoleFixture.run { console in
            let console = try await console.signedIn([.supervisor])
            let typed = "%22%3E%3Cscript%3Ex"
            let page = try await console.get("/incidents?q=\(typed)").text
            #expect(!page.contains("<script>x"))
            let query = try IncidentSearch(query: "q=\(typed)&kind=drill&from=2027-01-05&open=1")
            let link = try #require(query.link("older", 7))
            let again = try IncidentSearch(query: String(link.dropFirst("/incidents?".count)))
            #expect(again.text == "\"><script>x" && again.kind == .drill && again.open)
            #expect(again.from == LocalDay("2027-01-05") && again.place == .olderThan(7))
        }
    }

    @Test("days begin at the site's midnight")
    func days() throws {
        #expect(LocalDay("1970-01-01")?.startUnixMilliseconds(-480) == 28_800_000)
        #expect(LocalDay("2024-02-29")?.startUnixMilliseconds(0) == 1_709_164_800_000)
        #expect(LocalDay("2024-02-29")?.next.startUnixMilliseconds(0) == 1_709_251_200_000)
        for text in [
            "2023-02-29", "2024-13-01", "2024-00-01", "2024-1-1", "+024-01-01", "1969-12-31",
        ] {
            #expect(LocalDay(text) == nil, "\(text)")
        }
    }
}
