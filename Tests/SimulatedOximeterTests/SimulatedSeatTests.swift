import Glibc
import SimulatedOximeter
import SimulatedPatient
import Testing

/// On real pseudo-terminals and the real clock, one after the other.
@Suite("A seat on a pseudo-terminal", .serialized)
struct SimulatedSeatTests {
    private static func link(_ name: String) -> String { "/tmp/spotter-sim-\(getpid())-\(name)" }

    @Test func streamsSixtyFramesASecond() throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 3)
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        #expect(reader.collect(milliseconds: 200).isEmpty, "idle until started")
        reader.send(command(0xA1))
        let bytes = reader.collect(milliseconds: 2000)
        #expect(bytes.count % 9 == 0)
        #expect((110...126).contains(bytes.count / 9))
        #expect(
            ReadFrame.all(bytes).allSatisfy { $0.isSearching || $0.hasValue || $0.isProbeError })
        #expect(stride(from: 0, to: bytes.count, by: 9).allSatisfy { bytes[$0] == 0x01 })
    }

    @Test func answersCommands() throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 3)
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        reader.send(command(0xA0) + command(0xA7))
        let answers = reader.collect(milliseconds: 3000, enough: 6)
        #expect(answers == [0x06, 0x80, 0x80, 0x87, 0x0C, 0x80])
    }

    @Test func bytesAreThoseOfVirtualTime() throws {
        let seat = try SimulatedSeat(scenario: .overdose, seed: 8, speed: 20)
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        #expect(eventually { seat.state.spo2Percent < 90 })
        let truth = seat.state.spo2Percent
        reader.send(command(0xA1))
        let last = try #require(
            ReadFrame.all(reader.collect(milliseconds: 2000, enough: 90)).last)
        #expect(abs(Double(last.spo2) - truth) < 6)
    }

    @Test func helpReachesThePerson() throws {
        let seat = try SimulatedSeat(scenario: .overdose, seed: 8, speed: 50)
        defer { seat.stop() }
        #expect(eventually(within: 10) { seat.state.spo2Percent < 85 })
        seat.help(.assistedBreathsStarted)
        seat.help(.oxygen(litresPerMinute: 10))
        #expect(eventually(within: 10) { seat.state.spo2Percent > 95 })
        #expect(seat.state.isAssisted)
        #expect(seat.state.oxygenLitresPerMinute == 10)
    }

    @Test func aReaderMayLeaveAndReturnEvenFromAnExclusivePort() throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 3)
        defer { seat.stop() }
        for _ in 1...3 {
            // It closes without giving up exclusiveness, as a program that was killed does.
            let reader = try #require(Reader(seat.portPath, exclusive: true))
            reader.send(command(0xA0))
            #expect(
                reader.collect(milliseconds: 3000, enough: 4) == [0x06, 0x80, 0x80, 0x87])
        }
        // Root may open an exclusive port anyway, so ask the port itself.
        let reader = try #require(Reader(seat.portPath))
        #expect(
            eventually {
                var isExclusive: Int32 = 1
                // TIOCGEXCL, which Swift does not see: _IOR('T', 0x40, int).
                return ioctl(reader.descriptor, 0x8004_5440, &isExclusive) == 0 && isExclusive == 0
            })
    }

    @Test func aReaderThatDoesNotReadLosesWholeFrames() throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 3, speed: 3)
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        reader.send(command(0xA1))
        #expect(eventually(within: 10) { seat.droppedFrames > 100 })
        let bytes = reader.collect(milliseconds: 50)
        #expect(bytes.count > 900)
        #expect(stride(from: 0, to: bytes.count, by: 9).allSatisfy { bytes[$0] == 0x01 })
    }

    @Test func makesAndRemovesItsLink() throws {
        let link = Self.link("link")
        let seat = try SimulatedSeat(scenario: .steady, seed: 3, portLink: link)
        #expect(linkTarget(link) == seat.portPath)
        #expect(Reader(link) != nil)
        // A left-over link of a simulator that was killed is replaced.
        let next = try SimulatedSeat(scenario: .steady, seed: 4, portLink: link)
        #expect(linkTarget(link) == next.portPath)
        seat.stop()
        #expect(linkTarget(link) == next.portPath, "only its own link is removed")
        next.stop()
        #expect(linkTarget(link) == nil)
    }

    @Test func leavesOtherPeoplesFilesAlone() throws {
        let path = Self.link("file")
        let file = open(path, O_CREAT | O_WRONLY, 0o600)
        defer { unlink(path) }
        close(file)
        #expect(throws: SeatError.linkTaken(path: path)) {
            try SimulatedSeat(scenario: .steady, seed: 3, portLink: path)
        }
        #expect(access(path, F_OK) == 0)
        #expect(throws: SeatError.link(path: "/nowhere/link", errno: ENOENT)) {
            try SimulatedSeat(scenario: .steady, seed: 3, portLink: "/nowhere/link")
        }
        #expect(throws: SeatError.speed) {
            try SimulatedSeat(scenario: .steady, seed: 3, speed: 0)
        }
    }

    @Test func anUnpluggedPortGoesAwayAndComesBack() throws {
        let link = Self.link("unplug")
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 3, speed: 10, portLink: link,
            faults: [.unplug(.init(startSeconds: 10, lengthSeconds: 10))])
        defer { seat.stop() }
        let reader = try #require(Reader(link))
        reader.send(command(0xA1))
        _ = reader.collect(milliseconds: 5000)
        #expect(reader.isGone)
        #expect(eventually(within: 0.8) { seat.currentPortPath == nil })
        #expect(linkTarget(link) == nil)
        #expect(eventually { seat.currentPortPath != nil })
        #expect(linkTarget(link) == seat.currentPortPath)
        let again = try #require(Reader(link))
        again.send(command(0xA1))
        #expect(again.collect(milliseconds: 3000, enough: 90).count >= 90)
    }

    @Test func stoppingHangsUpAndMayBeRepeated() throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 3)
        let reader = try #require(Reader(seat.portPath))
        seat.stop()
        seat.stop()
        _ = reader.collect(milliseconds: 1000)
        #expect(reader.isGone)
    }
}
