import Ledger
import ResponseLog
import Testing

@testable import SiteReport

@Suite("The figures of a period")
struct ReportFiguresTests {
    static func report(
        _ records: [IncidentRecord], watches: [WatchInPeriod] = []
    ) -> ReportFigures {
        ReportFigures(
            fromUnixMilliseconds: 1_000_000, beforeUnixMilliseconds: 9_000_000,
            nowUnixMilliseconds: 20_000_000, records: records, watches: watches)
    }

    static func watch(
        _ moments: [(Int64, WatchInPeriod.Moment.Event)] = [], drill: Bool = false,
        hasOximeter: Bool = true, from: Int64 = 1_000, until: Int64? = 4_600
    ) -> WatchInPeriod {
        WatchInPeriod(
            watch: EntryID.random(), startedUnixMilliseconds: from * 1000,
            endedUnixMilliseconds: until.map { $0 * 1000 }, hasOximeter: hasOximeter,
            drill: drill,
            moments: moments.map { .init(unixMilliseconds: $0.0 * 1000, event: $0.1) },
            keptSeconds: 1_800, usableSeconds: 1_350)
    }

    @Test("a drill never counts, nor what lies outside the period")
    func drills() throws {
        func told(_ seconds: Int64, drill: Bool) throws -> IncidentRecord {
            var told = ToldResponse(openedAt: seconds, drill: drill)
            told.care(.oxygen(litresPerMinute: 10), after: 20)
            told.care(.dose(try Dose(route: .intranasal, amountMicrograms: 4000)), after: 60)
            told.add(
                .responder(Responder(watch: told.watch, person: "p", role: .worker)), at: seconds)
            told.close(.awakeStayed)
            return try told.record()
        }
        let nothing = Self.report([])
        let left = Self.report(
            [
                try told(2_000, drill: true), try told(900, drill: false),
                try told(9_000, drill: false),
            ],
            watches: [
                Self.watch([(1_100, .alert(kind: "oxygen-low", change: "raised"))], drill: true),
                Self.watch(from: 999), Self.watch(from: 9_000),
            ])
        #expect(left.counts == nothing.counts)
        #expect(left.figures == nothing.figures)
        #expect(left.counts.values.allSatisfy { $0 == 0 })
        // The same response, not a drill, within the period.
        #expect(Self.report([try told(2_000, drill: false)]).count("doses", "all") == 1)
    }

    @Test("severity: the highest step and each step alone, without what was withdrawn")
    func severity() throws {
        var one = ToldResponse(openedAt: 2_000)
        one.care(.stimulated(.voice), after: 5)
        one.care(.breaths(.bagValveMask), after: 20)
        let slip = one.care(.compressions(on: true), after: 30)
        one.add(
            .corrected(
                Correction(
                    entry: slip, watch: one.watch, incident: one.incident, change: .withdrawn)),
            at: 2_040)
        let watched = ToldResponse(openedAt: 3_000)
        let report = Self.report([try one.record(), try watched.record()])
        #expect(report.count("severity-highest", "assisted-breaths") == 1)
        #expect(report.count("severity-highest", "watched") == 1)
        #expect(report.count("severity-each", "stimulated") == 1)
        #expect(report.count("severity-each", "cpr") == 0)
        #expect(report.count("people", "overdose") == 1)
        #expect(report.count("people", "other") == 1)
        #expect(report.count("assisted-breaths", "bag-valve-mask") == 1)
    }

    @Test("doses: by route with micrograms; unknown amounts and doses before us stay apart")
    func doses() throws {
        var told = ToldResponse(openedAt: 2_000)
        told.care(.dose(try Dose(route: .intramuscular, amountMicrograms: 400)), after: 10)
        told.care(.dose(try Dose(route: .intramuscular, amountMicrograms: nil)), after: 100)
        told.care(.dose(try Dose(route: .intranasal, amountMicrograms: 4000)), after: 200)
        told.care(
            .dose(try Dose(route: .intranasal, amountMicrograms: 2000, beforeUs: true)), after: 1)
        let report = Self.report([try told.record()])
        let rows = try #require(report.figure("doses")).rows
        #expect(rows.map(\.count) == [3, 2, 1, 0, 0, 0])
        #expect(rows.map { $0.measures[0].value } == [4400, 400, 4000, 0, 0, 0])
        #expect(report.count("doses-apart", "unknown-amount") == 1)
        #expect(report.count("doses-apart", "before-us") == 1)
    }

    @Test("not known, declined and not recorded are three lines, and none of them is nought")
    func unknown() throws {
        var known = ToldResponse(openedAt: 2_000)
        try known.answer(.substanceReported, .given(.codes(["fentanyl", "alcohol"])))
        try known.answer(.transport, .unknown)
        known.close(.unknown)
        var declined = ToldResponse(openedAt: 3_000)
        try declined.answer(.substanceReported, .declined)
        try declined.answer(.transport, .given(.codes(["refused"])))
        try declined.answer(.transport, .takenBack)
        try declined.answer(.personOutcome, .given(.codes(["left-alone"])))
        declined.close(.awakeStayed)
        let open = ToldResponse(openedAt: 4_000)
        let report = Self.report([try known.record(), try declined.record(), try open.record()])
        #expect(report.count("drugs-reported", "fentanyl") == 1)
        #expect(report.count("drugs-reported", "alcohol") == 1)
        #expect(report.count("drugs-reported", "declined") == 1)
        #expect(report.count("drugs-reported", "not-recorded") == 1)
        #expect(report.count("transport", "unknown") == 1)
        #expect(report.count("transport", "refused") == 0)
        #expect(report.count("transport", "not-recorded") == 2)
        #expect(report.count("outcomes", "unknown") == 1)
        #expect(report.count("outcomes", "left-alone") == 1)
        #expect(report.count("outcomes", "still-open") == 1)
        #expect(report.figure("times")?.rows.allSatisfy { $0.measures[0].value == nil } == true)
    }

