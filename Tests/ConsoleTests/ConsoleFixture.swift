import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Logging
import NIOCore
import People
import Station
import Store
import Testing

@testable import Console

/// A real station on a fresh data directory behind the real console, without any oximeter.
struct ConsoleFixture: Sendable {
    let station: Station
    let client: any TestClientProtocol
    /// Cookies sent with every request.
    var cookie: String?

    static func run(
        _ setup: Depth = .router, settings change: (inout ConsoleSettings) -> Void = { _ in },
        clock: WallClock = .system(),
        afterStop: (_ directory: String) throws -> Void = { _ in },
        _ body: @Sendable (ConsoleFixture) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("spotter-console-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let station = try await Station.open(
            StationSettings(
                dataDirectory: directory.path, site: "Test site", seats: 4, discovers: false),
            clock: clock)
        var settings = ConsoleSettings(port: 0, version: "test")
        // The router alone has no connection and so no address: it stands for the station's screen.
        settings.takesNoAddressAsOwn = true
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
        try afterStop(directory.path)
    }

    /// How deep a test reaches: the router alone, or a server on a socket.
    enum Depth: String, CaseIterable, Sendable {
        case router
        case live

        var testing: TestingSetup { self == .router ? .router : .live }
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await client.executeRequest(
            uri: path, method: .get, headers: withCookie(headers), body: nil)
    }

    /// Sends a form as a page without a script does.
    func post(
        _ path: String, _ fields: [String: String] = [:], headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var all = withCookie(headers)
        if all[.contentType] == nil { all[.contentType] = "application/x-www-form-urlencoded" }
        return try await client.executeRequest(
            uri: path, method: .post, headers: all,
            body: ByteBuffer(string: Self.encoded(fields)))
    }

    private func withCookie(_ headers: HTTPFields) -> HTTPFields {
        var all = headers
        if let cookie, all[.cookie] == nil {
            all[.cookie] = cookie
            // A browser says where a request comes from.
            if all[.secFetchSite] == nil, all[.origin] == nil { all[.secFetchSite] = "same-origin" }
        }
        return all
    }

    /// The same with someone signed in who has these roles, without the time a passphrase takes.
    func signedIn(
        _ roles: Set<Role>, console: EntryID? = nil, handle: String? = nil
    ) async throws -> ConsoleFixture {
        let people = station.people.store
        let now = station.now().unixMilliseconds
        let account = try await people.write(
            .add(
                handle: handle ?? "T \(people.snapshot.accounts.count)", roles: roles,
                passphrase: PassphraseHash(text: "$argon2id$none"), by: nil, now: now))
        let token = EntryID.random().text
        _ = try await people.write(
            .signIn(account.id, token: PeopleDesk.digest(token), console: console, now: now))
        return with(cookie: "spotter-session=\(token)")
    }

    /// The same with another cookie besides.
    func with(cookie more: String) -> ConsoleFixture {
        var other = self
        other.cookie = cookie.map { $0 + "; " + more } ?? more
        return other
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
