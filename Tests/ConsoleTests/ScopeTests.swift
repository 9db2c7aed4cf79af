import HTTPTypes
import HummingbirdTesting
import Ledger
import People
import ResponseLog
import Station
import Store
import Testing

@testable import Console

/// What lies outside a title's list, through the real pages.
@Suite("Outside a title's usual work")
struct ScopeTests {
    /// The least a form of each kind needs.
    private static func fields(_ kind: CareForm.Kind) -> [String: String] {
        let more: [String: String] =
            switch kind {
            case .stimulated, .airway, .breaths, .dose: [:]
            case .breathPace: ["rate": "10"]
            case .stimulationResult: ["result": StimulationResult.allCases[0].rawValue]
            case .oxygen: ["flow": "10"]
            case .doseResponse: ["change": "unchanged"]
            case .afterEffect: ["effect": AfterEffect.allCases[0].rawValue]
            case .position: ["position": "on-side"]
            case .colour: ["colour": "pale"]
            case .pupils: ["pupils": "pinpoint"]
            case .muscle: ["muscle": MuscleTone.allCases[0].rawValue]
            case .vitalsTyped: ["spo2": "88"]
            case .crew: ["step": CrewStep.allCases[0].rawValue]
            case .compressions: ["on": "yes"]
            case .aed: ["step": "on"]
            case .emergencyCall: ["call": "called"]
            case .awake: ["level": "voice"]
            case .breathing: ["how": "normal"]
            case .breathsCounted: ["breaths": "5", "seconds": "30"]
            case .note: ["text": "x"]
            }
        return more.merging(["kind": kind.rawValue]) { $1 }
    }

    /// Whose touch: the title, and whether its list leaves everything flagged.
    private static let people: [(handle: String, title: String, isFlagged: Bool)] = [
        ("ASH 1", "Guest", true), ("ASH 2", "Host", false), ("ASH 3", "All", false),
        ("ASH 4", "", false), ("ASH 5", "Nothing set", false),
    ]

