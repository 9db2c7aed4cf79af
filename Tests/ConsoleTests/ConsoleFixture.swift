import Console
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Logging
import NIOCore
import Station
import Testing

/// A real station on a fresh data directory behind the real console, without any oximeter.
struct ConsoleFixture: Sendable {
    let station: Station
    let client: any TestClientProtocol

    static func run(
        _ setup: Depth = .router, settings change: (inout ConsoleSettings) -> Void = { _ in },
        _ body: @Sendable (ConsoleFixture) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("spotter-console-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let station = try await Station.open(
            StationSettings(
                dataDirectory: directory.path, site: "Test site", seats: 4, discovers: false))
        var settings = ConsoleSettings(port: 0, version: "test")
        change(&settings)
        var quiet = Logger(label: "test")
        quiet.logLevel = .critical
        let server = ConsoleServer(station: station, settings: settings, logger: quiet)
        do {
            try await server.application().test(setup.testing) { client in
                try await body(ConsoleFixture(station: station, client: client))
            }
        } catch {
            await station.stop()
            throw error
        }
        await station.stop()
    }

    /// How deep a test reaches: the router alone, or a server on a socket.
    enum Depth: String, CaseIterable, Sendable {
        case router
        case live

        var testing: TestingSetup { self == .router ? .router : .live }
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await client.executeRequest(uri: path, method: .get, headers: headers, body: nil)
    }

    /// Sends a form as a page without a script does.
    func post(
        _ path: String, _ fields: [String: String] = [:], headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var all = headers
        if all[.contentType] == nil { all[.contentType] = "application/x-www-form-urlencoded" }
        return try await client.executeRequest(
            uri: path, method: .post, headers: all,
            body: ByteBuffer(string: Self.encoded(fields)))
    }

    /// Sends a form as our script does, and reads the facts it gets back.
    func touch(_ path: String, _ fields: [String: String] = [:]) async throws -> [String: Any] {
        let answer = try await post(path, fields, headers: [.accept: "application/json"])
        #expect(answer.status == .ok, "\(path): \(answer.text)")
        return try answer.facts
    }

    /// Starts a watch and waits until the floor shows it.
    func startWatch(seat: Int) async throws -> String {
        let facts = try await touch("/seats/\(seat)/watch", ["entry": EntryID.random().text])
        let watch = try #require(facts["watch"] as? String)
        try await eventually("the tile shows the watch") {
            station.board.tile(seat: seat)?.watch?.watch.text == watch
        }
        return watch
    }

    static func encoded(_ fields: [String: String]) -> String {
        fields.map { "\($0.key)=\(percent($0.value))" }.joined(separator: "&")
    }

    private static func percent(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    var facts: [String: Any] {
        get throws {
            let object = try JSONSerialization.jsonObject(with: Data(body.readableBytesView))
            return try #require(object as? [String: Any])
        }
    }
}

/// Waits up to three seconds for something another thread does.
func eventually(_ what: String, _ isTrue: () async throws -> Bool) async throws {
    for _ in 0..<150 {
        if try await isTrue() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("did not happen within 3 s: \(what)")
}
