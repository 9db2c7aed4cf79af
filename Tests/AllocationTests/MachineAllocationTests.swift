import Alerts
import SignalCore
import Testing

extension AllocationTests {
    @Test("machine: an hour of readings and ticks with alerts rising and clearing")
    func machine() {
        var machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        machine.observe(.dose, at: BootTime(seconds: 0))
        var changes = 0
        func run(_ seconds: Range<Int64>) {
            for second in seconds {
                machine.take(reading(second))
                machine.tick(at: BootTime(seconds: second))
                machine.drain { _ in changes += 1 }
            }
        }
        run(1..<300)
        #expect(allocations { run(300..<3900) } == 0)
        #expect(changes > 50)
    }

    @Test("machine: people's acts, looks and treatments, pauses and swaps among the readings")
    func acts() {
        var machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        var seen = Set<AlertChange>(AlertChange.allCases)
        func run(_ seconds: Range<Int64>) {
            for second in seconds {
                let at = BootTime(seconds: second)
                machine.take(reading(second))
                act(second, on: &machine)
                machine.tick(at: at)
                machine.drain { seen.remove($0.change) }
            }
        }
        run(1..<600)
        #expect(allocations { run(600..<4200) } == 0)
        // What becomes worse or milder by itself is in the hour above.
        #expect(seen.subtracting([.escalated, .eased, .reminded]) == [])
    }

    /// Something a person does, each quarter of a minute something else.
    private func act(_ second: Int64, on machine: inout WatchMachine) {
        let at = BootTime(seconds: second)
        switch second % 240 {
        case 15: machine.observe(.awake(.voice), at: at)
        case 20: machine.observe(.oxygenStarted, at: at)
        case 30: machine.observe(.countedBreaths(perMinute: 8), at: at)
        case 40: machine.observe(.countedBreaths(perMinute: 14), at: at)
        case 63: machine.act(.silence(nil, seconds: nil), by: "ASH 1", at: at)
        case 70: machine.act(.acknowledge(nil), by: "ASH 1", at: at)
        case 100: machine.observe(.dose, at: at)
        case 105: machine.act(.seen(nil), by: "ASH 1", at: at)
        case 110: machine.observe(.oxygenStopped, at: at)
        case 125: machine.pause(at: at)
        case 135: machine.endPause(at: at)
        case 170: machine.oximeterChanged(at: at)
        case 171: machine.act(.samePerson, by: "ASH 1", at: at)
        case 180: machine.link(.gone, at: at)
        case 190: machine.link(.streaming, at: at)
        case 200: machine.act(.reset(nil), by: "ASH 1", at: at)
        default: break
        }
    }

    /// A restart itself makes room once, as the first start does; nothing after it may.
    @Test("machine: the hour after a restart with open alerts")
    func restart() {
        var before = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        before.observe(.dose, at: BootTime(seconds: 1))
        for second in 1..<74 as Range<Int64> { before.take(reading(second)) }
        let kept = before.snapshot
        #expect(kept.alerts.contains { $0.kind == .oxygenLow })
        var machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true,
            restored: kept, at: BootTime(seconds: 74))
        var cleared = 0
        func run(_ seconds: Range<Int64>) {
            for second in seconds {
                machine.take(reading(second))
                machine.tick(at: BootTime(seconds: second))
                machine.drain { if $0.change == .cleared { cleared += 1 } }
            }
        }
        #expect(allocations { run(75..<3675) } == 0)
        #expect(cleared > 20)
    }

    @Test("station: conditions that begin and end, and what people do about them")
    func station() {
        var machine = StationMachine(limits: .spotterDefaults, startedAt: BootTime(seconds: 0))
        var changes = 0
        func run(_ seconds: Range<Int64>) {
            for second in seconds {
                let at = BootTime(seconds: second)
                switch second % 60 {
                case 0: machine.begin(.storageFailing, since: at)
                case 10: machine.setOpenWatches(Int(second / 60) % 3, at: at)
                case 20: machine.act(.acknowledge(nil), by: "ASH 1", at: at)
                case 50: machine.end(.storageFailing, at: at)
                default: machine.tick(at: at)
                }
                machine.drain { _ in changes += 1 }
            }
        }
        run(1..<120)
        #expect(allocations { run(120..<3720) } == 0)
        #expect(changes > 150)
    }
}
