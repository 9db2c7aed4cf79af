import Drivers
import Link
import SerialPort
import SignalCore
import Synchronization
import Testing
import Threads

/// A link's thread over a scripted transport, on the real clock.
@Suite("Link over a scripted line", .timeLimit(.minutes(1)))
struct ScriptedLinkTests {
    private let line = ScriptedLine()
    private let notes = LinkNotes()

    private func start() -> Link {
        let line = line
        return Link.start(family: .contecV7, sink: notes) {
            () throws(SerialPortError) in try line.opened()
        }
    }

    @Test("a reading a second, also when nothing comes")
    func readingsComeFromSilence() async throws {
        let link = start()
        #expect(await eventually { notes.readings.count >= 4 })
        link.stop()
        let readings = notes.readings
        #expect(readings.allSatisfy { $0.state == .absent && $0.reason == .silent })
        try expectOneASecond(readings)
        #expect(notes.states == [.searching, .identifying])
        #expect(line.written.map { $0[2] }.starts(with: [0xA7, 0xA2, 0xA1]))
    }

    @Test("a reading a second, also without a port")
    func readingsComeWithoutAPort() async throws {
        line.refuse(.notFound(path: "/dev/none"))
        let link = start()
        #expect(await eventually { notes.readings.count >= 4 })
        link.stop()
        #expect(notes.readings.allSatisfy { $0.state == .absent && $0.reason == .gone })
        try expectOneASecond(notes.readings)
    }

    @Test("a reading a second, also under a flood of noise")
    func readingsComeThroughAFlood() async throws {
        let link = start()
        let noise = (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) | 0x80 }
        let isOver = Flag()
        let flood = OSThread.start { [line] in
            while !isOver.isUp.load(ordering: .relaxed) {
                if line.state.withLock({ $0.waiting.count }) < 1 << 20 { line.send(noise) }
            }
        }
        #expect(await eventually { notes.readings.count >= 3 })
        let stopping = milliseconds { link.stop() }
        isOver.isUp.store(true, ordering: .relaxed)
        flood.join()
        #expect(stopping < 1_000)
        #expect(link.counters.skippedBytes > 100_000)
        try expectOneASecond(notes.readings)
    }

    @Test func streamsValues() async throws {
        let link = start()
        defer { link.stop() }
        #expect(await eventually { line.openings == 1 })
        line.send(Frames.steady(6))
        #expect(await eventually { notes.readings.contains { $0.spo2Percent == 97 } })
        let reading = try #require(notes.readings.first { $0.spo2Percent == 97 })
        #expect(reading.pulseBpm == 65)
        #expect(reading.state == .measured)
        #expect(notes.states == [.searching, .identifying, .streaming])
    }

    @Test func comesBackAfterTheFarEndWent() async {
        let link = start()
        line.send(Frames.steady(6))
        #expect(await eventually { notes.last == .streaming })
        line.hangUp()
        #expect(await eventually { notes.last == .identifying })
        line.send(Frames.steady(6))
        #expect(await eventually { notes.last == .streaming })
        link.stop()
        #expect(
            notes.states == [
                .searching, .identifying, .streaming, .gone, .identifying, .streaming,
            ])
        #expect(link.counters.openings == 2)
        #expect(link.counters.frames == 12)
        #expect(line.openings == line.closings)
    }

    @Test("what the link found can be asked while it runs")
    func countsWhileItRuns() async {
        let link = start()
        defer { link.stop() }
        line.send(Frames.steady(6))
        #expect(await eventually { link.counters.frames == 6 })
        #expect(link.counters.openings == 1)
    }

    @Test("the same trouble is told once, not at every try")
    func troubleIsToldOnce() async {
        line.refuse(.taken(path: "/dev/ttyUSB0"))
        let link = start()
        #expect(await eventually { notes.states.count == 2 })
        #expect(await eventually { notes.readings.count >= 3 })
        let sentence = SerialPortError.taken(path: "/dev/ttyUSB0").description
        #expect(notes.states == [.searching, .taken(sentence)])
        line.refuse(.noPermission(path: "/dev/ttyUSB0"))
        #expect(await eventually { notes.states.count == 3 })
        link.stop()
        let other = SerialPortError.noPermission(path: "/dev/ttyUSB0").description
        #expect(notes.last == .noPermission(other))
        #expect(notes.last?.sentence == other)
        #expect(notes.last?.name == "searching")
    }

    @Test("a port that was there and is not found any more is gone, and said so once")
    func goneIsToldOnce() async throws {
        let link = start()
        line.send(Frames.steady(6))
        #expect(await eventually { notes.last == .streaming })
        line.refuse(.notFound(path: "/dev/ttyUSB0"))
        line.hangUp()
        #expect(await eventually { notes.last == .gone })
        let before = notes.readings.count
        #expect(await eventually { notes.readings.count >= before + 3 })
        link.stop()
        #expect(notes.states.filter { $0 == .gone }.count == 1)
        #expect(notes.readings.last?.reason == .gone)
    }

    @Test func aCommandThatCannotBeWrittenHasASentence() async {
        let error = SerialPortError.system(call: "write", errno: 110, path: "/dev/ttyUSB0")
        line.state.withLock { $0.writeError = error }
        let link = start()
        #expect(await eventually { notes.last == .unusable(error.description) })
        link.stop()
        #expect(line.openings == line.closings)
    }

    @Test func retryDoesNotWaitForThePause() async {
        line.refuse(.notFound(path: "/dev/none"))
        let link = start()
        // By now the pause has grown to two seconds.
        #expect(await eventually { notes.readings.count >= 4 })
        line.refuse(nil)
        let asked = BootClock.now()
        link.retry()
        #expect(await eventually { line.openings == 1 })
        #expect(BootClock.now().millisecondsSince(asked) < 1_000)
        link.stop()
    }

    @Test("stopping takes under a second whatever it was doing", arguments: Doing.allCases)
    func stops(doing: Doing) async {
        if doing == .searching { line.refuse(.notFound(path: "/dev/none")) }
        let link = start()
        #expect(await eventually { notes.states.count == 2 })
        if doing == .streaming {
            line.send(Frames.steady(3))
            #expect(await eventually { notes.last == .streaming })
        }
        #expect(milliseconds { link.stop() } < 1_000)
        #expect(milliseconds { link.stop() } < 100, "again does nothing")
        let told = notes.told
        let goesOn = await eventually(within: 1.3) { notes.readings.count != told.readings.count }
        #expect(!goesOn)
        #expect(notes.states == told.states.map(\.state))
        #expect(line.openings == line.closings)
    }

    enum Doing: CaseIterable {
        case searching
        case identifying
        case streaming
    }

    /// Readings are a second apart; a busy machine may be late, never early by more than it was late.
    private func expectOneASecond(_ readings: [Reading]) throws {
        let first = try #require(readings.first)
        for (place, reading) in readings.enumerated() {
            let expected = Int64(place) * 1_000
            #expect(abs(reading.at.millisecondsSince(first.at) - expected) < 400)
        }
    }
}

/// A flag that two threads share.
final class Flag: Sendable {
    let isUp = Atomic(false)
}
