import Alerts
import SignalCore
import Testing

@Suite("Leaving, pausing, latching")
struct LeavingTests {
    @Test("a pause holds the alerts of the signal for three minutes, then says nobody is back")
    func pause() {
        var line = Timeline()
        line.run("97×10 awake:alert -fingerOut×6")
        #expect(line.open == ["signal-lost low"])
        #expect(line.run("pause -fingerOut×179") == [])
        #expect(line.machine.pauseCount == 1)
        #expect(line.machine.openAlert(.signalLost)?.isSounding(at: line.now) == false)
        #expect(
            line.run("-fingerOut") == [
                "escalated signal-lost high@196", "raised awake-unknown medium@196",
            ])
        #expect(line.machine.pausedUntil == nil)
        #expect(line.machine.openAlert(.awakeUnknown)?.note == "pause over, nobody back")
        #expect(line.machine.openAlert(.signalLost)?.isSounding(at: line.now) == true)
        #expect(line.run("awake:alert").contains("cleared awake-unknown medium@196"))
    }

    @Test("without an oximeter the end of a pause is an alert too")
    func withoutOximeter() {
        var line = Timeline(hasOximeter: false)
        #expect(line.run("awake:alert pause nothing×179") == [])
        #expect(line.run("nothing") == ["raised awake-unknown medium@180"])
    }

    @Test(
        "a pause ends at once for what cannot wait",
        arguments: ["88", "88?", "breathing:none", "awake:unresponsive"])
    func pauseEnds(word: String) {
        var line = Timeline()
        line.run("97×10 -fingerOut×6 pause -fingerOut×20")
        #expect(line.machine.pausedUntil != nil)
        line.run(word)
        #expect(line.machine.pausedUntil == nil)
        #expect(line.machine.openAlert(.signalLost)?.isSounding(at: line.now) == true)
    }

    @Test("back early: values for five seconds, or someone says so")
    func back() {
        var line = Timeline()
        line.run("97×10 -fingerOut×6 pause 97×4")
        #expect(line.machine.pausedUntil != nil)
        #expect(line.run("97") == ["cleared signal-lost low@21"])
        #expect(line.machine.pausedUntil == nil)
        line.run("-fingerOut×6 pause back")
        #expect(line.machine.pausedUntil == nil)
        #expect(line.machine.pauseCount == 2)
    }

    @Test(
        "a pause is no silence: not while values come, nor while a high alert stands",
        arguments: ["97×10", "88×6 -×3", "97×10 gone breathing:none"])
    func refused(script: String) {
        var line = Timeline()
        line.run(script)
        let isPaused = line.machine.pause(at: line.now)
        #expect(!isPaused)
        #expect(line.machine.pauseCount == 0)
    }

    @Test("a probe back on after 30 s asks who wears it, after less it does not")
    func asksWho() {
        var line = Timeline()
        line.run("97×10 -fingerOut×29 97")
        #expect(line.machine.asksWhoSince == nil)
        line.run("-fingerOut×30 97")
        #expect(line.machine.asksWhoSince == line.now)
        line.run("97×5")
        #expect(line.machine.asksWhoSince != nil)
        line.run("same")
        #expect(line.machine.asksWhoSince == nil)
    }

    @Test("another oximeter keeps low oxygen open, looks for a fall anew, and asks who wears it")
    func swapped() {
        var line = Timeline()
        line.run("99×30 88×6 swap")
        #expect(line.open.contains("oxygen-low high"))
        #expect(line.machine.asksWhoSince == line.now)
        var other = Timeline()
        #expect(other.run("99×30 gone swap 95×20").filter { $0.contains("falling") } == [])
    }

    @Test("at the end of a watch every kind that is open is cleared with the reason")
    func leave() {
        var line = Timeline()
        line.run("97×10 dose 93×11 88×6 breathing:none oxygen gone nothing×5")
        let open = Set(line.machine.open.map(\.kind))
        #expect(open.count >= 5)
        let before = line.transitions.count
        line.run("leave")
        let cleared = line.transitions[before...].filter { $0.note == "left" && $0.by == "ASH 1" }
        #expect(Set(cleared.map(\.kind)) == open)
        #expect(cleared.allSatisfy { $0.change == .cleared })
        #expect(line.open == [] && line.machine.ended == [])
    }

    @Test("an alert that ended keeps its line until someone has seen it")
    func seen() throws {
        var line = Timeline()
        line.run("94×10 88×6 96×10 88×6 96×10")
        let ended = try #require(line.machine.ended.first { $0.alert.kind == .oxygenLow })
        #expect(ended.times == 2)
        #expect(ended.endedAt == line.now)
        #expect(line.open.filter { $0.contains("oxygen-low") } == [])
        #expect(line.run("seen").contains { $0.hasPrefix("seen oxygen-low") })
        #expect(line.machine.ended == [])
    }

    @Test("latching: it stays until reset, and a reset ends no live condition")
    func latching() throws {
        let limits = try Limits.spotterDefaults.changing(
            [.latchesAlerts: 1], version: 2, author: "FERN 2")
        var line = Timeline(limits: limits)
        line.run("94×10 88×6")
        #expect(line.run("reset") == [])
        #expect(line.run("96×40") == ["escalated oxygen-low high@46"])
        let latched = try #require(line.machine.openAlert(.oxygenLow))
        #expect(latched.endedAt == BootTime(seconds: 26))
        #expect(latched.isSounding(at: line.now))
        line.run("88")
        #expect(line.machine.openAlert(.oxygenLow)?.endedAt == nil)
        #expect(line.run("reset") == [])
        line.run("96×10")
        #expect(line.run("reset") == ["cleared oxygen-low high@67"])
        #expect(line.transitions.last?.by == "ASH 1")
    }

    @Test("limits of one watch: handle, reason, floor; open alerts go on under them")
    func oneWatch() throws {
        let limits = Limits.spotterDefaults
        #expect(throws: LimitsError.self) {
            try limits.forOneWatch([.lowPercent: 88], by: " ", reason: "usual for them")
        }
        #expect(throws: LimitsError.self) {
            try limits.forOneWatch([.lowPercent: 88], by: "ASH 1", reason: "")
        }
        #expect(throws: LimitsError.self) {
            try limits.forOneWatch(
                [.lowPercent: 84, .criticalPercent: 80], by: "ASH 1", reason: "x")
        }
        let changed = try limits.forOneWatch(
            [.lowPercent: 87], by: "ASH 1", reason: "lung disease, usually 89")
        let change = try #require(changed.changes.first)
        #expect(changed.changes.count == 1)
        #expect((change.field, change.before, change.after) == (.lowPercent, 90, 87))
        var line = Timeline()
        line.run("94×10 88×6")
        line.machine.change(to: changed.limits, at: line.now)
        #expect(line.open == ["oxygen-low high"])
        #expect(line.run("89×9") == [])
        #expect(line.run("89").contains("cleared oxygen-low high@26"))
        #expect(line.run("86×6").contains("raised oxygen-low high@32"))
    }

    @Test("profiles keep every version with its author and time")
    func profiles() throws {
        var profile = try LimitProfile(
            name: "night", author: "FERN 2", signedUnixMilliseconds: 1000)
        try profile.sign([.lowPercent: 92], author: "MOSS 3", signedUnixMilliseconds: 2000)
        #expect(profile.versions.map(\.limits.version) == [1, 2])
        #expect(profile.versions.map(\.limits.author) == ["FERN 2", "MOSS 3"])
        #expect(profile.versions.map(\.signedUnixMilliseconds) == [1000, 2000])
        #expect(profile.versions[0].limits.lowPercent == 90)
        let before = profile
        #expect(throws: LimitsError.self) {
            try profile.sign([.lowPercent: 80], author: "MOSS 3", signedUnixMilliseconds: 3000)
        }
        #expect(throws: LimitsError.self) {
            try profile.sign([.lowPercent: 92], author: "MOSS 3", signedUnixMilliseconds: 3000)
        }
        #expect(throws: LimitsError.self) {
            try profile.sign([.lowPercent: 91], author: "", signedUnixMilliseconds: 3000)
        }
        #expect(profile == before)
    }
}
