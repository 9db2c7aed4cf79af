extension AlertRule {
    /// Conditions of the body, as the oximeter sees it.
    static let bodyRows: [AlertRule] = [
        AlertRule(
            kind: .oxygenLow, plainWords: "Oxygen low", subject: .oxygen,
            condition: "SpO2 below the low limit",
            ladder: [Rung(after: .lasting(.oxygenLowDelayMilliseconds), priority: .high)],
            clearing: .goodSeconds),
        AlertRule(
            kind: .oxygenCritical, plainWords: "Oxygen very low", subject: .oxygen,
            condition: "SpO2 below the critical limit, or far below the low limit",
            ladder: [Rung(after: .atOnce, priority: .high)], clearing: .goodSeconds),
        AlertRule(
            kind: .oxygenLowPoorSignal, plainWords: "Oxygen low, poor signal", subject: .oxygen,
            condition: "a low value while the signal is poor; very low: high and at once",
            ladder: [Rung(after: .lasting(.poorSignalDelayMilliseconds), priority: .medium)],
            clearing: .signalGoodAgain),
        AlertRule(
            kind: .oxygenCaution, plainWords: "Oxygen below caution", subject: .oxygen,
            condition: "SpO2 below the caution limit; silent, and medium after a dose",
            ladder: [
                Rung(after: .lasting(.cautionDelayMilliseconds), priority: .low),
                Rung(after: .lasting(.cautionDelayMilliseconds), priority: .medium),
            ], clearing: .goodSeconds),
        AlertRule(
            kind: .oxygenFalling, plainWords: "Oxygen falling", subject: .oxygen,
            condition: "points lost within a minute, or on the way to the low limit in a minute",
            ladder: [Rung(after: .lasting(.fallingDelayMilliseconds), priority: .medium)],
            clearing: .fallGone),
        AlertRule(
            kind: .pulseLow, plainWords: "Pulse slow", subject: .pulse,
            condition: "pulse below its low limit",
            ladder: [Rung(after: .lasting(.pulseDelayMilliseconds), priority: .medium)],
            clearing: .goodSeconds),
        AlertRule(
            kind: .pulseHigh, plainWords: "Pulse fast", subject: .pulse,
            condition: "pulse above its high limit",
            ladder: [Rung(after: .lasting(.pulseDelayMilliseconds), priority: .medium)],
            clearing: .goodSeconds),
        AlertRule(
            kind: .pulseLost, plainWords: "No pulse found", subject: .pulse,
            condition: "probe on and no pulse found; high after low or falling oxygen or a dose",
            ladder: [
                Rung(after: .lasting(.pulseLostDelayMilliseconds), priority: .medium),
                Rung(after: .lasting(.pulseLostDelayMilliseconds), priority: .high),
            ], clearing: .pulseBack),
    ]
}
