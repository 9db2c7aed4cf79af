import Alerts
import SignalCore
import Testing

@Suite("Station's own alerts")
struct StationMachineTests {
    private func texts(_ machine: inout StationMachine) -> [String] {
        var texts: [String] = []
        machine.drain { texts.append(Timeline.text($0)) }
        return texts
    }

    private func make() -> StationMachine {
        StationMachine(limits: .spotterDefaults, startedAt: BootTime(seconds: 0))
    }

    @Test(
        "each is raised at once at medium and cleared when it ends",
        arguments: AlertKind.allCases.filter(\.isOfStation))
    func life(kind: AlertKind) {
        var machine = make()
        machine.begin(kind, since: BootTime(seconds: 5), note: "why")
        machine.begin(kind, since: BootTime(seconds: 6))
        machine.tick(at: BootTime(seconds: 7))
        #expect(texts(&machine) == ["raised \(kind.rawValue) medium@5"])
        #expect(machine.openAlert(kind)?.note == "why")
        machine.end(kind, at: BootTime(seconds: 9))
        #expect(texts(&machine) == ["cleared \(kind.rawValue) medium@9"])
        #expect(machine.open == [])
    }

    @Test(
        "storage and sound are high while someone is watched, and medium again when nobody is",
        arguments: [AlertKind.storageFailing, .storageNearlyFull, .consoleNotSounding])
    func high(kind: AlertKind) {
        var machine = make()
        machine.begin(kind, since: BootTime(seconds: 1))
        machine.setOpenWatches(1, at: BootTime(seconds: 2))
        machine.setOpenWatches(0, at: BootTime(seconds: 3))
        #expect(
            texts(&machine) == [
                "raised \(kind.rawValue) medium@1", "escalated \(kind.rawValue) high@2",
                "eased \(kind.rawValue) medium@3",
            ])
    }

    @Test("others stay medium while someone is watched")
    func medium() {
        var machine = make()
        machine.setOpenWatches(3, at: BootTime(seconds: 0))
        for kind in [
            AlertKind.clockStep, .clockUnconfirmed, .historyOverflow, .soundTestOverdue,
            .stationRestarted,
        ] { machine.begin(kind, since: BootTime(seconds: 1)) }
        #expect(machine.open.count == 5)
        #expect(machine.open.allSatisfy { $0.priority == .medium })
    }

    @Test("acknowledged at most 120 s, broken by anything worse, escalated when left alone")
    func acts() {
        var machine = make()
        machine.begin(.clockStep, since: BootTime(seconds: 1))
        machine.act(.silence(nil, seconds: 3600), by: "ASH 1", at: BootTime(seconds: 2))
        #expect(machine.openAlert(.clockStep)?.silencedUntil == BootTime(seconds: 122))
        machine.setOpenWatches(1, at: BootTime(seconds: 3))
        machine.begin(.storageFailing, since: BootTime(seconds: 4))
        machine.tick(at: BootTime(seconds: 33))
        machine.tick(at: BootTime(seconds: 34))
        #expect(
            texts(&machine) == [
                "raised clock-step medium@1", "silenced clock-step medium@2",
                "raised storage-failing high@4", "broken clock-step medium@4",
                "escalated storage-failing high@34",
            ])
        machine.act(.acknowledge(nil), by: "ASH 1", at: BootTime(seconds: 40))
        #expect(
            machine.openAlert(.storageFailing)?.acknowledgedUntil == BootTime(seconds: 160))
        machine.tick(at: BootTime(seconds: 160))
        #expect(machine.openAlert(.storageFailing)?.isSounding(at: BootTime(seconds: 160)) == true)
    }

    @Test("seeing ends what has already happened, and nothing that still holds")
    func seen() {
        var machine = make()
        machine.begin(.stationRestarted, since: BootTime(seconds: 1))
        machine.begin(.storageFailing, since: BootTime(seconds: 1))
        machine.act(.seen(nil), by: "ASH 1", at: BootTime(seconds: 5))
        machine.tick(at: BootTime(seconds: 6))
        #expect(machine.open.map(\.kind) == [.storageFailing])
    }

    @Test("a kind of a watch is not the station's")
    func others() {
        var machine = make()
        machine.begin(.oxygenLow, since: BootTime(seconds: 1))
        #expect(machine.open == [])
        #expect(machine.openAlert(.oxygenLow) == nil)
    }
}
