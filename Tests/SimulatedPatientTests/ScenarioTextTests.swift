import SimulatedPatient
import Testing

@Suite("Scenario files")
struct ScenarioTextTests {
    @Test func readsEveryEvent() throws {
        let text = """
            # late help
            name late-help   # with a comment
            about help comes late

            at 2 opioid 1.5
            at 0 benzo 0.5
            at 1:30 stimulation
            at 20 finger out
            at 25 finger in
            at 30 motion on
            at 31 motion 0.25
            at 32 motion off
            at -60 cold on
            at 100 breath
            at 120 breaths on
            at 2:00 oxygen 10
            at 150 naloxone 400 im
            at 300 breaths off
            """
        let scenario = try Scenario(text: text, name: "file")
        #expect(scenario.name == "late-help")
        #expect(scenario.about == "help comes late")
        #expect(
            scenario.timeline == [
                .init(atSeconds: -60, .cold(0.9)),
                .init(atSeconds: 0, .benzodiazepine(0.5)),
                .init(atSeconds: 2, .opioid(1.5)),
                .init(atSeconds: 20, .finger(isIn: false)),
                .init(atSeconds: 25, .finger(isIn: true)),
                .init(atSeconds: 30, .motion(0.8)),
                .init(atSeconds: 31, .motion(0.25)),
                .init(atSeconds: 32, .motion(0)),
                .init(atSeconds: 90, .help(.stimulation)),
                .init(atSeconds: 100, .help(.assistedBreath)),
                .init(atSeconds: 120, .help(.assistedBreathsStarted)),
                .init(atSeconds: 120, .help(.oxygen(litresPerMinute: 10))),
                .init(atSeconds: 150, .help(.naloxone(micrograms: 400, route: .intramuscular))),
                .init(atSeconds: 300, .help(.assistedBreathsStopped)),
            ])
    }

    @Test(arguments: [
        ("at", "line 1: needs a time and an event after 'at', such as 'at 1:30 breaths on'"),
        ("at 5", "line 1: needs a time and an event after 'at', such as 'at 1:30 breaths on'"),
        (
            "at x breath",
            "line 1: needs a time and an event after 'at', such as 'at 1:30 breaths on'"
        ),
        (
            "at 1:75 breath",
            "line 1: needs a time and an event after 'at', such as 'at 1:30 breaths on'"
        ),
        ("\n\nopioid 1", "line 3: starts with 'opioid'; a line starts with name, about or at"),
        ("\nat 5 opioid", "line 2: opioid needs one number from 0 to 10"),
        ("at 5 opioid lots", "line 1: opioid needs one number from 0 to 10"),
        ("at 5 opioid nan", "line 1: opioid needs one number from 0 to 10"),
        ("at 5 oxygen 40", "line 1: oxygen needs one number from 0 to 15"),
        ("at 5 breaths", "line 1: breaths needs one word: on or off"),
        ("at 5 finger up", "line 1: finger needs one word: in or out"),
        ("at 5 cold 2", "line 1: cold needs one word: on, off or a number from 0 to 1"),
        ("at 5 breath now", "line 1: breath takes nothing after it"),
        (
            "at 5 naloxone 400",
            "line 1: naloxone needs micrograms from 1 to 20000 and a route: im, in, iv or sc"
        ),
        (
            "at 5 opoid 1",
            "line 1: 'opoid' is no event; there are opioid, benzo, finger, motion, cold, "
                + "stimulation, breath, breaths, oxygen and naloxone"
        ),
    ])
    func namesTheLineAndTheTrouble(text: String, sentence: String) {
        let error = #expect(throws: ScenarioTextError.self) {
            try Scenario(text: text, name: "file")
        }
        #expect(error?.description == sentence)
    }

    @Test func builtInScenariosCanBeFoundByName() {
        #expect(
            Scenario.builtIn.map(\.name) == [
                "steady", "overdose", "overdose-helped", "slow-decline", "still-asleep",
                "finger-out", "cold-finger", "motion",
            ])
        for scenario in Scenario.builtIn {
            #expect(Scenario.named(scenario.name) == scenario)
        }
        #expect(Scenario.named("nobody") == nil)
    }

    /// What happened before the start has had its effect by second 0.
    @Test func theTimeBeforeTheStartIsLivedThrough() throws {
        let scenario = try Scenario(text: "at -300 opioid 2", name: "found")
        let state = SimulatedPatient(seed: 1, scenario: scenario).state
        #expect(state.spo2Percent < 50)
        #expect(state.seconds == 0)
    }
}
