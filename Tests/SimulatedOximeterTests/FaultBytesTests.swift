import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("What faults do to the bytes")
struct FaultBytesTests {
    private static func unit(_ specs: String...) throws -> OximeterOnPerson<ContecV7Oximeter> {
        var unit = OximeterOnPerson<ContecV7Oximeter>(
            scenario: .steady, seed: 6, faults: try specs.map(Fault.init(spec:)))
        _ = unit.receive(ContecV7Oximeter.startCommand)
        return unit
    }

    @Test func fingerOutSpeaksTheFormAskedFor() throws {
        var unit = try Self.unit("finger-out=vendor@10+5", "finger-out@20+5")
        let frames = (0..<(29 * 60)).map { _ in unit.nextFrame() }
        #expect(frames[12 * 60] == [0x01, 0xE9, 0x84, 0xC0, 0x90, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(frames[22 * 60] == [0x01, 0xE1, 0x84, 0xC0, 0x90, 0x80, 0x80, 0xFF, 0xFF])
        #expect(ReadFrame(frames[9 * 60]).hasValue)
    }

    @Test func freezeRepeatsTheLastFrame() throws {
        var unit = try Self.unit("freeze@10+5")
        let frames = (0..<(20 * 60)).map { _ in unit.nextFrame() }
        // Frame number n is sent at (n + 1) / 60 s.
        #expect(frames[599..<899].allSatisfy { $0 == frames[598] })
        #expect(Set(frames[899...]).count > 10)
    }

    @Test func silenceSendsNothingNotEvenAnswers() throws {
        var unit = try Self.unit("silence@10+5")
        #expect(unit.advance(to: 9.9).count == 594 * 9)
        _ = unit.nextFrame()
        #expect(unit.advance(to: 14.9).count == 4 * 9, "four frames until second 10, then none")
        #expect(unit.receive(command(0xA0)).isEmpty)
        #expect(unit.advance(to: 20).count > 290 * 9)
        #expect(unit.receive(command(0xA0)) == [0x06, 0x80, 0x80, 0x87])
    }

    @Test func droppedBytesAreAsManyAsAskedFor() throws {
        var unit = try Self.unit("drop-bytes=0.1")
        let share = Double(unit.advance(to: 29).count) / Double(29 * 60 * 9)
        #expect((0.88...0.92).contains(share))
    }

    @Test func flippedBitsAreOneAByteAndAsManyAsAskedFor() throws {
        var spoiled = try Self.unit("flip-bits=0.05")
        var clean = try Self.unit()
        let pairs = zip(spoiled.advance(to: 29), clean.advance(to: 29)).map { $0 ^ $1 }
        #expect(pairs.count == 29 * 60 * 9)
        let hit = pairs.filter { $0 != 0 }
        #expect(hit.allSatisfy { $0.nonzeroBitCount == 1 })
        #expect((0.04...0.06).contains(Double(hit.count) / Double(pairs.count)))
    }

    @Test("searching is said, and no value with it")
    func searchingIsSaid() throws {
        var unit = try Self.unit("searching@10+5")
        let frames = (0..<(29 * 60)).map { _ in ReadFrame(unit.nextFrame()) }
        #expect(frames[..<599].contains { $0.hasValue })
        #expect(frames[600..<898].allSatisfy { $0.isSearching && $0.spo2 == 0 })
        #expect(frames[(20 * 60)...].contains { $0.hasValue })
    }

    @Test("an unknown device speaks by itself, does not listen, and its lines are true NMEA")
    func babbleIsForeign() throws {
        var unit = OximeterOnPerson<ContecV7Oximeter>(
            scenario: .steady, seed: 6, faults: [try Fault(spec: "babble@0+15")])
        #expect(unit.receive(command(0xA0) + ContecV7Oximeter.startCommand).isEmpty)
        let lines = String(decoding: unit.advance(to: 4.9), as: UTF8.self).split(separator: "\r\n")
        #expect(lines.count == 15)
        for line in lines {
            let halves = line.dropFirst().split(separator: "*")
            #expect(line.first == "$" && halves.count == 2)
            #expect(UInt8(halves[1], radix: 16) == halves[0].utf8.reduce(0, ^))
        }
        let noise = unit.advance(to: 9.9)
        #expect(noise.count == 1000)
        #expect(Set(noise).count > 200)
        _ = unit.advance(to: 15)
        #expect(unit.advance(to: 16).isEmpty, "the start command was not heard")
        #expect(unit.receive(command(0xA0)) == [0x06, 0x80, 0x80, 0x87])
    }

    @Test("an answer takes the frames that are held back with it, in order")
    func answersDoNotOvertake() throws {
        var unit = try Self.unit("glued-frames@2")
        _ = unit.advance(to: 2)
        while unit.nextFrame().isEmpty {}
        #expect(unit.nextFrame().isEmpty, "at least two frames come at once")
        let bytes = unit.receive(command(0xA0))
        #expect(bytes.count == 9 + 4 && bytes[0] == 0x01)
        #expect(bytes.suffix(4) == [0x06, 0x80, 0x80, 0x87])
    }

    @Test("a pulled cable carries nothing, either way")
    func unplugCarriesNothing() throws {
        var unit = try Self.unit("unplug@2+2", "rename@6")
        #expect(unit.advance(to: 1.9).count == 114 * 9)
        _ = unit.advance(to: 2)
        #expect(unit.advance(to: 3.9).isEmpty)
        #expect(unit.receive(command(0xA0) + command(0xA2)).isEmpty)
        #expect(unit.advance(to: 5.9).count == 115 * 9, "the clip streams on, from second 4")
        _ = unit.advance(to: 6)
        #expect(unit.advance(to: 7.9).isEmpty)
        #expect(unit.advance(to: 9).count == 61 * 9)
    }

    @Test("a fast clock makes more frames, and the person lives on in true time")
    func clockDriftIsInTheRate() throws {
        var fast = try Self.unit("clock-drift=50000")
        var slow = try Self.unit("clock-drift=-50000")
        #expect(fast.advance(to: 20).count == 1260 * 9)
        #expect(slow.advance(to: 20).count == 1140 * 9)
        #expect(fast.seconds == 20 && slow.seconds == 20)
        #expect(fast.state.seconds == 20 && fast.state.beatCount == slow.state.beatCount)
    }

    @Test("cold and motion act on the person, and the scenario's own come back after them")
    func coldAndMotionActOnThePerson() throws {
        let scenario = Scenario(
            name: "own", about: "own",
            timeline: [
                .init(atSeconds: 0, .motion(0.3)), .init(atSeconds: 12, .motion(0.4)),
                .init(atSeconds: 30, .motion(0.1)),
            ])
        var unit = OximeterOnPerson<ContecV7Oximeter>(
            scenario: scenario, seed: 6,
            faults: try ["motion@10+10", "motion@15+10", "cold-finger@40+30"].map(Fault.init(spec:))
        )
        let motion: (Double) -> Double = { second in
            _ = unit.advance(to: second)
            return unit.state.motion
        }
        #expect(motion(9) == 0.3)
        #expect(motion(11) == 0.8)
        #expect(motion(13) == 0.8, "what the scenario says meanwhile waits")
        #expect(motion(24) == 0.8, "the second fault goes on when the first ends")
        #expect(motion(26) == 0.4)
        #expect(motion(31) == 0.1)
        #expect(unit.state.perfusionPercent > 2.5)
        _ = unit.advance(to: 69)
        #expect(unit.state.perfusionPercent < 0.4)
        _ = unit.advance(to: 110)
        #expect(unit.state.perfusionPercent > 2.5)
    }
}
