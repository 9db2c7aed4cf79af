extension AlertRule {
    /// Conditions of the station itself. Storage and console are high while a watch is open, which
    /// `StationMachine` says with the condition.
    static let stationRows: [AlertRule] = [
        AlertRule(
            kind: .clockStep, plainWords: "Station clock jumped", subject: .station,
            condition: "the clock was set or jumped",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
        AlertRule(
            kind: .clockUnconfirmed, plainWords: "Station clock not confirmed", subject: .station,
            condition: "nobody confirmed the clock since the start",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
        AlertRule(
            kind: .storageFailing, plainWords: "Records cannot be written", subject: .station,
            condition: "writing fails; high while a watch is open",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
        AlertRule(
            kind: .storageNearlyFull, plainWords: "Disk nearly full", subject: .station,
            condition: "little room is left; high while a watch is open",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
        AlertRule(
            kind: .historyOverflow, plainWords: "Alert history overflowed", subject: .station,
            condition: "steps of alerts were lost before they were written",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
        AlertRule(
            kind: .consoleNotSounding, plainWords: "No screen can be heard", subject: .station,
            condition: "no screen says it sounds; high while a watch is open",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
        AlertRule(
            kind: .soundTestOverdue, plainWords: "Sound test overdue", subject: .station,
            condition: "nobody tested the sound this shift",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
        AlertRule(
            kind: .stationRestarted, plainWords: "Station restarted", subject: .station,
            condition: "the station stopped and started again",
            ladder: [Rung(after: .atOnce, priority: .medium)], clearing: .whenItEnds),
    ]
}
