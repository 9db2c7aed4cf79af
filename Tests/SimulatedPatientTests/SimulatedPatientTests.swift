import SimulatedPatient
import Testing

@Suite("The simulated person as a machine")
struct SimulatedPatientTests {
    @Test(arguments: Scenario.builtIn)
    func theSameSeedGivesTheSamePerson(scenario: Scenario) {
        let first = Course(scenario, seed: 11, seconds: 300).states
        #expect(first == Course(scenario, seed: 11, seconds: 300).states)
        #expect(first != Course(scenario, seed: 12, seconds: 300).states)
    }

    @Test(arguments: Scenario.builtIn)
    func cuttingTimeIntoOtherStepsChangesNothing(scenario: Scenario) {
        var whole = SimulatedPatient(seed: 5, scenario: scenario)
        whole.advance(to: 180)
        for steps in [7, 180, 10_800] {
            var cut = SimulatedPatient(seed: 5, scenario: scenario)
            for step in 1...steps { cut.advance(to: 180 * Double(step) / Double(steps)) }
            #expect(cut.state == whole.state)
        }
    }

    @Test func timeDoesNotRunBackward() {
        var person = SimulatedPatient(seed: 5, scenario: .overdose)
        person.advance(to: 100)
        let before = person.state
        person.advance(to: 50)
        #expect(person.state == before)
    }

    /// Whatever happens to whomever, no value leaves its range.
    @Test(arguments: seeds)
    func noValueLeavesItsRange(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var person = SimulatedPatient(
            seed: seed, scenario: Scenario.builtIn.randomElement(using: &random) ?? .steady)
        for second in 1...600 {
            if random.unit() < 0.1 { person.receive(Self.anyEvent(&random)) }
            for part in 0..<4 {
                person.advance(to: Double(second) + Double(part) / 4)
                let state = person.state
                #expect((44...100).contains(state.spo2Percent))
                #expect((44...100).contains(state.arterialPercent))
                #expect((25...220).contains(state.pulseBpm))
                #expect((0...30).contains(state.breathsPerMinute))
                #expect((0...1).contains(state.pleth))
                #expect((0...20).contains(state.perfusionPercent))
                #expect((0...15).contains(state.oxygenLitresPerMinute))
                #expect((0...1).contains(state.motion))
            }
        }
    }

    private static func anyEvent(_ random: inout SeededRandom) -> PersonEvent {
        switch Int.random(in: 0..<11, using: &random) {
        case 0: .opioid(random.between(-1, 10))
        case 1: .benzodiazepine(random.between(-1, 10))
        case 2: .finger(isIn: Bool.random(using: &random))
        case 3: .motion(random.between(-1, 2))
        case 4: .cold(random.between(-1, 2))
        case 5: .help(.stimulation)
        case 6: .help(.assistedBreath)
        case 7: .help(.assistedBreathsStarted)
        case 8: .help(.assistedBreathsStopped)
        case 9: .help(.oxygen(litresPerMinute: Int.random(in: -5...40, using: &random)))
        default:
            .help(
                .naloxone(
                    micrograms: Int.random(in: -5...100_000, using: &random),
                    route: Help.Route.allCases.randomElement(using: &random) ?? .intranasal))
        }
    }

    /// Beats counted over ten minutes are the pulse that is stated.
    @Test(arguments: seeds.prefix(8))
    func beatsAgreeWithThePulse(seed: UInt64) {
        var person = SimulatedPatient(seed: seed)
        var sum = 0.0
        for second in 1...600 {
            person.advance(to: Double(second))
            sum += person.state.pulseBpm
        }
        let counted = Double(person.state.beatCount) / 10
        #expect(abs(counted - sum / 600) < 1.5)
    }

    /// The highest points of the wave, each at least 0.3 s from the next, are as many as the beats.
    @Test(arguments: seeds.prefix(8))
    func theWaveHasOneSystolicPeakABeat(seed: UInt64) {
        var person = SimulatedPatient(seed: seed)
        var wave: [Double] = []
        for frame in 0..<3600 {
            person.advance(to: Double(frame) / 60)
            wave.append(person.state.pleth)
        }
        let peaks = wave.indices.dropFirst(18).dropLast(18).filter { place in
            wave[place] > 0.6 && wave[(place - 18)...(place + 18)].max() == wave[place]
                && wave[place - 1] < wave[place]
        }
        #expect(abs(peaks.count - Int(person.state.beatCount)) <= 2)
    }

    @Test func oneAssistedBreathRaisesArterialOxygenALittle() {
        var helped = SimulatedPatient(seed: 4, scenario: .overdose)
        helped.advance(to: 90)
        var alone = helped
        helped.receive(.assistedBreath)
        helped.advance(to: 93)
        alone.advance(to: 93)
        let gain = helped.state.arterialPercent - alone.state.arterialPercent
        #expect((1...15).contains(gain))
        // The finger cannot know yet.
        #expect(abs(helped.state.spo2Percent - alone.state.spo2Percent) < 0.01)
    }

    @Test(arguments: seeds.prefix(8))
    func theFingerLagsTheArteriesByItsDelay(seed: UInt64) throws {
        let course = Course(.overdose, seed: seed, seconds: 200).states
        let arteries = try #require(course.firstIndex { $0.arterialPercent < 85 })
        let finger = try #require(course.firstIndex { $0.spo2Percent < 85 })
        #expect((15...24).contains(finger - arteries))
    }
}
