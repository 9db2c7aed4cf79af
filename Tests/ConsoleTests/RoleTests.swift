import HTTPTypes
import HummingbirdTesting
import Ledger
import People
import ResponseLog
import Station
import Store
import Testing

@testable import Console

/// In which role people helped, through the real pages.
@Suite("Who did it in which role")
struct RoleTests {
    private func roles(_ console: ConsoleFixture, _ watch: String) async throws -> [String] {
        let record = try await console.station.watchRecord(#require(EntryID(text: watch)))
        return try #require(record).rows.compactMap { row in
            guard case .responder(let responder) = row.logged.fact else { return nil }
            return responder.role.rawValue
        }
    }

    private func account(
        _ console: ConsoleFixture, _ handle: String, title: String = "",
        helpsAs: Responder.Role? = nil
    ) async throws -> EntryID {
        try await console.station.people.store.write(
            .add(
                handle: handle, title: title, roles: [.responder], helpsAs: helpsAs,
                passphrase: nil, by: nil, now: 0)
        ).id
    }

    @Test("a tapped handle's account says it, once a person and watch, whatever is touched")
    func fromTheAccount() async throws {
        try await ConsoleFixture.run { console in
            _ = try await account(console, "FERN 2", helpsAs: .nurse)
            let fern = console.with(cookie: "spotter-handle=FERN.2")
            let opened = try await fern.touch("/respond")
            let watch = try #require(opened["watch"] as? String)
            let incident = try #require(opened["incident"] as? String)
            _ = try await fern.touch("/watches/\(watch)/care", ["kind": "breaths"])
            _ = try await fern.touch("/watches/\(watch)/care", ["kind": "stimulated"])
            _ = try await fern.touch(
                "/watches/\(watch)/answers", ["field": "allergies", "answer": "unknown"])
            #expect(try await roles(console, watch) == ["nurse"])
            let page = try await console.get("/incidents/\(incident)/handover")
            #expect(page.text.contains("<td>nurse</td>"))
            #expect(!page.text.contains("FERN"), "a worker's handle is never printed")
            let respond = try await console.get("/respond/\(watch)")
            #expect(!respond.text.contains("Helped as"), "no row of its own where people act")
            // An alert's acts count too, also where nothing else was done.
            let other = try await console.startWatch(seat: 2)
            _ = try await fern.touch("/watches/\(other)/alerts", ["act": "silence"])
            try await eventually("the role is there") {
                try await roles(console, other) == ["nurse"]
            }
        }
    }

    @Test("without an account the screen's choice says it; without either nobody does")
    func fromTheScreen() async throws {
        try await ConsoleFixture.run { console in
            let (watch, _) = try await respond(console)
            let nobody = console.with(cookie: "spotter-handle=OTTER.1")
            _ = try await nobody.touch("/watches/\(watch)/care", ["kind": "breaths"])
            #expect(try await roles(console, watch) == [])
            let saved = try await console.post("/whoami", ["handle": "OTTER 1", "role": "friend"])
            let cookies = saved.headers[values: .setCookie]
            #expect(cookies.contains { $0.hasPrefix("spotter-role=friend") })
            let otter = nobody.with(cookie: "spotter-role=friend")
            #expect(
                try await otter.get("/").text.contains(#"<option value="friend" selected>"#))
            _ = try await otter.touch("/watches/\(watch)/care", ["kind": "breaths"])
            _ = try await otter.touch("/watches/\(watch)/care", ["kind": "breaths"])
            #expect(try await roles(console, watch) == ["friend"])
            // Another tap is another person: the role goes with the handle.
            let tapped = try await otter.post("/whoami", ["handle": "ASH 1"])
            #expect(
                tapped.headers[values: .setCookie].contains {
                    $0.hasPrefix("spotter-role=;") && $0.contains("Max-Age=0")
                })
            // What makes no sense is nobody's role, and never stops an act.
            let odd = nobody.with(cookie: "spotter-role=captain")
            _ = try await odd.touch("/watches/\(watch)/care", ["kind": "breaths"])
            #expect(try await roles(console, watch) == ["friend"])
            #expect(
                try await console.post("/whoami", ["role": "captain"]).status == .badRequest)
        }
    }

    private func respond(_ console: ConsoleFixture) async throws -> (String, String) {
        let opened = try await console.touch("/respond")
        return (
            try #require(opened["watch"] as? String), try #require(opened["incident"] as? String)
        )
    }

    @Test("somebody else is a handle or a role", arguments: HelperRoleView.others)
    func somebodyElse(role: Responder.Role) async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await respond(console)
            let page = try await console.get("/respond/\(watch)")
            #expect(page.text.contains("<option value=\"\(role.words)\">"))
            let next = try await console.get(
                "/respond/\(watch)?ago=60&doneBy="
                    + role.words.replacing(" ", with: "+"))
            #expect(next.text.contains("name=\"doneBy\" value=\"\(role.words)\""))
            _ = try await console.touch(
                "/watches/\(watch)/care",
                ["kind": "dose", "route": "intranasal", "doneBy": role.words])
            #expect(try await roles(console, watch) == [role.rawValue])
            let sheet = try await console.get("/incidents/\(incident)/handover")
            #expect(sheet.text.contains("<td>\(role.words)</td>"))
        }
    }

    @Test("a sheet without any role says so once, and has no column for it")
    func saidOnce() async throws {
        try await ConsoleFixture.run { console in
            let (watch, incident) = try await respond(console)
            for _ in 0..<5 {
                _ = try await console.touch("/watches/\(watch)/care", ["kind": "stimulated"])
            }
            let sheet = try await console.get("/incidents/\(incident)/handover").text
            #expect(sheet.ranges(of: "In which role it was done: not recorded").count == 1)
            #expect(!sheet.contains(">By</th>"))
            #expect(!sheet.contains("<td>not recorded</td>"))
        }
    }

    @Test("a supervisor's page says in which role an account helps")
    func setByASupervisor() async throws {
        try await ConsoleFixture.run { console in
            let lead = try await console.signedIn([.supervisor])
            _ = try await lead.post(
                "/people", ["handle": "FERN 2", "title": "Host", "helpsAs": "nurse"])
            let store = console.station.people.store
            let fern = try #require(store.snapshot.account(handle: "FERN 2"))
            #expect(fern.helpsAs == .nurse)
            _ = try await lead.post("/people/\(fern.id)/change", ["helpsAs": "staff"])
            #expect(store.snapshot.account(handle: "FERN 2")?.helpsAs == .staff)
            let refused = try await lead.post("/people/\(fern.id)/change", ["helpsAs": "x"])
            #expect(refused.status == .badRequest)
        }
    }
}
