extension Scenario {
    /// Every scenario that comes with the simulator.
    public static let builtIn: [Scenario] = [
        steady, overdose, overdoseHelped, slowDecline, stillAsleep, fingerOut, coldFinger, motion,
    ]

    /// The scenario of that name, if there is one.
    public static func named(_ name: String) -> Scenario? {
        builtIn.first { $0.name == name }
    }

    /// A healthy person at rest.
    public static let steady = Scenario(
        name: "steady", about: "healthy and at rest: about 97 %, about 65 bpm", timeline: [])

    /// Breathing stops and nobody helps unless help is given live.
    public static let overdose = Scenario(
        name: "overdose",
        about: "breathing stops after seconds; below 90 % in 60 to 90 s; nobody helps by script",
        timeline: [Moment(atSeconds: 2, .opioid(2))])

    /// The same, with help by script.
    public static let overdoseHelped = Scenario(
        name: "overdose-helped",
        about: "the same; breaths and oxygen at 2:00, naloxone 400 µg at 2:30; recovers above 94 %",
        timeline: [
            Moment(atSeconds: 2, .opioid(2)),
            Moment(atSeconds: 105, .help(.stimulation)),
            Moment(atSeconds: 120, .help(.assistedBreathsStarted)),
            Moment(atSeconds: 120, .help(.oxygen(litresPerMinute: 10))),
            Moment(atSeconds: 150, .help(.naloxone(micrograms: 400, route: .intramuscular))),
            Moment(atSeconds: 360, .help(.assistedBreathsStopped)),
        ])

    /// An opioid with a benzodiazepine in it: slow and shallow breathing, oxygen falls over minutes.
    public static let slowDecline = Scenario(
        name: "slow-decline",
        about:
            "opioid with a benzodiazepine: breathing slows, oxygen falls below 90 % over minutes",
        timeline: [
            Moment(atSeconds: 0, .benzodiazepine(1)),
            Moment(atSeconds: 10, .opioid(0.35)),
            Moment(atSeconds: 100, .opioid(0.4)),
        ])

    /// Oxygen comes back to normal and the person does not wake.
    public static let stillAsleep = Scenario(
        name: "still-asleep",
        about: "opioid and much benzodiazepine; helped from 1:30: oxygen fine, still unresponsive",
        timeline: [
            Moment(atSeconds: 0, .benzodiazepine(2.5)),
            Moment(atSeconds: 2, .opioid(2)),
            Moment(atSeconds: 90, .help(.assistedBreathsStarted)),
            Moment(atSeconds: 90, .help(.oxygen(litresPerMinute: 10))),
            Moment(atSeconds: 105, .help(.naloxone(micrograms: 800, route: .intramuscular))),
            Moment(atSeconds: 300, .help(.assistedBreathsStopped)),
            Moment(atSeconds: 420, .help(.oxygen(litresPerMinute: 4))),
        ])

    /// The probe falls off and is put back.
    public static let fingerOut = Scenario(
        name: "finger-out",
        about: "healthy; the probe falls off from 0:20 to 0:50 and again at 2:00",
        timeline: [
            Moment(atSeconds: 20, .finger(isIn: false)),
            Moment(atSeconds: 50, .finger(isIn: true)),
            Moment(atSeconds: 120, .finger(isIn: false)),
            Moment(atSeconds: 125, .finger(isIn: true)),
        ])

    /// A healthy person with cold hands.
    public static let coldFinger = Scenario(
        name: "cold-finger", about: "healthy with cold hands: weak signal, dropouts",
        timeline: [Moment(atSeconds: -60, .cold(0.9))])

    /// A healthy person whose hand moves.
    public static let motion = Scenario(
        name: "motion",
        about: "healthy; the hand moves from 0:20 to 1:20 and from 2:00 on in bursts",
        timeline: [
            Moment(atSeconds: 20, .motion(0.8)),
            Moment(atSeconds: 80, .motion(0)),
            Moment(atSeconds: 120, .motion(0.5)),
            Moment(atSeconds: 140, .motion(0)),
            Moment(atSeconds: 160, .motion(1)),
            Moment(atSeconds: 200, .motion(0)),
        ])
}