    private func setUp(_ console: ConsoleFixture) async throws -> ConsoleFixture {
        let lead = try await console.signedIn([.supervisor])
        for person in Self.people {
            _ = try await lead.post("/people", ["handle": person.handle, "title": person.title])
        }
        var all = Dictionary(
            uniqueKeysWithValues: CareForm.Kind.allCases.map { ("kind.\($0.rawValue)", "yes") })
        all["title"] = "All"
        #expect(try await lead.post("/people/scope", all).status == .seeOther)
        #expect(
            try await lead.post("/people/scope", ["title": "Guest"]).status == .seeOther)
        // One that had a list and has none any more.
        _ = try await lead.post("/people/scope", ["title": "Host", "kind.note": "yes"])
        _ = try await lead.post("/people/scope", ["title": "Host", "none": "yes"])
        return lead
    }

    private func rows(_ console: ConsoleFixture, _ watch: String) async throws -> [TimelineRow] {
        let id = try #require(EntryID(text: watch))
        try await eventually("everything is on the disk") {
            try await console.station.watchRecord(id)?.rows.allSatisfy { !$0.logged.isWaiting }
                ?? false
        }
        return try await #require(console.station.watchRecord(id)).rows
    }

    @Test("every kind by every title: written at once, flagged after it, never refused")
    func everyKindAndTitle() async throws {
        try await ConsoleFixture.run { console in
            _ = try await setUp(console)
            let watch = try await console.startWatch(seat: 1)
            var expected: [EntryID: Bool] = [:]
            for person in Self.people + [("NOBODY", "", false)] {
                let hand = console.with(
                    cookie: "spotter-handle=" + person.handle.replacing(" ", with: "."))
                for kind in CareForm.Kind.allCases {
                    let entry = EntryID.random()
                    var fields = Self.fields(kind)
                    fields["entry"] = entry.text
                    let answer = try await hand.touch("/watches/\(watch)/care", fields)
                    #expect(answer["entry"] as? String == entry.text, "\(kind)")
                    // Sent twice it is one act and one flag.
                    _ = try await hand.touch("/watches/\(watch)/care", fields)
                    expected[entry] = person.isFlagged
                }
            }
            let rows = try await rows(console, watch)
            let acts = Dictionary(
                uniqueKeysWithValues: rows.compactMap { row in
                    row.standingAct.map { _ in (row.logged.entry, row.logged.index) }
                })
            #expect(Set(acts.keys) == Set(expected.keys))
            let flags = rows.compactMap { row -> (EntryID, Int64, LogEntry)? in
                guard case .scopeFlagged(let flag) = row.logged.fact else { return nil }
                #expect(flag.title == "Guest")
                return (flag.target, row.logged.index, row.logged)
            }
            #expect(Set(flags.map(\.0)) == Set(expected.filter(\.value).keys))
            #expect(flags.count == CareForm.Kind.allCases.count, "each flagged once")
            for (target, index, logged) in flags {
                #expect(try #require(acts[target]) < index, "the act is written first")
                #expect(logged.didBy == nil && logged.wroteBy == nil, "nobody is named")
            }
        }
    }

    @Test("who did it counts, not who writes it down")
    func doneBy() async throws {
        try await ConsoleFixture.run { console in
            _ = try await setUp(console)
            let watch = try await console.startWatch(seat: 1)
            let host = console.with(cookie: "spotter-handle=ASH.2")
            let guest = console.with(cookie: "spotter-handle=ASH.1")
            _ = try await guest.touch(
                "/watches/\(watch)/care", ["kind": "breaths", "doneBy": "ASH 2"])
            _ = try await host.touch(
                "/watches/\(watch)/care", ["kind": "oxygen", "flow": "10", "doneBy": "ash 1"])
            let flagged = try await rows(console, watch).compactMap { row -> EntryID? in
                if case .scopeFlagged(let flag) = row.logged.fact { flag.target } else { nil }
            }
            let oxygen = try await rows(console, watch).first { row in
                if case .oxygen = row.standingAct { true } else { false }
            }
            #expect(flagged == [try #require(oxygen).logged.entry])
        }
    }

    @Test("it stands on the response's page for those who review, and nowhere else")
    func whereItIsShown() async throws {
        try await ConsoleFixture.run { console in
            let lead = try await setUp(console)
            let guest = console.with(cookie: "spotter-handle=ASH.1")
            let opened = try await guest.touch("/respond")
            let watch = try #require(opened["watch"] as? String)
            let incident = try #require(opened["incident"] as? String)
            _ = try await guest.touch("/watches/\(watch)/care", ["kind": "breaths"])
            _ = try await rows(console, watch)
            let words = "outside the list for Guest"
            #expect(
                try await lead.get("/incidents/\(incident)").text.ranges(of: words).count == 1)
            for path in [
                "/incidents/\(incident)", "/incidents/\(incident)/handover", "/respond/\(watch)",
                "/watches/\(watch)", "/watches/\(watch)/timeline", "/",
            ] {
                let page = try await guest.get(path)
                #expect(page.status == .ok, "\(path)")
                #expect(!page.text.contains("Guest"), "\(path)")
                #expect(!page.text.lowercased().contains("outside"), "\(path)")
            }
            let handover = try await lead.get("/incidents/\(incident)/handover")
            #expect(!handover.text.contains("Guest"), "not even for who reviews")
        }
    }

    @Test("a list is kept as ticked, is audited, and only a supervisor keeps one")
    func kept() async throws {
        try await ConsoleFixture.run { console in
            let lead = try await setUp(console)
            let store = console.station.people.store
            #expect(store.snapshot.scope.kinds["Guest"] == [])
            #expect(store.snapshot.scope.kinds["All"]?.count == CareForm.Kind.allCases.count)
            #expect(store.snapshot.scope.kinds["Host"] == nil)
            #expect(
                try await lead.post(
                    "/people/scope", ["title": "Host", "kind.sing": "yes"]
                ).status == .badRequest)
            #expect(try await console.post("/people/scope", ["title": "Host"]).status != .ok)
            #expect(store.snapshot.scope.kinds["Host"] == nil)
            await store.writePending()
            #expect(
                try await lead.get("/audit").text
                    .contains("Guest: 0 kinds of care belong to this title"))
        }
    }

    @Test("every kind a form may name is the kind of the act it makes")
    func kindsAgree() throws {
        for kind in CareForm.Kind.allCases {
            let form = try Form(
                encoded: ConsoleFixture.encoded(Self.fields(kind)))
            #expect(try CareForm.act(in: form).kind == "care." + kind.rawValue)
        }
    }
}
