import Alerts
import Testing

@Suite("Limits")
struct LimitsTests {
    @Test("the keys carry their unit and are what the ledger holds")
    func keys() {
        #expect(
            LimitField.allCases.map(\.key) == [
                "lowPercent", "criticalPercent", "rapidDropPercent", "finePercent",
                "fallingPercent", "oxygenLowDelayMilliseconds", "poorSignalDelayMilliseconds",
                "clearMarginPercent", "clearSeconds", "signalLostLowMilliseconds",
                "signalLostMediumMilliseconds", "signalLostHighMilliseconds", "signalBackSeconds",
                "silentLinkMilliseconds", "acknowledgeSeconds", "silenceDefaultSeconds",
                "silenceMaxSeconds", "silenceBreakPercent", "unattendedMilliseconds",
                "fewestBreathsPerMinute", "awakeUnknownMilliseconds",
                "awakeUnknownDeepMilliseconds", "awakeUnknownAsleepMilliseconds",
                "reCheckMilliseconds", "reCheckCountsAfterMilliseconds",
                "reCheckMediumMilliseconds", "reSedationWatchMilliseconds", "cautionPercent",
                "cautionDelayMilliseconds", "fallingDelayMilliseconds", "fallingClearSeconds",
                "pulseLowBpm", "pulseHighBpm", "pulseDelayMilliseconds", "pulseClearMarginBpm",
                "pulseLostDelayMilliseconds", "oxygenLowSatSeconds", "breathsCountMilliseconds",
                "reSedationReminderMilliseconds", "pauseMilliseconds", "asksWhoMilliseconds",
                "latchesAlerts",
            ])
        for field in LimitField.allCases { #expect(LimitField(key: field.key) == field) }
        #expect(LimitField(key: "lowpercent") == nil)
    }

    @Test("the defaults are the table's")
    func defaults() {
        let limits = Limits.spotterDefaults
        #expect(limits.lowPercent == 90)
        #expect(limits.criticalPercent == 85)
        #expect(limits[.acknowledgeSeconds] == 120)
        #expect(limits[.silenceDefaultSeconds] == 60)
        #expect(limits[.unattendedMilliseconds] == 30_000)
        #expect(limits[.reCheckMilliseconds] == 180_000)
    }

    @Test("every number comes back exactly, in any order and beside unknown ones")
    func roundTrip() throws {
        let limits = try Limits.spotterDefaults.changing(
            [.lowPercent: 92, .silenceDefaultSeconds: 30], version: 7, author: "FERN 2")
        var fields = limits.fields
        fields.append((name: "somethingNewer", value: 1))
        fields.reverse()
        let back = try Limits(version: 7, author: "FERN 2", fields: fields)
        #expect(back == limits)
        #expect(back.fields.map(\.value) == limits.fields.map(\.value))
    }

    @Test("each missing number of the first release is named", arguments: Self.first)
    func missing(field: LimitField) {
        let fields = Limits.spotterDefaults.fields.filter { $0.name != field.key }
        #expect(throws: LimitsError.missing([field.key])) {
            try Limits(version: 1, author: "FERN 2", fields: fields)
        }
        #expect(LimitsError.missing([field.key]).description.contains(field.key))
    }

    /// The numbers of the first release; every entry since then holds them.
    static let first = Array(LimitField.allCases.prefix(27))

    @Test("an entry from before a number was known keeps its own and takes that one's default")
    func older() throws {
        let limits = try Limits.spotterDefaults.changing(
            [.lowPercent: 92], version: 3, author: "FERN 2")
        let older = limits.fields.filter { field in
            Self.first.contains { $0.key == field.name }
        }
        let back = try Limits(version: 3, author: "FERN 2", fields: older)
        #expect(back == limits)
        #expect(back[.cautionPercent] == 94)
    }

    @Test("a number outside its range is refused on both sides", arguments: LimitField.allCases)
    func ranges(field: LimitField) {
        let allowed = field.allowedValues
        #expect(allowed.contains(field.standardValue))
        for value in [allowed.lowerBound - 1, allowed.upperBound + 1] {
            #expect(
                throws: LimitsError.outOfRange(name: field.key, value: value, allowed: allowed)
            ) {
                try Limits.spotterDefaults.changing([field: value], version: 2, author: "FERN 2")
            }
        }
    }

    @Test(
        "numbers that contradict each other are refused",
        arguments: [
            [.lowPercent: 88, .criticalPercent: 88], [.lowPercent: 94, .finePercent: 93],
            [.silenceMaxSeconds: 30], [.signalLostMediumMilliseconds: 4000],
            [.signalLostHighMilliseconds: 9000], [.reCheckMilliseconds: 60_000],
            [.cautionPercent: 89], [.oxygenLowSatSeconds: 30],
        ] as [[LimitField: Int]])
    func contradictions(changes: [LimitField: Int]) throws {
        let error = #expect(throws: LimitsError.self) {
            try Limits.spotterDefaults.changing(changes, version: 2, author: "FERN 2")
        }
        guard case .contradiction = error else {
            Issue.record("expected a contradiction, got \(String(describing: error))")
            return
        }
    }

    @Test("no site can choose a silence or acknowledgement without an end")
    func noOpenEndedMute() {
        for field in [LimitField.silenceDefaultSeconds, .silenceMaxSeconds, .acknowledgeSeconds] {
            #expect(field.allowedValues.upperBound <= 120)
        }
    }
}
