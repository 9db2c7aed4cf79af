import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Station
import Testing

@testable import Console

@Suite("Guards")
struct GuardTests {
    @Test(
        "a write from another site's page is refused",
        arguments: [
            ["Origin": "http://evil.test"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"],
            ["Sec-Fetch-Site": "same-site"], ["Origin": "http://localhost.evil.test"],
        ])
    func otherSite(headers: [String: String]) async throws {
        try await ConsoleFixture.run { console in
            let answer = try await console.post("/respond", headers: fields(headers))
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("another site"))
            #expect(console.station.board.everything().tiles.count == 4, "nothing was opened")
        }
    }

    @Test(
        "a write from our own page, or from a script on this machine, is taken",
        arguments: [
            [:], ["Origin": "http://localhost"], ["Sec-Fetch-Site": "same-origin"],
        ])
    func ownSite(headers: [String: String]) async throws {
        try await ConsoleFixture.run { console in
            let answer = try await console.post("/respond", headers: fields(headers))
            #expect(answer.status == .seeOther)
        }
    }

    private func fields(_ headers: [String: String]) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        return fields
    }

    @Test(
        "which names the station answers to",
        arguments: [
            ("127.0.0.1", "localhost", true), ("127.0.0.1", "127.0.0.9", true),
            ("127.0.0.1", "[::1]", true), ("127.0.0.1", "evil.test", false),
            ("127.0.0.1", "127.evil.test", false), ("127.0.0.1", "192.168.1.4", false),
            ("192.168.1.4", "192.168.1.4", true), ("0.0.0.0", "192.168.1.4", true),
            ("0.0.0.0", "evil.test", false), ("Spotter.local", "spotter.local", true),
            ("127.0.0.1", "tablet-name", true),
        ])
    func names(listening: String, asked: String, isOurs: Bool) {
        let settings = ConsoleSettings(host: listening, otherHosts: ["Tablet-Name"])
        #expect(RequestGuard(settings: settings).answers(to: asked) == isOurs)
    }

    @Test(
        "the host of an authority",
        arguments: [
            ("localhost:8440", "localhost"), ("LOCALHOST", "localhost"), ("[::1]:80", "[::1]"),
            ("10.0.0.1:1", "10.0.0.1"), ("", ""),
        ])
    func host(authority: String, host: String) {
        #expect(RequestGuard.host(of: authority) == host)
    }

    @Test("a request under another name is misdirected")
    func misdirected() async throws {
        try await ConsoleFixture.run(.live) { console in
            let port = try #require(console.client.port)
            let answer = try await RawConnection.ask(
                port: port, "GET / HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 421"))
            #expect(!answer.contains("Seat 1"))
        }
    }

    @Test("a body over 16 KiB is too large, whether it says so or not")
    func largeBody() async throws {
        try await ConsoleFixture.run(.live) { console in
            let port = try #require(console.client.port)
            let head =
                "POST /respond HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
            let body = "note=" + String(repeating: "x", count: 20_000)
            let told = try await RawConnection.ask(
                port: port, head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
            #expect(told.hasPrefix("HTTP/1.1 413"))
            let size = String(body.utf8.count, radix: 16)
            let chunked = try await RawConnection.ask(
                port: port,
                head + "Transfer-Encoding: chunked\r\n\r\n\(size)\r\n\(body)\r\n0\r\n\r\n")
            #expect(chunked.hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test(
        "bytes that are no HTTP, or too much of it, end politely and break nothing",
        arguments: [
            "nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
            "GET /%00%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /\(String(repeating: "a", count: 3000)) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "a", count: 90_000))\r\n\r\n",
            "POST /respond HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        ])
    func rawBytes(request: String) async throws {
        try await ConsoleFixture.run(.live) { console in
            let port = try #require(console.client.port)
            let answer = try await RawConnection.ask(port: port, request)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(40))")
            #expect(try await console.get("/health").status == .ok)
        }
    }

    @Test("only forms are taken as forms")
    func contentType() async throws {
        try await ConsoleFixture.run { console in
            let answer = try await console.post(
                "/respond", headers: [.contentType: "application/json"])
            #expect(answer.status == .unsupportedMediaType)
        }
    }
}
