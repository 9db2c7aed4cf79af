extension AlertRule {
    /// Conditions of what people logged, and of the time since.
    static let careRows: [AlertRule] = [
        AlertRule(
            kind: .unresponsive, plainWords: "Not responding", subject: .observation,
            condition: "awake state logged as unresponsive",
            ladder: [Rung(after: .atOnce, priority: .high)], clearing: .observation),
        AlertRule(
            kind: .notBreathing, plainWords: "Not breathing", subject: .observation,
            condition: "breathing logged as none or gasping, or too few breaths counted",
            ladder: [Rung(after: .atOnce, priority: .high)], clearing: .observation),
        AlertRule(
            kind: .awakeUnknown, plainWords: "Awake state unknown", subject: .timer,
            condition: "nobody logged the awake state for too long",
            ladder: interval, clearing: .observation),
        AlertRule(
            kind: .breathsNotCounted, plainWords: "Breaths not counted", subject: .timer,
            condition: "oxygen is on and nobody counted breaths for too long",
            ladder: interval, clearing: .observation),
        AlertRule(
            kind: .reCheck, plainWords: "Time to re-check", subject: .timer,
            condition: "site time to look again after a dose, breaths or oxygen began",
            ladder: [
                Rung(after: .atOnce, priority: .low),
                Rung(after: .lasting(.reCheckMediumMilliseconds), priority: .medium),
            ], clearing: .observation),
        AlertRule(
            kind: .reSedationWatch, plainWords: "Dose may wear off", subject: .timer,
            condition: "time in which the last dose may wear off; silent but for its reminders",
            ladder: [Rung(after: .atOnce, priority: .low)], clearing: .whenItEnds),
    ]

    private static let interval = [
        Rung(after: .itsInterval, priority: .low),
        Rung(after: .twiceItsInterval, priority: .medium),
    ]
}
