import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("What the device shows of the person")
struct MeasurementTests {
    /// A stream kept alive for so many seconds, with the truth at each frame.
    static func stream(
        _ scenario: Scenario, seed: UInt64, seconds: Int, faults: [Fault] = []
    ) -> [(frame: ReadFrame, truth: SimulatedState)] {
        var unit = OximeterOnPerson<ContecV7Oximeter>(
            scenario: scenario, seed: seed, faults: faults)
        var frames: [(ReadFrame, SimulatedState)] = []
        for number in 0..<(seconds * 60) {
            if number % 60 == 0 { _ = unit.receive(ContecV7Oximeter.startCommand) }
            frames.append((ReadFrame(unit.nextFrame()), unit.state))
        }
        return frames
    }

    @Test(arguments: [3, 17, 23, 99] as [UInt64])
    func searchesAndThenShowsTheTruth(seed: UInt64) throws {
        let frames = Self.stream(.steady, seed: seed, seconds: 60)
        let first = try #require(frames.firstIndex { $0.frame.hasValue })
        #expect((150...330).contains(first))
        #expect(frames[..<first].allSatisfy { $0.frame.isSearching || $0.frame.isProbeError })
        #expect(frames[..<first].allSatisfy { $0.frame.spo2 == 0 && $0.frame.pulse == 0 })
        for (frame, truth) in frames[first...] {
            #expect(frame.hasValue)
            #expect(abs(Double(frame.spo2) - truth.spo2Percent) < 1.5)
            #expect(abs(Double(frame.pulse) - truth.pulseBpm) < 4)
            #expect(frame.strength >= 6)
            #expect(frame.bar == frame.pleth * 15 / 127)
        }
    }

    @Test func theWaveUsesTheScale() throws {
        let waves = Self.stream(.steady, seed: 3, seconds: 60).suffix(600).map(\.frame.pleth)
        #expect(try #require(waves.max()) > 95)
        #expect(try #require(waves.min()) < 35)
        #expect(waves.allSatisfy { (0...127).contains($0) })
    }

    @Test(arguments: [3, 17] as [UInt64])
    func beepsTwoFramesABeat(seed: UInt64) throws {
        let frames = Self.stream(.steady, seed: seed, seconds: 70).suffix(3600)
        let beats =
            try #require(frames.last).truth.beatCount - (try #require(frames.first)).truth.beatCount
        var runs: [Int] = []
        var before = false
        for (frame, _) in frames {
            if frame.isBeep {
                if before { runs[runs.count - 1] += 1 } else { runs.append(1) }
            }
            before = frame.isBeep
        }
        #expect(abs(runs.count - Int(beats)) <= 1)
        #expect(runs.dropFirst().dropLast().allSatisfy { $0 == 2 })
    }

    @Test(arguments: [3, 17, 23, 99] as [UInt64])
    func followsAnOverdoseWithinSeconds(seed: UInt64) throws {
        let frames = Self.stream(.overdose, seed: seed, seconds: 150)
        let shown = try #require(frames.firstIndex { $0.frame.hasValue && $0.frame.spo2 < 90 })
        let real = try #require(frames.firstIndex { $0.truth.spo2Percent < 90 })
        #expect((0...6 * 60).contains(shown - real))
        #expect(frames[shown...].allSatisfy { $0.frame.spo2 <= 91 })
        #expect(try #require(frames.last).frame.isDropping)
    }

    @Test func saysThatTheFingerIsOutAndSearchesAfterwards() throws {
        let frames = Self.stream(.fingerOut, seed: 3, seconds: 70).map(\.frame)
        let away = frames.indices.filter { frames[$0].isProbeError }
        #expect(abs(try #require(away.first) - 20 * 60) < 10)
        #expect(abs(try #require(away.last) - 50 * 60) < 10)
        for place in away {
            #expect(frames[place].spo2 == 0 && frames[place].pulse == 0)
            #expect(frames[place].pleth == 64)
        }
        #expect(frames[50 * 60 + 60].isSearching)
        #expect(frames[50 * 60 + 500].hasValue)
    }

    @Test func aColdFingerIsWeakAndDropsOut() {
        let frames = Self.stream(.coldFinger, seed: 3, seconds: 300).map(\.frame)
        #expect(frames.allSatisfy { $0.strength <= 4 })
        let after = frames.dropFirst(20 * 60)
        #expect(after.contains { $0.isSearching })
        #expect(after.contains { $0.hasValue })
    }

    @Test func motionSpoilsTheNumbersAndTheStrength() throws {
        let frames = Self.stream(.motion, seed: 3, seconds: 80)
        let still = frames[(15 * 60)..<(20 * 60)].filter { $0.frame.hasValue }
        let moving = frames[(40 * 60)..<(75 * 60)].filter { $0.frame.hasValue }
        #expect(!still.isEmpty && !moving.isEmpty)
        let error: (ReadFrame, SimulatedState) -> Double = { abs(Double($0.spo2) - $1.spo2Percent) }
        #expect(still.allSatisfy { error($0.frame, $0.truth) < 2 && $0.frame.strength >= 6 })
        #expect(moving.contains { error($0.frame, $0.truth) > 4 })
        #expect(moving.allSatisfy { $0.frame.strength <= 5 })
    }

    /// In 160 random lives, no number leaves what the device can show.
    @Test(arguments: 1...20)
    func showsOnlyWhatTheDeviceCanShow(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        for scenario in Scenario.builtIn {
            for (frame, _) in Self.stream(scenario, seed: random.next(), seconds: 40) {
                #expect(frame.strength <= 8)
                #expect(!(frame.isProbeError && frame.isSearching))
                #expect(
                    frame.hasValue
                        ? (35...99).contains(frame.spo2) && (25...250).contains(frame.pulse)
                        : frame.spo2 == 0 && frame.pulse == 0)
            }
        }
    }

    @Test(arguments: Scenario.builtIn)
    func theSameSeedGivesTheSameBytes(scenario: Scenario) {
        let bytes: (UInt64) -> [UInt8] = { seed in
            var unit = OximeterOnPerson<ContecV7Oximeter>(scenario: scenario, seed: seed)
            _ = unit.receive(ContecV7Oximeter.startCommand)
            return unit.advance(to: 29)
        }
        #expect(bytes(4) == bytes(4))
        #expect(bytes(4) != bytes(5))
        #expect(bytes(4).count == 29 * 60 * 9)
    }
}
