import SimulatedPatient
import Testing

@Suite("How people fare in the scenarios, for many seeds")
struct ScenarioCourseTests {
    @Test(arguments: seeds)
    func steadyStaysHealthy(seed: UInt64) {
        for state in Course(.steady, seed: seed, seconds: 900).states {
            #expect((96...98.5).contains(state.spo2Percent))
            #expect((55...75).contains(state.pulseBpm))
            #expect((12...16).contains(state.breathsPerMinute))
            #expect(state.awake == .alert)
        }
    }

    @Test(arguments: seeds)
    func overdoseFallsInTimeAndToAFloor(seed: UInt64) throws {
        let course = Course(.overdose, seed: seed, seconds: 900)
        let below90 = try #require(course.firstBelow(90))
        let below85 = try #require(course.firstBelow(85))
        #expect((60...90).contains(below90))
        #expect((1...25).contains(below85 - below90))
        #expect(course.lowest >= 44.9)
        let end = try #require(course.states.last)
        #expect(end.spo2Percent < 50)
        #expect(end.pulseBpm < 50)
        #expect(end.breathsPerMinute == 0)
        #expect(end.awake == .unresponsive)
        // Nobody helps, so nothing gets better.
        for (before, after) in zip(course.states, course.states.dropFirst()) {
            #expect(after.spo2Percent <= before.spo2Percent + 0.01)
        }
    }

    @Test(arguments: seeds)
    func theHeartQuickensBeforeItSlows(seed: UInt64) throws {
        let course = Course(.overdose, seed: seed, seconds: 400)
        let rest = course.states[0].pulseBpm
        #expect(try #require(course.states.map(\.pulseBpm).max()) > rest + 15)
        #expect(try #require(course.states.last).pulseBpm < rest - 15)
    }

    @Test(arguments: seeds)
    func helpByScriptBringsOxygenBack(seed: UInt64) throws {
        let course = Course(.overdoseHelped, seed: seed, seconds: 900)
        #expect(course.lowest < 85)
        #expect(course.lowest > 55)
        // Help came at 2:00; the finger shows it within two minutes, and it lasts.
        #expect(course.states[240...].allSatisfy { $0.spo2Percent > 94 })
        let end = try #require(course.states.last)
        #expect(end.breathsPerMinute >= 8)
        #expect(end.awake >= .verbal)
    }

    @Test(arguments: seeds)
    func liveBreathsAloneBringOxygenBack(seed: UInt64) throws {
        let course = Course(
            .overdose, seed: seed, seconds: 400, helps: [(100, .assistedBreathsStarted)])
        let worse = Course(.overdose, seed: seed, seconds: 400)
        #expect(course.states[220...].allSatisfy { $0.spo2Percent > 92 })
        #expect(course.states[400].breathsPerMinute == 0, "breaths by others wake nobody")
        #expect(worse.states[400].spo2Percent < 60)
    }

    @Test(arguments: seeds)
    func oxygenAloneIsNoHelpWithoutBreathing(seed: UInt64) {
        let course = Course(
            .overdose, seed: seed, seconds: 300,
            helps: [(60, .oxygen(litresPerMinute: 15))])
        #expect(course.lowest < 60)
    }

    @Test(arguments: Help.Route.allCases, seeds.prefix(8))
    func naloxoneBringsBreathingBackInMinutes(route: Help.Route, seed: UInt64) throws {
        let micrograms = route == .intranasal ? 4000 : 400
        let given = 60
        let course = Course(
            .overdose, seed: seed, seconds: 360,
            helps: [
                (given, .naloxone(micrograms: micrograms, route: route)),
                (given, .assistedBreathsStarted),
            ])
        #expect(course.states[given].breathsPerMinute == 0)
        let back = try #require(
            course.states.indices.first { $0 > given && course.states[$0].breathsPerMinute >= 6 })
        let allowed = route == .intravenous ? 10...75 : 45...240
        #expect(allowed.contains(back - given), "back after \(back - given) s")
    }

    @Test(arguments: seeds.prefix(8))
    func naloxoneWearsOffBeforeALargeDoseDoes(seed: UInt64) throws {
        let large = Scenario(
            name: "large", about: "", timeline: [.init(atSeconds: 0, .opioid(5))])
        let course = Course(
            large, seed: seed, seconds: 4 * 3600,
            helps: [
                (60, .assistedBreathsStarted),
                (90, .naloxone(micrograms: 800, route: .intramuscular)),
                (600, .assistedBreathsStopped),
            ])
        #expect(course.states[1200].breathsPerMinute > 6)
        #expect(course.states[1200].spo2Percent > 92)
        #expect(course.states[1200...].contains { $0.spo2Percent < 85 })
    }

    @Test(arguments: seeds)
    func slowDeclineTakesMinutes(seed: UInt64) throws {
        let course = Course(.slowDecline, seed: seed, seconds: 900)
        let below90 = try #require(course.firstBelow(90))
        #expect((150...480).contains(below90))
        #expect(course.lowest > 65)
        #expect(course.states[600].breathsPerMinute > 0)
        #expect(course.states[600].breathsPerMinute < 10)
        #expect(course.states[600].awake <= .verbal)
    }

    @Test(arguments: seeds)
    func stillAsleepHasOxygenAndDoesNotWake(seed: UInt64) {
        let course = Course(.stillAsleep, seed: seed, seconds: 1800)
        #expect(course.lowest < 88)
        for state in course.states[300...] {
            #expect(state.spo2Percent > 94)
            #expect(state.awake == .unresponsive)
        }
        #expect(course.states[600...].allSatisfy { $0.breathsPerMinute >= 6 })
    }

    @Test(arguments: seeds)
    func naloxoneDoesNotTouchABenzodiazepine(seed: UInt64) {
        let benzo = Scenario(
            name: "benzo", about: "", timeline: [.init(atSeconds: 0, .benzodiazepine(2.5))])
        let course = Course(
            benzo, seed: seed, seconds: 900,
            helps: [(300, .naloxone(micrograms: 2000, route: .intravenous))])
        #expect(course.states[300].awake == .unresponsive)
        #expect(course.states[900].awake == .unresponsive)
        #expect(course.states.allSatisfy { $0.breathsPerMinute > 6 })
    }

    @Test(arguments: seeds)
    func stimulationHelpsASleeperAWhile(seed: UInt64) {
        let helped = Course(.slowDecline, seed: seed, seconds: 420, helps: [(300, .stimulation)])
        let alone = Course(.slowDecline, seed: seed, seconds: 420)
        #expect(helped.states[302].breathsPerMinute > alone.states[302].breathsPerMinute * 1.2)
        let later = helped.states[400].breathsPerMinute - alone.states[400].breathsPerMinute
        #expect(abs(later) < 0.1)
    }

    @Test func theProbeFallsOffAndReturns() {
        let states = Course(.fingerOut, seed: 3, seconds: 130).states
        let away = states.indices.filter { !states[$0].isFingerIn }
        #expect(away == Array(21...50) + Array(121...125))
    }

    @Test func aColdFingerHasAWeakPulse() {
        let warm = Course(.steady, seed: 3, seconds: 60).states[60]
        let cold = Course(.coldFinger, seed: 3, seconds: 60).states[60]
        #expect(warm.perfusionPercent > 2)
        #expect(cold.perfusionPercent < 0.3)
    }
}
