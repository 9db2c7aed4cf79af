import Ledger
import ResponseLog
import Testing

@Suite("Facts and their payloads")
struct FactTests {
    static let watch = EntryID.random()
    static let incident = EntryID.random()

    static func care(_ act: CareAct) -> Fact {
        .care(Care(watch: watch, incident: incident, act: act))
    }

    static let acts: [CareAct] =
        Stimulation.allCases.map { .stimulated($0) } + Airway.allCases.map { .airway($0) }
        + AssistedBreaths.allCases.map { .breaths($0) } + AED.allCases.map { .aed($0) }
        + EmergencyCall.allCases.map { .emergencyCall($0) }
        + Consciousness.allCases.map { .awake($0) } + Breathing.allCases.map { .breathing($0) }
        + [
            .oxygen(litresPerMinute: 0), .oxygen(litresPerMinute: 15), .compressions(on: true),
            .compressions(on: false), .breathsCounted(breaths: 4, seconds: 30),
            .breathPace(breathsPerMinute: 12), .position(.onSide), .colour(.blueOrGrey),
            .pupils(.pinpoint), .muscle(.rigid), .crew(.handedOver), .afterEffect(.reSedation),
            .stimulationResult(.stirs),
            .doseResponse(
                DoseResponse(dose: watch, change: .improved, breathing: .yes, awake: .no)),
            .doseResponse(DoseResponse(dose: nil, change: .unknown)),
            .note("slumped, blue lips \"rigid\" \u{1F4A8}\n"),
        ]
        + Dose.Route.allCases.compactMap { route in
            (try? Dose(route: route, amountMicrograms: 400)).map { .dose($0) }
        }
        + [(try? Dose(route: .intranasal, amountMicrograms: nil)).map { .dose($0) }].compactMap {
            $0
        }

    /// Acts whose numbers are checked when they are made.
    static func checkedActs() throws -> [CareAct] {
        [
            .oxygen(
                try Oxygen(
                    litresPerMinute: 15, device: .nonRebreather, cylinder: "C2", gaugeBar: 120)),
            .dose(
                try Dose(
                    route: .intramuscular, amountMicrograms: 400,
                    strengthMicrogramsPerMillilitre: 400, site: .leftThigh, kit: "K7",
                    beforeUs: true)),
            .vitalsTyped(try TypedVitals(spo2Percent: 88, pulseBpm: nil)),
        ]
    }

    /// Facts whose fields are checked when they are made.
    static func checkedFacts() throws -> [Fact] {
        var facts: [Fact] = [
            .visited(
                try Visit(
                    visit: watch, area: "washroom", services: [.drugCheck, .supervisedUse],
                    personHandle: .given(.words("LARK 12")), drill: false)),
            .visited(
                try Visit(
                    visit: watch, area: nil, services: [], personHandle: .declined, drill: true)),
            .incidentJoined(incident: incident, watch: watch),
            .responder(Responder(watch: watch, person: "p1", role: .nurse)),
            .scopeFlagged(
                ScopeFlag(watch: watch, incident: incident, target: incident, title: "Host")),
            .scopeFlagged(
                ScopeFlag(watch: watch, incident: nil, target: incident, title: "Host")),
            .equipmentUsed(
                EquipmentUse(
                    incident: incident, equipment: .oxygenCylinder, label: "C2", toReplace: true)),
            .alertJudged(
                try AlertJudgement(
                    watch: watch, alertKind: "oxygen-low", falseReason: "cold-finger")),
            .alertJudged(
                try AlertJudgement(watch: watch, alertKind: "oxygen-low", falseReason: nil)),
            .watchMoved(watch: watch, seat: 4), .watchMoved(watch: watch, seat: nil),
            .oximeterSwapped(watch: watch), .debriefHeld(incident: incident),
            .debriefAction(
                try DebriefAction(
                    action: watch, incident: incident, aim: .stock, text: "More masks by seat 3",
                    owner: "shift lead", due: "2026-11-30")),
            .debriefActionDone(action: watch, incident: incident),
        ]
        for change in [
            Correction.Change.replaced(by: incident), .duplicate(of: incident),
            .distinct(from: incident),
        ] {
            facts.append(
                .corrected(
                    Correction(
                        entry: watch, watch: watch, incident: incident, change: change,
                        reason: .wrongAmount)))
        }
        return facts
    }

