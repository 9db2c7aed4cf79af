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

@Suite("The shift's page")
struct TonightTests {
    private func section(_ id: String, _ page: String) throws -> String {
        let from = try #require(page.range(of: "aria-labelledby=\"\(id)-name\""), "\(id)")
        let rest = page[from.upperBound...]
        return String(rest[..<(rest.range(of: "</section>")?.lowerBound ?? rest.endIndex)])
    }

    @Test("an empty room: every seat, nothing open, the sound never tested")
    func empty() async throws {
        try await ConsoleFixture.run { console in
            let supervisor = try await console.signedIn([.supervisor])
            let page = try await supervisor.get("/tonight").text
            let seats = try section("seats", page)
            for seat in 1...4 { #expect(seats.contains("<b>Seat \(seat)</b>")) }
            #expect(seats.contains("no one watched"))
            #expect(try section("open", page).contains("No response is open."))
            #expect(try section("checks", page).contains("not tested"))
            #expect(try section("checks", page).contains("nobody has confirmed it"))
            #expect(try section("actions", page).contains("Nothing is open."))
            #expect(try section("shift", page).contains("Responses this shift: 0"))
            #expect(!page.contains("{{") && !page.contains("style="))
        }
    }

    @Test("what is open, agreed and to be replaced; done is one touch and comes back")
    func full() async throws {
        try await ConsoleFixture.run { console in
            let supervisor = try await console.signedIn([.supervisor])
            let watch = try await console.startWatch(seat: 2)
            let opened = try await console.touch("/seats/2/respond")
            let incident = try #require(opened["incident"] as? String)
            _ = try await console.post(
                "/incidents/\(incident)/equipment",
                ["equipment": "oxygen-cylinder", "label": "O2-7", "replace": "1"])
            _ = try await console.post(
                "/incidents/\(incident)/debrief",
                [
                    "action1": "Move the mask", "owner1": "day shift", "aim1": "equipment",
                    "due1": "2020-01-05", "action2": "Buy more", "owner2": "ASH 1",
                    "aim2": "stock",
                ])
            var page = try await supervisor.get("/tonight").text
            #expect(try section("open", page).contains("href=\"/incidents/\(incident)\""))
            #expect(try section("shift", page).contains("Responses this shift: 1"))
            #expect(try section("seats", page).contains("href=\"/watches/\(watch)\""))
            #expect(try section("seats", page).contains("response open"))
            #expect(try section("checks", page).contains("Oxygen cylinder O2-7"))
            var actions = try section("actions", page)
            #expect(
                actions.contains(
                    "Move the mask · day shift · by <time>2020-01-05</time> <b>OVERDUE"))
            #expect(actions.contains("Buy more · ASH 1 ·"))
            let done = /action="(\/incidents\/[0-9a-f-]+\/actions\/[0-9a-f-]+\/done)"/
            let path = try #require(actions.firstMatch(of: done))
            let answer = try await supervisor.post(String(path.1), ["back": "/tonight#actions"])
            #expect(answer.headers[.location] == "/tonight#actions")
            page = try await supervisor.get("/tonight").text
            actions = try section("actions", page)
            #expect(!actions.contains("Move the mask") && actions.contains("Buy more"))
            _ = try await console.post(
                "/incidents/\(incident)/close", ["outcome": "awake-stayed"])
            page = try await supervisor.get("/tonight").text
            #expect(try section("open", page).contains("No response is open."))
            #expect(try section("shift", page).contains("awake stayed"))
        }
    }

    @Test("it is for supervisors, is written down, and says nothing of anyone's feelings")
    func rights() async throws {
        try await ConsoleFixture.run { console in
            let supervisor = try await console.signedIn([.supervisor])
            let answer = try await supervisor.get("/tonight")
            let page = answer.text
            #expect(answer.status == .ok)
            for role in Role.allCases where role != .supervisor {
                let other = try await console.signedIn([role])
                #expect(try await other.get("/tonight").status == .forbidden, "\(role)")
            }
            #expect(page.firstMatch(of: /(?i)check-in|checkin|wellbeing|feeling|\bpeer\b/) == nil)
            for address in ["/tonight", "/incidents", "/people", "/audit", "/settings/limits"] {
                #expect(page.contains("href=\"\(address)\""), "\(address)")
            }
            await console.station.people.store.writePending()
            try await eventually("the reading is in the audit") {
                try await supervisor.get("/audit").text.contains("Read: tonight")
            }
        }
    }
}
