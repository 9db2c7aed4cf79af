import Drivers
import Glibc
import Link
import SerialPort
import SignalCore
import SimulatedOximeter
import SimulatedPatient
import Testing

/// A link on a simulated oximeter behind a real pseudo-terminal, one after the other.
@Suite("Link over a pseudo-terminal", .serialized, .timeLimit(.minutes(1)))
struct PtyLinkTests {
    private let notes = LinkNotes()

    private func start(_ path: String) -> Link {
        let line = LineSettings(baud: Family.contecV7.model.lines[0].baud, parity: .none)
        return Link.start(family: .contecV7, sink: notes) {
            () throws(SerialPortError) in try SerialPort(path: path, line: line)
        }
    }

    private static func name(_ what: String) -> String { "/tmp/spotter-link-\(getpid())-\(what)" }

    @Test func startsADeviceAndReadsAPerson() async throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 5)
        defer { seat.stop() }
        let link = start(seat.portPath)
        #expect(await eventually(within: 20) { notes.readings.contains { $0.state == .measured } })
        let truth = seat.state.spo2Percent
        link.stop()
        let value = try #require(notes.readings.last { $0.state == .measured }?.spo2Percent)
        #expect(abs(Double(value) - truth) <= 3)
        #expect(notes.states == [.searching, .identifying, .streaming])
        #expect(notes.told.plethPoints > 60)
        #expect(link.counters.frames >= 60)
    }

    @Test func outlivesTheTimeADeviceStreamsByItself() async throws {
        // 1788 frames without a keep-alive; at 20 × that is a second and a half.
        let seat = try SimulatedSeat(scenario: .steady, seed: 5, speed: 20)
        defer { seat.stop() }
        let link = start(seat.portPath)
        #expect(await eventually(within: 20) { notes.told.plethPoints > 2 * 1_788 })
        link.stop()
        #expect(!notes.states.contains(.stalled))
    }

    @Test func followsACableThatIsPulledAndPutBack() async throws {
        let path = Self.name("replug")
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 5, speed: 5, portLink: path,
            faults: [.unplug(.init(startSeconds: 15, lengthSeconds: 10))])
        defer { seat.stop() }
        let link = start(path)
        #expect(await eventually(within: 20) { notes.states.contains(.gone) })
        #expect(
            await eventually(within: 20) {
                notes.states.count { $0 == .streaming } == 2 && notes.last == .streaming
            })
        link.stop()
        #expect(
            notes.states == [
                .searching, .identifying, .streaming, .gone, .identifying, .streaming,
            ])
        #expect(notes.readings.contains { $0.reason == .gone })
    }

    @Test func waitsForAPortThatIsTaken() async throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 5)
        defer { seat.stop() }
        let other = LinkNotes()
        let line = LineSettings(baud: 115_200, parity: .none)
        let path = seat.portPath
        let holder = Link.start(family: .contecV7, sink: other) {
            () throws(SerialPortError) in try SerialPort(path: path, line: line)
        }
        #expect(await eventually { other.last == .streaming })
        let link = start(path)
        let sentence = SerialPortError.taken(path: path).description
        #expect(await eventually { notes.last == .taken(sentence) })
        #expect(other.last == .streaming, "the holder is not disturbed")
        holder.stop()
        #expect(await eventually(within: 20) { notes.last == .streaming })
        link.stop()
    }

    @Test(
        "a path that is no port has a sentence",
        arguments: [
            "/dev/spotter-none", "/dev/null", "/etc/hostname",
        ])
    func saysWhatIsWrong(path: String) async throws {
        let link = start(path)
        #expect(await eventually { notes.states.count == 2 })
        #expect(milliseconds { link.stop() } < 1_000)
        guard case .unusable(let sentence) = notes.last else {
            Issue.record("\(path) was taken for a port")
            return
        }
        #expect(sentence.hasPrefix(path) && sentence.hasSuffix("."))
    }

    @Test("no descriptor is left behind, and stopping is quick")
    func leavesNoDescriptor() async throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 5)
        defer { seat.stop() }
        let before = openDescriptors(to: seat.portPath)
        for round in 1...3 {
            let link = start(seat.portPath)
            #expect(await eventually { notes.states.count { $0 == .streaming } == round })
            #expect(openDescriptors(to: seat.portPath) == before + 1)
            #expect(milliseconds { link.stop() } < 1_000)
            #expect(openDescriptors(to: seat.portPath) == before)
        }
    }
}
