import Alerts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import NIOCore
import People
import ResponseLog
import SignalCore
import Station
import Testing

@testable import Console

@Suite("Pages: limits, and what every page says")
struct LimitsPageTests {
    @Test("the form on the respond page changes this watch alone, by a handle and with a reason")
    func oneWatch() async throws {
        try await ConsoleFixture.run { console in
            let watch = try await console.startWatch(seat: 1)
            let page = try await console.get("/respond/\(watch)").text
            #expect(page.contains(#"name="lowPercent" type="number" min="85" max="95" value="90""#))
            let path = "/watches/\(watch)/limits"
            let good = ["lowPercent": "88", "reason": "lives at 91", "handle": "ASH 1"]
            for (field, value) in [
                ("handle", ""), ("reason", ""), ("lowPercent", "84"), ("lowPercent", "96"),
                ("lowPercent", "90"), ("handle", "<b>"), ("criticalPercent", "88"),
            ] {
                var wrong = good
                wrong[field] = value
                let answer = try await console.post(
                    path, wrong, headers: [.accept: "application/json"])
                #expect(answer.status == .badRequest, "\(field)=\(value): \(answer.text)")
                #expect(try #require(try answer.facts["error"] as? String).hasSuffix("."))
            }
            #expect(console.station.board.tile(seat: 1)?.watch?.lowPercent == 90)
            #expect(try await console.post(path, good).status == .seeOther)
            try await eventually("the tile shows them as its own") {
                try await console.get("/").text.contains("own limits 88 / 85")
            }
            let after = try await console.get("/respond/\(watch)").text
            #expect(after.contains("lives at 91") && after.contains("lowPercent 90 → 88"))
        }
    }

    @Test("every limit can be signed on the settings page, and new watches get what was signed")
    func site() async throws {
        try await ConsoleFixture.run { console in
            let console = try await console.signedIn([.supervisor])
            let first = try await console.get("/settings/limits").text
            #expect(first.contains("has not signed any limits yet"))
            let made = try await console.post(
                "/settings/limits", ["profile": "Usual", "handle": "ASH 1"])
            #expect(made.status == .seeOther)
            let page = try await console.get("/settings/limits").text
            for field in LimitField.allCases {
                #expect(page.contains(#"name="\#(field.key)""#), "\(field.key)")
                #expect(Words.english.label(of: field) != field.key, "\(field.key) has no words")
            }
            var all = Dictionary(
                uniqueKeysWithValues: LimitField.allCases.map {
                    ($0.key, "\($0.standardValue / $0.unitSize)")
                })
            all.merge(["profile": "Usual", "handle": "FERN 2", "version": "1"]) { $1 }
            let same = try await console.post("/settings/limits", all)
            #expect(same.status == .badRequest, "nothing is different")
            all["lowPercent"] = "92"
            all["awakeUnknownMilliseconds"] = "240"
            #expect(try await console.post("/settings/limits", all).status == .seeOther)
            let limits = console.station.siteLimits.inForce
            #expect(limits.lowPercent == 92 && limits[.awakeUnknownMilliseconds] == 240_000)
            #expect(limits.version == 2 && limits.author == "FERN 2")
            #expect(try await console.post("/settings/limits", all).status == .badRequest, "stale")
            let after = try await console.get("/settings/limits").text
            #expect(after.contains("Oxygen low below 90 → 92 %"))
            _ = try await console.startWatch(seat: 1)
            #expect(console.station.board.tile(seat: 1)?.watch?.lowPercent == 92)
            _ = try await console.post("/settings/limits", ["profile": "Other", "handle": "ASH 1"])
            #expect(console.station.siteLimits.inForce.lowPercent == 90)
            let chosen = try await console.post(
                "/settings/limits/choose", ["profile": "Usual", "handle": "ASH 1"])
            #expect(chosen.status == .seeOther)
            #expect(console.station.siteLimits.inForce.lowPercent == 92)
            let nobody = try await console.post("/settings/limits/choose", ["profile": "Other"])
            #expect(nobody.status == .badRequest)
        }
    }

    @Test(
        "every page has the cover, the lost panel, one script, and says what it cannot do without")
    func everyPage() async throws {
        try await ConsoleFixture.run { console in
            let console = try await console.signedIn([.supervisor])
            let watch = try await console.startWatch(seat: 1)
            let opened = try await console.touch("/seats/1/respond")
            let incident = try #require(opened["incident"] as? String)
            for path in [
                "/", "/?wall=1", "/respond/\(watch)", "/incidents", "/incidents/\(incident)",
                "/watches/\(watch)", "/settings/limits", "/nothing-here",
            ] {
                let page = try await console.get(path).text
                for id in ["sound-off", "lost", "unsent", "words", "sound-test"] {
                    #expect(
                        page.components(separatedBy: #"id="\#(id)""#).count == 2, "\(path) \(id)")
                }
                #expect(page.components(separatedBy: "<script ").count == 2, "\(path)")
                #expect(page.contains("makes no sound: its script does not run"), "\(path)")
            }
        }
    }

    @Test("a page without a feed is told what sounds, what needs someone, and the time")
    func now() async throws {
        try await ConsoleFixture.run { console in
            let console = try await console.signedIn([.supervisor])
            let watch = try await console.startWatch(seat: 1)
            _ = try await console.touch(
                "/watches/\(watch)/care", ["kind": "awake", "level": "unresponsive"])
            try await eventually("the alert") {
                console.station.board.tile(seat: 1)?.topPriority == .high
            }
            let facts = try await console.get("/now").facts
            let header = try #require(facts["header"] as? [String: Any])
            let sound = try #require(header["sound"] as? [String: Any])
            #expect(sound["pattern"] as? String == "high-general")
            let needs = try #require(facts["needs"] as? [String: Any])
            #expect((needs["words"] as? String)?.hasPrefix("Seat 1: Not responding") == true)
            #expect(needs["priority"] as? String == "high")
            let clock = try #require(facts["clock"] as? [String: Any])
            #expect(clock["bootMilliseconds"] is Int)
            let page = try await console.get("/incidents").text
            #expect(page.contains("Seat 1: Not responding"))
        }
    }

    @Test("a screen that cannot be heard is named, and the loudspeaker's trouble stands in words")
    func sound() {
        let alert = AlertTile(
            kind: .consoleNotSounding, priority: .high, since: BootTime(seconds: 1),
            escalated: false, quietUntil: nil, held: false, lastValuePercent: nil,
            note: "screen-x4k2")
        #expect(Words.english.line(of: alert) == "Cannot be heard: screen-x4k2")
        var sound = SoundState()
        sound.consoles = 1
        sound.speakerTrouble = "No such device"
        #expect(Words.english.sound(sound).contains("loudspeaker: No such device"))
        #expect(!sound.isBad)
        sound.consoles = 0
        #expect(sound.isBad && Words.english.sound(sound).hasPrefix("SOUND OFF"))
    }
}