    @Test("facts that are checked when made come back too")
    func checkedRoundTrip() throws {
        for fact in try Self.checkedActs().map(Self.care) + Self.checkedFacts() {
            try roundTrip(fact: fact)
        }
    }

    static let facts: [Fact] =
        acts.map(care)
        + [
            .stationStarted(
                StationStart(
                    softwareVersion: "0.1", lastAliveUnixMilliseconds: nil, stoppedCleanly: true,
                    openWatches: 0)),
            .stationStopped, .clockStepped(milliseconds: -3_600_000),
            .stationSlept(milliseconds: 61_000), .clockConfirmed,
            .historyOverflow(lostCount: 3),
            .soundHeard,
            .stationAlert(
                StationAlert(
                    alertKind: "storage-failing", priority: "high", change: "raised",
                    note: "no space")),
            .watchStarted(
                WatchStart(
                    watch: watch, handle: "KITE 7", seat: nil, origin: .response,
                    hasOximeter: false, drill: true, limits: ["lowPercent": 90], limitsVersion: 1,
                    limitsAuthor: "spotter-defaults")),
            .watchPaused(watch: watch, begins: true), .watchPaused(watch: watch, begins: false),
            .limitsChanged(
                LimitsChange(
                    watch: watch, before: ["lowPercent": 90], after: ["lowPercent": 88],
                    reason: "lives at 91")),
            .limitsSigned(
                LimitsVersion(
                    profile: "Nights", version: 2, author: "ASH 1", limits: ["lowPercent": 91])),
            .alertChanged(
                AlertEntry(
                    watch: watch, alertKind: "oxygen-low", priority: "high", change: "raised",
                    spo2Percent: nil, limitPercent: 90, conditionDelayMilliseconds: 5000,
                    signalDelayMilliseconds: 5200)),
            .alertChanged(
                AlertEntry(
                    watch: watch, alertKind: "pulse-low", priority: "medium", change: "silenced",
                    spo2Percent: nil, limitPercent: nil, conditionDelayMilliseconds: 15_000,
                    signalDelayMilliseconds: 0, pulseBpm: 44, pulseLimitBpm: 50,
                    hushMilliseconds: 60_000, note: "poor signal")),
            .stationAlert(
                StationAlert(
                    alertKind: "storage-failing", priority: "high", change: "acknowledged",
                    note: nil, hushMilliseconds: 120_000)),
            .incidentOpened(
                IncidentStart(incident: incident, watch: watch, origin: .header, drill: false)),
            .recordingKept(
                KeptRecording(
                    watch: watch, incident: nil, name: "a-0001.rec", byteCount: 0, sha256: "00")),
            .recordingKept(
                KeptRecording(
                    watch: watch, incident: incident, name: "a-0002.rec", byteCount: 4_194_304,
                    sha256: "ff")),
            .corrected(
                Correction(entry: watch, watch: watch, incident: nil, change: .withdrawn)),
            .corrected(
                Correction(
                    entry: watch, watch: watch, incident: incident,
                    change: .moved(toUnixMilliseconds: 1_700_000_000_000))),
        ] + WatchEnding.allCases.map { .watchEnded(watch: watch, ending: $0) }
        + Outcome.allCases.map { .incidentClosed(incident: incident, outcome: $0) }
        + accesses.map { .access($0) }
        + TakeOver.Step.allCases.map {
            .tookOver(
                TakeOver(watch: watch, incident: incident, step: $0, from: incident, to: nil))
        }

    static let accesses: [AccessFact] =
        AccessFact.AccountChange.allCases.map { .account(watch, $0, roles: ["a", "b"]) }
        + AccessFact.ConsoleChange.allCases.map { .console(watch, $0) }
        + AccessFact.SignInResult.allCases.map { .signIn(nil, $0) }
        + [
            .account(watch, .added, roles: []),
            .scope(title: "Host", kinds: nil), .scope(title: "Host", kinds: []),
            .scope(title: "Host", kinds: ["care.awake", "care.note"]),
            .read(ReadFact(page: "people", account: nil, signedIn: false)),
            .read(
                ReadFact(
                    page: "incident", account: watch, signedIn: true, incident: incident,
                    watch: watch, person: incident)),
        ]

