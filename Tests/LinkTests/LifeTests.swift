import Drivers
import Glibc
import SerialPort
import SignalCore
import Synchronization
import Testing
import Threads

@testable import Link

/// A link's thread on the real clock: what it does with its time, and what happens to its port.
@Suite("A link's thread", .timeLimit(.minutes(1)))
struct LifeTests {
    private let line = ScriptedLine()
    private let notes = LinkNotes()

    private func start(
        _ plan: ListeningPlan, awake: @escaping @Sendable () -> Int64 = AwakeClock.now
    ) -> Link {
        let line = line
        return Link.start(plan: plan, sink: notes, awake: awake) {
            setting throws(SerialPortError) in
            line.settings.withLock { $0.append(setting) }
            return try line.opened()
        }
    }

    @Test(
        "an idle link sleeps: few turns and no time on the processor",
        arguments: [Family.contecV7, .masimoASCII1, .noninDF1])
    func idle(family: Family) async {
        let link = start(ListeningPlan(suspects: [], pinned: family))
        #expect(await eventually { line.openings >= 1 })
        let before = line.effort
        let began = BootClock.now()
        #expect(await eventually { BootClock.now().millisecondsSince(began) >= 2_000 })
        let after = line.effort
        link.stop()
        #expect(after.waits - before.waits < 40)
        #expect(after.cpuNanoseconds - before.cpuNanoseconds < 20_000_000)
    }

    @Test("a stalled link sleeps too")
    func stalled() async {
        let link = start(ListeningPlan(suspects: [], pinned: .masimoASCII1))
        for second in 1...2 { line.send(Lines.masimo(second)) }
        #expect(await eventually { notes.last == .stalled })
        let before = line.effort
        let began = BootClock.now()
        #expect(await eventually { BootClock.now().millisecondsSince(began) >= 1_500 })
        #expect(line.effort.waits - before.waits < 20)
        link.stop()
    }

    @Test("a port that calls itself readable and gives nothing does not keep the thread busy")
    func liar() async {
        line.state.withLock { $0.liesAboutBytes = true }
        let link = start(ListeningPlan(only: .masimoASCII1))
        #expect(await eventually { notes.readings.count >= 2 })
        let before = line.effort
        let began = BootClock.now()
        #expect(await eventually { BootClock.now().millisecondsSince(began) >= 1_000 })
        #expect(line.effort.waits - before.waits < 120)
        #expect(milliseconds { link.stop() } < 1_000)
    }

    @Test("each round opens the port with its own setting")
    func rounds() async {
        let link = start(
            ListeningPlan(suspects: [
                Suspect(family: .contecV7, mayWrite: true),
                Suspect(family: .contecV5, mayWrite: false),
            ]))
        #expect(await eventually { line.settings.withLock { $0.count } >= 4 })
        link.stop()
        #expect(
            line.settings.withLock { $0.prefix(4) } == [
                .line(19_200, .odd), .line(115_200), .line(4_800, .odd), .line(19_200, .odd),
            ])
        #expect(line.openings == line.closings)
        #expect(notes.states == [.searching, .identifying])
        #expect(notes.readings.count >= 2)
    }

    /// The clock that stands still in a sleep is set back, which is the same.
    @Test("the port is opened anew when the machine slept")
    func slept() async {
        let slept = Slept()
        let link = start(ListeningPlan(only: .contecV7)) { slept.now }
        line.send(Frames.steady(6))
        #expect(await eventually { notes.last == .streaming })
        slept.sleep(milliseconds: 60_000)
        #expect(await eventually { line.openings == 2 })
        #expect(notes.told.sleeps.count == 1)
        #expect((59_000...61_000).contains(notes.told.sleeps.first ?? 0))
        line.send(Frames.steady(6))
        #expect(await eventually { notes.last == .streaming })
        link.stop()
        #expect(
            notes.states == [.searching, .identifying, .streaming, .stalled, .streaming])
        #expect(line.openings == line.closings)
    }

    @Test("a port that rests is tried at once when the machine slept")
    func sleptWithoutAPort() async {
        let slept = Slept()
        line.refuse(.notFound(path: "/dev/none"))
        let link = start(ListeningPlan(only: .contecV7)) { slept.now }
        #expect(await eventually { notes.readings.count >= 4 })
        line.refuse(nil)
        slept.sleep(milliseconds: 5_000)
        #expect(await eventually(within: 1.5) { line.openings == 1 })
        link.stop()
    }

    @Test("what the link found is told while it runs, and all of it at the end")
    func counters() async {
        let link = start(ListeningPlan(only: .contecV7))
        line.send([1, 2, 3] + Frames.steady(6))
        #expect(await eventually { link.counters.claimed == .contecV7 })
        line.send(Frames.steady(2) + [0x01])
        #expect(await eventually { line.isDrained })
        link.stop()
        let counters = link.counters
        #expect(counters.openings == 1)
        #expect(counters.samples == 8)
        #expect(counters.bytesRead == 3 + 8 * 9 + 1)
        #expect(counters.framedBytes == 72)
        #expect(counters.skippedBytes == 4)
        #expect(counters.skipped[.truncated] == 1)
        #expect(counters.commandsSent >= 1)
    }

    private final class Slept: Sendable {
        private let lag = Atomic<Int64>(0)
        var now: Int64 { AwakeClock.now() - lag.load(ordering: .relaxed) }
        func sleep(milliseconds: Int64) {
            lag.add(milliseconds * 1_000_000, ordering: .relaxed)
        }
    }
}
