import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import NIOCore
import People
import ResponseLog
import Station
import Testing

@Suite("Pages")
struct PageTests {
    @Test(
        "every page is there, in router and over a socket", arguments: ConsoleFixture.Depth.allCases
    )
    func pages(depth: ConsoleFixture.Depth) async throws {
        try await ConsoleFixture.run(depth) { fixture in
            let console = try await fixture.signedIn([.supervisor])
            let watch = try await console.startWatch(seat: 2)
            let opened = try await console.touch("/seats/2/respond")
            let incident = try #require(opened["incident"] as? String)
            for path in [
                "/", "/?wall=1", "/incidents", "/incidents/\(incident)", "/respond/\(watch)",
                "/watches/\(watch)", "/watches/\(watch)/timeline", "/people", "/audit", "/mine",
                "/sign-in", "/enrol",
            ] {
                let page = try await console.get(path)
                #expect(page.status == .ok, "\(path)")
                #expect(page.headers[.contentType] == "text/html; charset=utf-8")
                #expect(page.headers[.cacheControl] == "no-store")
                #expect(!page.text.contains("{{"), "a template field is left in \(path)")
            }
        }
    }

    @Test("every answer carries the strict policy", arguments: ["/", "/nothing", "/api/floor"])
    func policy(path: String) async throws {
        try await ConsoleFixture.run { console in
            let page = try await console.get(path)
            let name = try #require(HTTPField.Name("Content-Security-Policy"))
            let policy = try #require(page.headers[name])
            for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"] {
                #expect(policy.contains(part))
            }
            #expect(!policy.contains("unsafe"))
            #expect(page.headers[try #require(.init("X-Content-Type-Options"))] == "nosniff")
        }
    }

    @Test("no page holds an inline script, style or handler: the policy would break it")
    func nothingInline() async throws {
        try await ConsoleFixture.run { fixture in
            let console = try await fixture.signedIn([.supervisor])
            let watch = try await console.startWatch(seat: 1)
            for path in [
                "/", "/respond/\(watch)", "/incidents", "/watches/\(watch)", "/people", "/audit",
                "/mine", "/mine/wellbeing", "/sign-in", "/enrol",
            ] {
                let text = try await console.get(path).text
                #expect(text.contains("<main"), "\(path)")
                #expect(!text.contains("style="), "\(path)")
                #expect(text.firstMatch(of: /\son[a-z]+="/) == nil, "\(path)")
                #expect(text.firstMatch(of: /<script(?![^>]*src=)/) == nil, "\(path)")
            }
        }
    }

    @Test("wall mode shows seats without handles")
    func wall() async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.startWatch(seat: 1)
            let handle = try #require(console.station.board.tile(seat: 1)?.watch?.handle)
            #expect(try await console.get("/").text.contains(handle))
            #expect(try await !console.get("/?wall=1").text.contains(handle))
        }
    }

    @Test("assets come with a type, for ever, and not twice")
    func assets() async throws {
        try await ConsoleFixture.run { console in
            let page = try await console.get("/").text
            let paths = page.matches(of: /"(\/assets\/[^"]+)"/).map { String($0.1) }
            #expect(paths.count >= 3)
            for path in paths {
                let file = try await console.get(path)
                #expect(file.status == .ok)
                #expect(file.headers[.cacheControl]?.contains("immutable") == true)
                let tag = try #require(file.headers[.eTag])
                let again = try await console.get(path, headers: [.ifNoneMatch: tag])
                #expect(again.status == .notModified)
                #expect(again.body.readableBytes == 0)
            }
            #expect(try await console.get("/assets/0/base.css").status == .notFound)
        }
    }

    @Test("every module a script imports is served")
    func imports() async throws {
        try await ConsoleFixture.run { console in
            let page = try await console.get("/").text
            let root = try #require(page.firstMatch(of: /"(\/assets\/[0-9a-f]+)\//)).1
            var wanted: Set<String> = ["floor.js", "respond.js"]
            var seen: Set<String> = []
            while let name = wanted.subtracting(seen).first {
                seen.insert(name)
                let file = try await console.get("\(root)/\(name)")
                #expect(file.status == .ok, "\(name)")
                wanted.formUnion(
                    file.text.matches(of: /from "\.\/([a-z]+\.js)"/).map { String($0.1) })
            }
            #expect(seen.count > 8)
        }
    }

    @Test("the floor's facts: null is no value")
    func floorFacts() async throws {
        try await ConsoleFixture.run { console in
            _ = try await console.startWatch(seat: 3)
            let facts = try await console.get("/api/floor").facts
            let seats = try #require(facts["seats"] as? [[String: Any]])
            #expect(seats.count == 4)
            for seat in seats {
                #expect(seat["spo2Percent"] is NSNull)
                #expect(seat["pulseBpm"] is NSNull)
                #expect(seat["state"] as? String == "absent")
            }
            #expect(seats[2]["handle"] is String)
            #expect(seats[0]["watch"] is NSNull)
        }
    }

    @Test("a watch that ended is a page to read")
    func ended() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let done = try await console.post("/watches/\(watch)/end", ["ending": "left-well"])
            #expect(done.status == .seeOther)
            try await eventually("the tile is free") {
                console.station.board.tile(seat: 1)?.watch == nil
            }
            let page = try await console.get("/respond/\(watch)")
            #expect(page.headers[.location] == "/watches/\(watch)")
            #expect(
                try await console.get("/watches/\(watch)").text.contains("This watch has ended"))
        }
    }

    @Test("a handle chosen on a screen is remembered there, and what could be markup is refused")
    func whoAmI() async throws {
        try await ConsoleFixture.run { console in
            let answer = try await console.post(
                "/whoami", ["handle": "ASH 1", "back": "/incidents"])
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/incidents")
            let cookies = answer.headers[values: .setCookie]
            let mine = try #require(cookies.first { $0.hasPrefix("spotter-handle=") })
            #expect(mine.contains("HttpOnly") && mine.contains("SameSite=Strict"))
            let pair = String(mine.prefix { $0 != ";" })
            #expect(
                try await console.get("/", headers: [.cookie: pair]).text.contains(
                    "Writing as ASH 1"))
            for bad in ["<b>", "ASH;1", String(repeating: "A", count: 21), "é"] {
                #expect(
                    try await console.post("/whoami", ["handle": bad]).status == .badRequest,
                    "\(bad)")
            }
        }
    }

    @Test(
        "after a write nobody is sent to another site",
        arguments: ["//evil.test/", "https://evil.test", "/\\evil"])
    func openRedirect(back: String) async throws {
        try await ConsoleFixture.run { console in
            let answer = try await console.post("/clock/confirm", ["back": back])
            #expect(answer.headers[.location] == "/")
        }
    }
}
