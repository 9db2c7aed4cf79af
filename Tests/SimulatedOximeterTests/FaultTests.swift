import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("Faults")
struct FaultTests {
    @Test(
        arguments: [
            ("finger-out@20+5", .fingerOut(.firmware, .init(startSeconds: 20, lengthSeconds: 5))),
            (
                "finger-out=vendor@20+5",
                .fingerOut(.vendor, .init(startSeconds: 20, lengthSeconds: 5))
            ),
            ("freeze@1.5+2", .freeze(.init(startSeconds: 1.5, lengthSeconds: 2))),
            ("silence@30", .silence(.init(startSeconds: 30))),
            ("unplug@10+3", .unplug(.init(startSeconds: 10, lengthSeconds: 3))),
            ("drop-bytes=0.01", .dropBytes(probability: 0.01)),
            ("flip-bits=1", .flipBits(probability: 1)),
        ] as [(String, Fault)])
    func readsSpecs(spec: String, fault: Fault) throws {
        #expect(try Fault(spec: spec) == fault)
    }

    @Test(arguments: [
        (
            "melt@3",
            "fault 'melt@3' is not known; there are finger-out, freeze, silence, unplug, "
                + "drop-bytes and flip-bits"
        ),
        ("freeze", "fault 'freeze' needs a start and a length in seconds, such as @30+10"),
        ("freeze@a+3", "fault 'freeze@a+3' needs a start and a length in seconds, such as @30+10"),
        (
            "freeze@-1+3",
            "fault 'freeze@-1+3' needs a start and a length in seconds, such as @30+10"
        ),
        ("freeze=2@1", "fault 'freeze=2@1': freeze takes no '='"),
        ("finger-out=odd@1", "fault 'finger-out=odd@1': after '=' comes firmware or vendor"),
        (
            "drop-bytes=2",
            "fault 'drop-bytes=2' needs a probability from 0 to 1, such as =0.01"
        ),
        (
            "flip-bits=0.1@3",
            "fault 'flip-bits=0.1@3' needs a probability from 0 to 1, such as =0.01"
        ),
    ])
    func refusesWithASentence(spec: String, sentence: String) {
        let error = #expect(throws: FaultSpecError.self) { try Fault(spec: spec) }
        #expect(error?.description == sentence)
    }

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
}
