import Alerts
import SignalCore
import Testing

@testable import Station

@Suite("What is to be heard, and the station's own alerts")
struct FloorSoundTests {
    @Test("a low value sounds as oxygen, a hush stops it, the end of the watch ends the alert")
    func oxygen() {
        var script = FloorScript()
        let watch = script.watch(seat: 1)
        script.second(seat: 1, spo2: 97, times: 5)
        #expect(script.sounding == nil)
        script.second(seat: 1, spo2: 80, times: 3)
        #expect(script.sounding?.patternName == "high-oxygen")
        script.send(.act(watch, .silence(nil, seconds: nil), by: .console))
        #expect(script.sounding == nil)
        script.send(.closed(watch, reason: "left, awake", by: .console))
        #expect(script.logged.contains { $0.contains("oxygen-critical cleared") })
    }

    @Test("a drill has its own quiet pattern, and none while a real person's alert is open")
    func drill() {
        var script = FloorScript()
        _ = script.watch(seat: 1, drill: true)
        script.streaming(seat: 1, simulated: true)
        script.second(seat: 1, spo2: 80, times: 3)
        #expect(script.sounding?.patternName == "drill")
        let real = script.watch(seat: 2)
        script.second(seat: 2, spo2: 80, times: 3)
        #expect(script.sounding?.patternName == "high-oxygen")
        script.send(.act(real, .acknowledge(nil), by: .console))
        #expect(script.sounding == nil, "the real person still waits")
    }

    @Test("the station's trouble is an alert: medium alone, high while someone is watched")
    func station() {
        var script = FloorScript()
        script.send(.station(.storageFailing, holds: true, note: nil))
        script.silence(seconds: 1)
        #expect(script.station.map(\.kind) == [.storageFailing])
        #expect(script.station.first?.priority == .medium)
        #expect(script.sounding?.patternName == "medium-general")
        _ = script.watch(seat: 1)
        script.silence(seconds: 1)
        #expect(script.station.first?.priority == .high)
        #expect(script.logged.contains { $0.contains("storage-failing escalated") })
        script.send(.actOnStation(.acknowledge(nil), by: .console))
        #expect(script.sounding == nil)
        script.send(.station(.storageFailing, holds: false, note: nil))
        script.silence(seconds: 1)
        #expect(script.station.isEmpty)
        #expect(script.logged.contains { $0.contains("storage-failing cleared") })
    }

    @Test("a person's alert is heard and calls for help beside an older one of the station")
    func personBeforeStation() {
        var script = FloorScript()
        _ = script.watch(seat: 1)
        script.send(.station(.storageFailing, holds: true, note: nil))
        script.silence(seconds: 1)
        #expect(script.sounding?.patternName == "high-general")
        script.second(seat: 1, spo2: 97, times: 5)
        script.second(seat: 1, spo2: 80, times: 3)
        #expect(script.sounding?.patternName == "high-oxygen")
        #expect(script.unattended == 0)
        script.second(seat: 1, spo2: 80, times: 32)
        #expect(script.unattended >= 1)
    }

    @Test("the station's own alerts mute no drill, and a drill calls nobody")
    func drillBesideStation() {
        var script = FloorScript()
        script.send(.station(.clockUnconfirmed, holds: true, note: nil))
        script.silence(seconds: 1)
        #expect(script.station.map(\.kind) == [.clockUnconfirmed])
        #expect(script.sounding == nil, "seen, not heard")
        _ = script.watch(seat: 1, drill: true)
        script.streaming(seat: 1, simulated: true)
        script.second(seat: 1, spo2: 80, times: 40)
        #expect(script.sounding?.patternName == "drill")
        #expect(script.unattended == 0)
    }
}