    @Test("every fact comes back from its canonical bytes", arguments: facts)
    func roundTrip(fact: Fact) throws {
        let bytes = try fact.payload.encoded()
        let payload = try CanonicalValue(parsing: bytes)
        #expect(try Fact(kind: fact.kind, version: Fact.kindVersion, payload: payload) == fact)
        #expect(!fact.words.isEmpty)
    }

    @Test("an alert from before pulse, hush and note were kept is read as it was written")
    func olderAlert() throws {
        let payload = CanonicalValue.object([
            "watch": .string(Self.watch.text), "alertKind": .string("oxygen-low"),
            "priority": .string("high"), "change": .string("raised"),
            "spo2Percent": .integer(84), "limitPercent": .integer(90),
            "conditionDelayMilliseconds": .integer(5000), "signalDelayMilliseconds": .integer(0),
        ])
        guard
            case .alertChanged(let alert) = try Fact(
                kind: "alert.changed", version: 1, payload: payload)
        else {
            Issue.record("no alert")
            return
        }
        #expect(alert.spo2Percent == 84)
        #expect(alert.pulseBpm == nil && alert.pulseLimitBpm == nil)
        #expect(alert.hushMilliseconds == nil && alert.note == nil)
        #expect(alert.words == "Oxygen low raised, 84 % (limit 90 %)")
    }

    @Test("an alert's words say its pulse, how long a silence holds, and why")
    func alertWords() {
        let alert = AlertEntry(
            watch: Self.watch, alertKind: "pulse-low", priority: "medium", change: "silenced",
            spo2Percent: nil, limitPercent: nil, conditionDelayMilliseconds: 15_000,
            signalDelayMilliseconds: 0, pulseBpm: 44, pulseLimitBpm: 50,
            hushMilliseconds: 60_000, note: "poor signal")
        #expect(
            alert.words == "Pulse low silenced, 44 a minute (limit 50) for 60 s: poor signal")
    }

    @Test("an unknown kind or a newer version is not guessed at")
    func unknown() throws {
        #expect(try Fact(kind: "moon.phase", version: 1, payload: .object([:])) == nil)
        #expect(try Fact(kind: "station.stopped", version: 2, payload: .object([:])) == nil)
    }

    @Test(
        "a known kind that does not hold what it must is refused by field",
        arguments: [
            (
                "care.oxygen", ["flowLitresPerMinute": CanonicalValue.integer(61)],
                "flowLitresPerMinute"
            ),
            ("care.oxygen", ["flowLitresPerMinute": .string("10")], "flowLitresPerMinute"),
            ("care.awake", ["level": .string("sleepy")], "level"),
            ("care.awake", [:], "level"),
            (
                "care.dose", ["route": .string("intranasal"), "amountMicrograms": .integer(0)],
                "amountMicrograms"
            ),
            (
                "care.dose",
                ["route": .string("intranasal"), "amountMicrograms": .integer(20_001)],
                "amountMicrograms"
            ),
            (
                "care.breaths-counted",
                ["breathCount": .integer(4), "countedSeconds": .integer(4)], "countedSeconds"
            ),
            ("care.note", ["text": .string(String(repeating: "x", count: 501))], "text"),
        ] as [(String, [String: CanonicalValue], String)])
    func refused(kind: String, fields: [String: CanonicalValue], field: String) {
        let fields = fields.merging(["watch": .string(Self.watch.text)]) { $1 }
        let error = #expect(throws: FactError.self) {
            try Fact(kind: kind, version: 1, payload: .object(fields))
        }
        #expect(error?.field == field)
    }

    @Test(
        "micrograms are said in milligrams",
        arguments: [(400, "0.4"), (4000, "4"), (1, "0.001"), (1050, "1.05"), (20_000, "20")]
            as [(Int64, String)])
    func milligrams(micrograms: Int64, text: String) {
        #expect(Dose.milligrams(micrograms) == text)
    }

    @Test(
        "counted breaths become a rate, rounded to the nearest",
        arguments: [(4, 30, 8), (5, 15, 20), (1, 7, 9), (0, 30, 0)])
    func countedRate(breaths: Int, seconds: Int, perMinute: Int) {
        #expect(
            CareAct.breathsCounted(breaths: breaths, seconds: seconds).breathsPerMinute == perMinute
        )
    }
}
