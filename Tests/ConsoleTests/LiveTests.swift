import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import SignalCore
import Station
import Testing

@testable import Console

@Suite("Live feed", .serialized)
struct LiveTests {
    private static let request = "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n"

    private func liveClients(_ console: ConsoleFixture) async throws -> Int {
        try #require(try await console.get("/health").facts["liveClients"] as? Int)
    }

    @Test("twenty screens come and vanish; within 2 s none is counted")
    func vanishing() async throws {
        try await ConsoleFixture.run(.live) { console in
            let port = try #require(console.client.port)
            var screens: [RawConnection] = []
            for _ in 0..<20 {
                let screen = try RawConnection(port: port)
                screen.send(Self.request)
                #expect(await screen.read(until: "event: seats").contains("event: clock"))
                screens.append(screen)
            }
            #expect(try await liveClients(console) == 20)
            screens = []
            let start = ContinuousClock.now
            try await eventually("all feeds have ended") { try await liveClients(console) == 0 }
            #expect(ContinuousClock.now - start < .seconds(2))
        }
    }

    @Test("when all places are taken the next screen is told so, and gets one when one goes")
    func cap() async throws {
        try await ConsoleFixture.run(.live, settings: { $0.liveClientLimit = 2 }) { console in
            let port = try #require(console.client.port)
            var screens: [RawConnection] = []
            for _ in 0..<2 {
                let screen = try RawConnection(port: port)
                screen.send(Self.request)
                _ = await screen.read(until: "event: seats")
                screens.append(screen)
            }
            let refused = try await RawConnection.ask(
                port: port, "GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(refused.hasPrefix("HTTP/1.1 503"))
            #expect(refused.lowercased().contains("retry-after: 5"))
            screens.removeLast()
            try await eventually("a place is free") { try await liveClients(console) == 1 }
            let next = try RawConnection(port: port)
            next.send(Self.request)
            #expect(await next.read(until: "event: clock").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test("state and waveform arrive, with a sign of life each second, and the delay is counted")
    func arrival() async throws {
        try await ConsoleFixture.run(.live) { console in
            let port = try #require(console.client.port)
            let screen = try RawConnection(port: port)
            screen.send(Self.request)
            let first = await screen.read(until: "event: attention")
            #expect(first.contains("\"label\":\"Seat 4\""))
            let points: [UInt8] = [7, 8, 9]
            console.station.board.wave(seat: 3).write(points.span, at: console.station.now().boot)
            #expect(await screen.read(until: "{\"3\":[7,8,9]}").contains("event: wave"))
            _ = try await console.startWatch(seat: 2)
            #expect(await screen.read(until: "\"seat\":2").contains("event: tile"))
            let start = ContinuousClock.now
            for _ in 0..<2 { _ = await screen.read(until: "event: clock") }
            #expect(ContinuousClock.now - start < .seconds(2.5))
            let health = try await console.get("/health").facts
            let delay = try #require(health["liveDelayMilliseconds"] as? [String: Any])
            #expect(try #require(delay["count"] as? Int) >= 1)
            #expect(try #require(delay["p99"] as? Int) <= 500)
        }
    }

    @Test("a screen may ask for one seat only")
    func oneSeat() async throws {
        try await ConsoleFixture.run(.live) { console in
            let screen = try RawConnection(port: try #require(console.client.port))
            screen.send("GET /live?seats=3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let text = await screen.read(until: "event: seats")
            #expect(text.contains("\"seat\":3"))
            #expect(!text.contains("\"label\":\"Seat 1\""))
        }
    }

    @Test("the server stops although screens are open")
    func stops() async throws {
        let start = ContinuousClock.now
        try await ConsoleFixture.run(.live) { console in
            let screen = try RawConnection(port: try #require(console.client.port))
            screen.send(Self.request)
            _ = await screen.read(until: "event: seats")
            try await Task.sleep(for: .milliseconds(100))
            let reading = Task { await screen.read() }
            _ = reading
        }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test(
        "a second call gives only what is new; the strip of the last ten minutes only when it changed"
    )
    func newestWins() async throws {
        try await ConsoleFixture.run { console in
            var client = LiveClient(station: console.station, onlySeat: nil)
            let first = client.next()
            let bytes = try #require(first?.bytes)
            #expect(String(buffer: bytes).contains("\"strip\""))
            _ = try await console.startWatch(seat: 1)
            var later = ""
            try await eventually("the watch is sent") {
                later += client.next().map { String(buffer: $0.bytes) } ?? ""
                return later.contains("\"seat\":1,")
            }
            #expect(!later.contains("\"strip\""))
            #expect(!later.contains("\"seat\":3,"))
        }
    }
}
