import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import People
import ResponseLog
import Station
import Store
import Testing

@testable import Console

@Suite("Want someone to check in?")
struct CheckInTests {
    private func ask(
        _ console: ConsoleFixture, _ id: EntryID = .random(), handle: String? = nil
    ) async throws -> TestResponse {
        var fields = ["entry": id.text]
        fields["handle"] = handle
        return try await console.post("/checkins", fields)
    }

    @Test("while nobody has the role nothing is offered, nothing is stored, and a yes says so")
    func nobody() async throws {
        try await ConsoleFixture.run { console in
            let opened = try await console.touch("/seats/1/respond")
            let incident = try #require(opened["incident"] as? String)
            // Whoever supervises too would not be told, so it counts for nobody.
            _ = try await console.signedIn([.supporter, .supervisor])
            let page = try await console.get("/incidents/\(incident)/debrief").text
            #expect(!page.contains(#"action="/checkins""#))
            #expect(page.contains(Words.english.wellbeing.nobodyChecksIn))
            let answer = try await ask(console, handle: "ASH 1")
            #expect(answer.status == .conflict)
            #expect(answer.text.contains(Words.english.wellbeing.nobodyChecksIn))
            #expect(console.station.people.store.snapshot.checkIns.isEmpty)
        }
    }

    @Test("a yes reaches who checks in, without content, and no one else; done, it is gone")
    func askedAndDone() async throws {
        try await ConsoleFixture.run(afterStop: { directory in
            let image = try DiskImage(of: directory)
            #expect(image.files(holding: ["WREN 5"]).isEmpty)
        }) { console in
            _ = try await console.signedIn([.supervisor])
            let robin = try await console.signedIn([.supporter])
            let opened = try await console.touch("/seats/1/respond")
            let incident = try #require(opened["incident"] as? String)
            let page = try await console.get("/incidents/\(incident)/debrief").text
            let form = try #require(
                page.firstMatch(of: /<form method="post" action="\/checkins"[^§]*?<\/form>/))
            #expect(!form.0.contains(incident), "not even the browser says which response")
            await console.station.people.store.writePending()
            let entries = try await console.station.accessLog(1000).count
            let id = EntryID.random()
            for _ in 0..<2 {
                let answer = try await ask(console, id, handle: "WREN 5")
                #expect(answer.status == .ok)
                #expect(answer.text.contains("action=\"/checkins/\(id)/withdraw\""))
            }
            let list = try await robin.get("/checkins").text
            #expect(list.components(separatedBy: "<b>WREN 5</b>").count == 2, "sent twice is one")
            #expect(!list.contains(incident))
            #expect(try await robin.get("/").text.contains(#"<a href="/checkins">"#))
            for roles: Set<Role> in [
                [.supervisor], [.responder], [.reporter], [.tester], [.supervisor, .supporter],
            ] {
                let other = try await console.signedIn(roles)
                #expect(try await other.get("/checkins").status == .forbidden, "\(roles)")
                #expect(try await other.post("/checkins/\(id)/done").status == .forbidden)
                for path in ["/", "/people", "/audit", "/incidents", "/mine", "/health"] {
                    let text = try await other.get(path).text
                    #expect(!text.contains("WREN 5"), "\(path) for \(roles)")
                    #expect(!text.contains(#"href="/checkins""#), "\(path) for \(roles)")
                }
            }
            #expect(console.station.people.store.snapshot.checkIns.count == 1)
            await console.station.people.store.writePending()
            let now = try await console.station.accessLog(1000)
            // Five accounts were made and signed in, and pages read; none of it names a check-in.
            #expect(now.count > entries)
            #expect(!now.contains { $0.kind.contains("check") })
            #expect(
                try await robin.post("/checkins/\(id)/done").headers[.location] == "/checkins")
            #expect(
                try await robin.get("/checkins").text.contains(
                    Words.english.wellbeing.noCheckIns))
        }
    }

    @Test("who asked takes it back, on the page that follows and on the own record")
    func withdrawn() async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.signedIn([.supervisor])
            let robin = try await console.signedIn([.supporter])
            let ash = try await console.signedIn([.responder])
            let first = EntryID.random()
            // Signed in, nothing has to be typed.
            #expect(try await ask(ash, first).status == .ok)
            #expect(try await robin.get("/checkins").text.contains("<b>T 2</b>"))
            let back = try await ash.post("/checkins/\(first)/withdraw")
            #expect(back.text.contains(Words.english.wellbeing.withdrawn))
            #expect(try await !robin.get("/checkins").text.contains("T 2</b>"))
            let second = EntryID.random()
            #expect(try await ask(ash, second).status == .ok)
            let mine = try await ash.get("/mine").text
            #expect(mine.contains("/checkins/\(second)/withdraw"))
            #expect(!mine.contains(#"action="/checkins" class"#), "it is asked for already")
            let again = try await ash.post("/checkins/\(second)/withdraw", ["back": "/mine"])
            #expect(again.headers[.location] == "/mine")
            #expect(console.station.people.store.snapshot.checkIns.isEmpty)
            #expect(try await ash.get("/mine").text.contains(#"action="/checkins" class"#))
        }
    }

    @Test("a handle is needed and has to be one; the tapped one will do")
    func handles() async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.signedIn([.supporter])
            #expect(try await ask(console).status == .badRequest)
            #expect(try await console.post("/checkins", ["handle": "ASH"]).status == .badRequest)
            #expect(try await ask(console, handle: "A;B").status == .conflict)
            #expect(console.station.people.store.snapshot.checkIns.isEmpty)
            let tablet = console.with(cookie: "spotter-handle=FERN.2")
            #expect(try await ask(tablet).status == .ok)
            #expect(console.station.people.store.snapshot.checkIns.map(\.handle) == ["FERN 2"])
        }
    }
}