    @Test("911, reasons, false alarms")
    func calls() throws {
        var called = ToldResponse(openedAt: 2_000)
        called.care(.emergencyCall(.notNeeded), after: 10)
        called.care(.emergencyCall(.called), after: 90)
        try called.answer(.callReason, .given(.codes(["protocol", "relapse"])))
        var not = ToldResponse(openedAt: 3_000)
        not.care(.emergencyCall(.fearOfPolice), after: 10)
        var wrong = ToldResponse(openedAt: 4_000)
        try wrong.answer(.falseAlarmReason, .given(.codes(["cold-finger"])))
        wrong.care(.emergencyCall(.called), after: 10)
        wrong.close(.falseAlarm)
        let report = Self.report([try called.record(), try not.record(), try wrong.record()])
        #expect(report.count("responses", "all") == 3)
        #expect(report.count("responses", "emergency") == 2)
        #expect(report.count("people", "all") == 2)
        #expect(report.count("calls-911", "called") == 1)
        #expect(report.count("calls-911", "not-called-fear-of-police") == 1)
        #expect(report.count("call-reasons", "protocol") == 1)
        #expect(report.count("call-reasons", "relapse") == 1)
        #expect(report.count("false-alarm-reasons", "cold-finger") == 1)
    }

    @Test("times: median, shortest, longest and n, from a start that is said; worse again")
    func times() throws {
        var records: [IncidentRecord] = []
        for (number, seconds) in [30, 10, 50, 40].enumerated() as EnumeratedSequence<[Int64]> {
            var told = ToldResponse(openedAt: 2_000 + Int64(number) * 1_000)
            told.care(.breaths(.mouthToMask), after: seconds)
            told.care(.breathing(.normal), after: 100)
            if number == 0 { told.care(.breathing(.none), after: 200) }
            if number == 1 {
                try told.answer(
                    .noticedAt,
                    .given(
                        .moment(unixMilliseconds: (told.opened - 5) * 1000, isEstimated: false)))
            }
            records.append(try told.record())
        }
        let report = Self.report(records)
        let line = try #require(report.figure("times")?.rows.first { $0.code == "breath" })
        #expect(line.count == 4)
        // 30, 15 (noticed 5 s before), 50 and 40.
        #expect(line.measures.map(\.value) == [35, 15, 50])
        #expect(report.count("time-starts", "noticed") == 1)
        #expect(report.count("time-starts", "first-entry") == 3)
        #expect(report.count("re-sedation", "logged") == 1)
        #expect(ReportFigures.median(of: [1, 7, 9]) == 7)
    }

    @Test("alerts: raised, acted on, judged false; hours and usable signal")
    func alerts() throws {
        let first = Self.watch([
            (1_100, .alert(kind: "oxygen-low", change: "raised")), (1_150, .help),
            (1_200, .alert(kind: "oxygen-low", change: "cleared")),
            (2_000, .alert(kind: "no-signal", change: "raised")),
            (2_010, .alert(kind: "no-signal", change: "cleared")),
            (2_131, .help),  // one second too late
            (2_200, .judged(kind: "no-signal", falseReason: "cold-finger")),
            (2_300, .judged(kind: "oxygen-low", falseReason: "cold-finger")),
            (2_400, .judged(kind: "oxygen-low", falseReason: nil)),
        ])
        let second = Self.watch(
            [
                (4_000, .alert(kind: "oxygen-low", change: "raised")),
                (4_001, .alert(kind: "oxygen-low", change: "raised")),
                (4_100, .alert(kind: "oxygen-low", change: "acknowledged")),
            ], hasOximeter: false)
        let report = Self.report([], watches: [first, second])
        #expect(report.count("alerts", "all") == 3)
        #expect(report.count("alerts", "acted-on") == 2)
        #expect(report.count("false-alerts", "all") == 1)
        #expect(report.count("false-alerts", "cold-finger") == 1)
        #expect(report.count("watches", "without-oximeter") == 1)
        func measure(_ id: String, _ row: Int) -> Double? {
            report.figure(id)?.rows[row].measures[0].value
        }
        #expect(measure("watch-hours", 0) == 2)
        #expect(measure("alert-rate", 0) == 1.5)
        #expect(measure("alert-rate", 1) == 66.7)
        #expect(measure("signal", 0) == 75)
        #expect(measure("signal", 1) == 50)
    }

    @Test("every figure says what it counts, and every relation holds on random responses")
    func relations() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("site report relations: seed \(seed)")
        var random = Seeded(seed)
        for _ in 0..<40 {
            let records = try (0..<Int.random(in: 0...25, using: &random)).map { _ in
                try random.response()
            }
            let report = Self.report(records)
            for relation in report.relations {
                #expect(relation.holds(report.counts), "seed \(seed): \(relation)")
                for cell in relation.terms.keys { #expect(report.counts[cell] != nil, "\(cell)") }
            }
            #expect(report.figures.allSatisfy { $0.definition.count > 30 })
            #expect(Set(report.figures.map(\.id)).count == report.figures.count)
        }
    }
}
