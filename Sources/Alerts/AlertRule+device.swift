extension AlertRule {
    /// Conditions of the signal and of the oximeter.
    static let deviceRows: [AlertRule] = [
        AlertRule(
            kind: .signalLost, plainWords: "No signal", subject: .signal,
            condition: "no usable value; high at once after low or falling oxygen or a dose",
            ladder: [
                Rung(after: .lasting(.signalLostLowMilliseconds), priority: .low),
                Rung(after: .lasting(.signalLostMediumMilliseconds), priority: .medium),
                Rung(after: .lasting(.signalLostHighMilliseconds), priority: .high),
            ], clearing: .usableSeconds),
        AlertRule(
            kind: .deviceGone, plainWords: "Device gone", subject: .signal,
            condition: "the oximeter went away; high at once as for no signal",
            ladder: deviceLadder, clearing: .usableSeconds),
        AlertRule(
            kind: .stalled, plainWords: "Device silent", subject: .signal,
            condition: "the oximeter sends nothing; high at once as for no signal",
            ladder: deviceLadder, clearing: .usableSeconds),
        AlertRule(
            kind: .stuck, plainWords: "Device stuck", subject: .device,
            condition: "the oximeter repeats itself",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
        AlertRule(
            kind: .taken, plainWords: "Device in use elsewhere", subject: .device,
            condition: "another program holds the oximeter's port; no signal counts beside it",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
        AlertRule(
            kind: .lowBattery, plainWords: "Device battery low", subject: .device,
            condition: "the oximeter says that its battery is low",
            ladder: [Rung(after: .atOnce, priority: .low)], clearing: .whenItEnds),
    ]

    private static let deviceLadder = [
        Rung(after: .atOnce, priority: .low),
        Rung(after: .lasting(.signalLostMediumMilliseconds), priority: .medium),
        Rung(after: .lasting(.signalLostHighMilliseconds), priority: .high),
    ]
}
