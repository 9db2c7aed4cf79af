import Alerts
import SignalCore
import Testing

@testable import Station

@Suite("Stepping out, coming back, and lines of what ended")
struct LeavingFloorTests {
    /// Seat 1 with someone whose finger was in for a while and then is out.
    private func away() -> (FloorScript, WatchTile?) {
        var script = FloorScript()
        _ = script.watch(seat: 1)
        script.streaming(seat: 1)
        script.second(seat: 1, spo2: 97, times: 20)
        #expect(script.shown[1]?.watch?.leaving == .no, "there are values")
        script.second(seat: 1, spo2: nil, times: 2)
        return (script, script.shown[1]?.watch)
    }

    @Test("a pause is offered without a value, holds the signal's alert, and is over in time")
    func pause() throws {
        var (script, tile) = away()
        let watch = try #require(tile).watch
        #expect(tile?.leaving == .mayPause)
        let began = script.now
        script.send(.paused(watch, by: .console))
        #expect(
            script.shown[1]?.watch?.leaving
                == .paused(since: began, until: began.adding(milliseconds: 180_000)))
        #expect(script.logged.last?.hasSuffix("pause true") == true)
        script.second(seat: 1, spo2: nil, times: 170)
        #expect(script.sounding == nil)
        #expect(!script.logged.contains { $0.contains("signal-lost raised") })
        script.second(seat: 1, spo2: nil, times: 20)
        #expect(script.shown[1]?.watch?.leaving == .mayPause, "the alert of the signal is no bar")
        #expect(script.logged.filter { $0.contains("pause") }.count == 2, "\(script.logged)")
        #expect(script.logged.contains { $0.contains("signal-lost raised") })
    }

    @Test("someone who is back ends the pause, and no pause begins while values come")
    func back() throws {
        var (script, tile) = away()
        let watch = try #require(tile).watch
        script.send(.paused(watch, by: .console))
        script.send(.resumed(watch, by: .console))
        #expect(script.shown[1]?.watch?.leaving == .mayPause)
        #expect(script.logged.filter { $0.contains("pause") }.count == 2)
        script.second(seat: 1, spo2: 97, times: 8)
        script.send(.paused(watch, by: .console))
        #expect(script.shown[1]?.watch?.leaving == .no)
        #expect(script.logged.filter { $0.contains("pause") }.count == 2, "refused, so no entry")
    }

    @Test("a probe back on after 40 s asks who wears it until someone answers")
    func who() throws {
        var (script, tile) = away()
        let watch = try #require(tile).watch
        script.second(seat: 1, spo2: nil, times: 40)
        script.second(seat: 1, spo2: 97, times: 3)
        guard case .asksWho(let since)? = script.shown[1]?.watch?.leaving else {
            Issue.record("not asked: \(String(describing: script.shown[1]?.watch?.leaving))")
            return
        }
        #expect(script.now.millisecondsSince(since) == 2000)
        script.second(seat: 1, spo2: 97, times: 60)
        #expect(script.shown[1]?.watch?.leaving == .asksWho(since: since), "it waits")
        script.send(.act(watch, .samePerson, by: .console))
        #expect(script.shown[1]?.watch?.leaving == .no)
    }

    @Test("an alert that ended keeps its line until someone saw it")
    func ended() throws {
        var script = FloorScript()
        let watch = script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 5)
        script.second(seat: 1, spo2: 80, times: 30)
        script.second(seat: 1, spo2: 97, times: 30)
        let lines = try #require(script.shown[1]?.watch?.ended)
        let critical = try #require(lines.first { $0.kind == .oxygenCritical })
        #expect(critical.endedAt.millisecondsSince(critical.raisedAt) > 30_000)
        #expect(critical.times == 1)
        script.second(seat: 1, spo2: 97, times: 600)
        #expect(script.shown[1]?.watch?.ended.contains(critical) == true, "time ends no line")
        script.send(.act(watch, .seen(.oxygenCritical), by: .console))
        #expect(script.shown[1]?.watch?.ended.contains { $0.kind == .oxygenCritical } == false)
        script.send(.act(watch, .seen(nil), by: .console))
        #expect(script.shown[1]?.watch?.ended.isEmpty == true)
        #expect(script.logged.contains { $0.contains("oxygen-critical seen") })
    }

    @Test("the share of usable seconds counts those in which nothing came")
    func usable() {
        var script = FloorScript()
        _ = script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 9)
        #expect(script.shown[1]?.watch?.usablePercent == nil, "too early to say")
        script.second(seat: 1, spo2: 97, times: 21)
        #expect(script.shown[1]?.watch?.usablePercent == 100)
        script.second(seat: 1, spo2: nil, times: 15)
        script.silence(seconds: 15)
        #expect(script.shown[1]?.watch?.usablePercent == 50)
    }

    @Test("a steady fall is forecast to the low limit, then to the critical one")
    func forecast() throws {
        var script = FloorScript()
        _ = script.watch(seat: 1)
        script.second(seat: 1, spo2: 98, times: 60)
        #expect(script.shown[1]?.forecast == nil, "nothing falls")
        for value in stride(from: UInt8(98), through: 93, by: -1) {
            script.second(seat: 1, spo2: value, times: 8)
        }
        let first = try #require(script.shown[1]?.forecast)
        #expect(first.percent == 90)
        #expect((10...60).contains(first.time.seconds), "\(first)")
        for value in stride(from: UInt8(92), through: 88, by: -1) {
            script.second(seat: 1, spo2: value, times: 8)
        }
        #expect(script.shown[1]?.forecast?.percent == 85)
    }
}
