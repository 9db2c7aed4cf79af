import Ledger
import Reports
import ResponseLog
import SignalCore
import Testing

/// Builds one response for sheets: entries in order, and one reading a second.
struct CrewStory {
    var entries: [LogEntry] = []
    var points: [VitalPoint] = []
    let watch = EntryID.random()
    let incident = EntryID.random()
    /// 22 November 2026, 14:00:00 at the site, eight hours behind UTC.
    static let start: Int64 = 1_795_384_800_000

    @discardableResult
    mutating func add(
        _ fact: Fact, at seconds: Int64, by person: String? = nil, lateBy: Int64 = 0
    ) -> EntryID {
        let entry = EntryID.random()
        let time = Self.start + seconds * 1000
        entries.append(
            LogEntry(
                entry: entry, index: Int64(entries.count), kind: fact.kind,
                occurredUnixMilliseconds: time, recordedUnixMilliseconds: time + lateBy * 1000,
                utcOffsetMinutes: -480, certainty: .seen, didBy: person, wroteBy: person,
                fact: fact))
        return entry
    }

    @discardableResult
    mutating func care(_ act: CareAct, at seconds: Int64, by person: String? = nil) -> EntryID {
        add(.care(Care(watch: watch, incident: incident, act: act)), at: seconds, by: person)
    }

    mutating func answer(_ field: RecordField, _ answer: Answer, at seconds: Int64) throws {
        add(
            .answered(
                try FieldAnswer(
                    incident: incident, watch: watch, field: field, answer: answer)),
            at: seconds)
    }

    mutating func open(drill: Bool = false) {
        add(
            .watchStarted(
                WatchStart(
                    watch: watch, handle: "KITE 7", seat: 1, origin: .person, hasOximeter: true,
                    drill: drill, limits: ["lowPercent": 90, "criticalPercent": 85],
                    limitsVersion: 1, limitsAuthor: "spotter-defaults")), at: -600)
        add(
            .incidentOpened(
                IncidentStart(incident: incident, watch: watch, origin: .tile, drill: drill)),
            at: 0)
    }

    mutating func read(
        _ spo2: UInt8?, from: Int64, to: Int64, state: Reading.State = .measured
    ) {
        for second in from..<to {
            points.append(
                VitalPoint(
                    unixMilliseconds: Self.start + second * 1000, spo2Percent: spo2,
                    pulseBpm: spo2 == nil ? nil : 100, state: state))
        }
    }

    func facts(at seconds: Int64) throws -> HandoverFacts {
        let record = try #require(IncidentRecord(incident: incident, entries: entries))
        return HandoverFacts(
            record: record, person: record.people[0], points: points,
            nowUnixMilliseconds: Self.start + seconds * 1000, utcOffsetMinutes: -480,
            site: "Harbour", phone: "555 0100", preparedBy: "ASH 1")
    }

    func sheet(at seconds: Int64) throws -> HandoverSheet {
        HandoverSheet(try facts(at: seconds))
    }
}

@Suite("The handover sheet")
struct HandoverTests {
    static func value(_ label: String, _ sheet: HandoverSheet) -> HandoverSheet.Line? {
        ((sheet.before + sheet.after).flatMap(\.lines) + sheet.totals)
            .first { $0.label == label }
    }

    @Test("an empty response says of everything that it was not recorded")
    func empty() throws {
        var story = CrewStory()
        story.open()
        let sheet = try story.sheet(at: 1)
        let lines = (sheet.before + sheet.after).flatMap(\.lines)
        let known: Set = ["Handle", "Reason", "Found"]
        #expect(lines.filter { !$0.isMissing }.map(\.label).allSatisfy(known.contains))
        #expect(lines.filter(\.isMissing).allSatisfy { $0.value == "not recorded" })
        #expect(sheet.vitals.allSatisfy { $0.first == nil && $0.worst == nil && $0.latest == nil })
        #expect(sheet.treatments.isEmpty)
        #expect(sheet.strip == nil)
        #expect(sheet.heading.isRunning)
        #expect(sheet.heading.made == "2026-11-22 14:00:01 (UTC-08:00)")
    }

    @Test("the letters stand in the order crews are taught")
    func order() throws {
        var story = CrewStory()
        story.open()
        let sheet = try story.sheet(at: 1)
        #expect(sheet.before.map(\.letter) == ["I", "M", "I"])
        #expect(sheet.after.map(\.letter) == ["A", "M", "B", "O"])
        let text = sheet.text
        let marks = [
            "I  Person", "M  What", "I  Found", "S  Signs", "T  Treat", "A  All", "O  Oth",
        ]
        let places = try marks.map { try #require(text.firstRange(of: $0)).lowerBound }
        #expect(places == places.sorted())
    }

    @Test("worst is what was held for 8 s, each sign has its clock time and its oxygen")
    func signs() throws {
        var story = CrewStory()
        story.open()
        story.read(96, from: -60, to: 0)
        story.read(82, from: 0, to: 20)
        story.read(40, from: 20, to: 23)
        story.read(78, from: 23, to: 33)
        story.care(.oxygen(litresPerMinute: 10), at: 40)
        story.read(95, from: 40, to: 100)
        story.read(nil, from: 100, to: 110, state: .absent)
        let row = try story.sheet(at: 110).vitals[0]
        #expect(row.first?.value == "82 %")
        #expect(row.first?.note == "before oxygen")
        #expect(row.worst?.value == "78 %")
        #expect(row.worst?.time == "14:00:23")
        #expect(row.worst?.note == "held 8 s, before oxygen")
        #expect(row.latest?.value == "95 %")
        #expect(row.latest?.age == "11 s ago")
        #expect(row.latest?.note == "on 10 L/min")
    }

    @Test("doses: amount, strength, route, role, response, totals by route, last one")
    func doses() throws {
        var story = CrewStory()
        story.open()
        story.add(
            .responder(Responder(watch: story.watch, person: "p1", role: .worker)), at: 1)
        let first = story.care(
            .dose(
                try Dose(
                    route: .intramuscular, amountMicrograms: 400,
                    strengthMicrogramsPerMillilitre: 400, site: .leftThigh)), at: 60, by: "p1")
        story.care(
            .doseResponse(
                DoseResponse(dose: first, change: .unchanged, breathing: .no, awake: .no)),
            at: 150)
        story.care(.dose(try Dose(route: .intranasal, amountMicrograms: 4000)), at: 200)
        let twin = story.care(.dose(try Dose(route: .intranasal, amountMicrograms: 4000)), at: 210)
        story.care(
            .dose(try Dose(route: .intranasal, amountMicrograms: 4000, beforeUs: true)), at: -120)
        let sheet = try story.sheet(at: 300)
        let row = try #require(sheet.treatments.first { $0.time == "14:01:00" })
        #expect(row.amount == "0.4 mg (0.4 mg/mL)")
        #expect(row.route == "IM, left thigh")
        #expect(row.by == "worker")
        #expect(row.response == "unchanged, not breathing, not awake")
        #expect(sheet.treatments.count { $0.isPossibleDuplicate } == 1)
        #expect(
            Self.value("Naloxone in all", sheet)?.value
                == "3 doses, 8.4 mg (0.4 mg intramuscular, 8 mg intranasal)")
        #expect(Self.value("Last dose", sheet)?.value == "14:03:30, 1 min 30 s ago")
        #expect(
            Self.value("Given before us", sheet)?.value == "1 dose, 4 mg (4 mg intranasal)")
        story.add(
            .corrected(
                Correction(
                    entry: twin, watch: story.watch, incident: story.incident,
                    change: .withdrawn)), at: 310)
        let mended = try story.sheet(at: 320)
        #expect(
            Self.value("Naloxone in all", mended)?.value
                == "2 doses, 4.4 mg (0.4 mg intramuscular, 4 mg intranasal)")
        #expect(mended.treatments.allSatisfy { !$0.isPossibleDuplicate })
    }

    @Test("found is what was seen as it began, before help; later signs are no 'when found'")
    func whenFound() throws {
        func found(_ story: CrewStory) throws -> [String?] {
            let sheet = try story.sheet(at: 900)
            return ["Awake when found", "Breathing when found", "Colour"].map {
                Self.value($0, sheet).flatMap { $0.isMissing ? nil : $0.value }
            }
        }
        // Ten minutes into it, long after breaths began: it says how help went.
        var late = CrewStory()
        late.open()
        late.care(.breaths(.notRecorded), at: 20)
        late.care(.breathing(.normal), at: 600)
        late.care(.awake(.alert), at: 600)
        #expect(try found(late) == [nil, nil, nil])
        // What has no row under Signs is not dropped.
        late.care(.pupils(.pinpoint), at: 850)
        #expect(
            Self.value("Pupils", try late.sheet(at: 900))?.value
                == "not when found; pinpoint seen 50 s ago")
        // In the first minute, but after oxygen.
        var helped = CrewStory()
        helped.open()
        helped.care(.awake(.unresponsive), at: 10)
        helped.care(.oxygen(litresPerMinute: 10), at: 15)
        helped.care(.breathing(.normal), at: 50)
        #expect(try found(helped) == ["Not responding", nil, nil])
        // The last second that counts, and the first that does not.
        var edge = CrewStory()
        edge.open()
        edge.care(.awake(.pain), at: 60)
        edge.care(.breathing(.none), at: 61)
        #expect(try found(edge) == ["Answers to pain only", nil, nil])
        // A look a minute and more before is not how they were found either.
        var before = CrewStory()
        before.open()
        before.add(
            .care(Care(watch: before.watch, incident: nil, act: .awake(.alert))), at: -200)
        before.care(.awake(.unresponsive), at: 5)
        // What others gave before does not hide what the site's people found.
        before.care(
            .dose(try Dose(route: .intranasal, amountMicrograms: nil, beforeUs: true)), at: -180)
        before.care(.colour(.blueOrGrey), at: 8)
        #expect(try found(before)[0] == "Not responding")
        #expect(try found(before)[2] != nil)
        // Written down ten minutes later, as of the moment itself: a time is when it happened.
        var remembered = CrewStory()
        remembered.open()
        remembered.care(.dose(try Dose(route: .intramuscular, amountMicrograms: nil)), at: 40)
        remembered.add(
            .care(
                Care(
                    watch: remembered.watch, incident: remembered.incident,
                    act: .breathing(.none))),
            at: 10, lateBy: 600)
        #expect(try found(remembered)[1] == "none")
    }

    @Test("a table in which no role is known says so once, and with one role in every row")
    func roles() throws {
        var story = CrewStory()
        story.open()
        #expect(try story.sheet(at: 1).rolesMissing == nil, "no acts, nothing to say")
        story.care(.stimulated(.voice), at: 5, by: "p1")
        story.care(.breaths(.notRecorded), at: 9)
        let unknown = try story.sheet(at: 60)
        #expect(unknown.treatments.map(\.by) == ["", ""])
        #expect(unknown.text.ranges(of: "In which role it was done: not recorded").count == 1)
        #expect(!unknown.text.contains("by not recorded"))
        story.add(.responder(Responder(watch: story.watch, person: "p1", role: .nurse)), at: 61)
        let known = try story.sheet(at: 70)
        #expect(known.treatments.map(\.by) == ["nurse", "not recorded"])
        #expect(known.rolesMissing == nil)
    }

    @Test("nothing is dropped to fit: older rows fold into a counted sentence")
    func folding() throws {
        var story = CrewStory()
        story.open()
        for minute in 0..<40 {
            story.care(
                .dose(try Dose(route: .intramuscular, amountMicrograms: 400)),
                at: Int64(minute) * 60)
        }
        let sheet = try story.sheet(at: 2500)
        let shown = sheet.treatments.count
        #expect(shown < 40)
        #expect(sheet.folded.contains("\(40 - shown) × Naloxone 0.4 mg IM"))
        #expect(sheet.folded.hasPrefix("14:00:00 to "))
        #expect(sheet.treatments.last?.time == "14:39:00")
        #expect(
            Self.value("Naloxone in all", sheet)?.value == "40 doses, 16 mg (16 mg intramuscular)")
    }

    @Test("no notes, no police, no wishes without a yes, no worker's handle in the table")
    func withheld() throws {
        var story = CrewStory()
        story.open()
        story.care(.note("KEEPOUT bag of down in the left pocket"), at: 5, by: "p9")
        story.care(.emergencyCall(.fearOfPolice), at: 6, by: "p9")
        try story.answer(.wishes, .given(.words("wants to smoke outside")), at: 7)
        var text = try story.sheet(at: 60).text
        #expect(!text.contains("KEEPOUT"))
        #expect(!text.lowercased().contains("police"))
        #expect(text.contains("911: not called"))
        #expect(!text.contains("smoke outside"))
        #expect(!text.contains("p9"))
        try story.answer(.wishesPrinted, .given(.codes(["yes"])), at: 8)
        text = try story.sheet(at: 60).text
        #expect(text.contains("wants to smoke outside"))
    }

    @Test("unknown, declined and not recorded read differently")
    func notKnowing() throws {
        var story = CrewStory()
        story.open()
        try story.answer(.allergies, .unknown, at: 5)
        try story.answer(.medications, .declined, at: 6)
        let sheet = try story.sheet(at: 60)
        let values = ["Allergies", "Medications", "Background"].map {
            Self.value($0, sheet)?.value
        }
        #expect(values == ["unknown", "declined to say", "not recorded"])
    }

    @Test("a drill says so, and the same facts give the same sheet")
    func drill() throws {
        var story = CrewStory()
        story.open(drill: true)
        #expect(try story.sheet(at: 9).heading.drill)
        #expect(try story.sheet(at: 9).text.contains("DRILL"))
        #expect(try story.sheet(at: 9) == story.sheet(at: 9))
    }

    @Test("high alerts without an answer within 60 s are counted, answered ones are not")
    func foot() throws {
        var story = CrewStory()
        story.open()
        for (kind, time) in [("oxygen-low", 10), ("oxygen-critical", 200)] as [(String, Int64)] {
            story.add(
                .alertChanged(
                    AlertEntry(
                        watch: story.watch, alertKind: kind, priority: "high", change: "raised",
                        spo2Percent: 80, limitPercent: 90, conditionDelayMilliseconds: 0,
                        signalDelayMilliseconds: 0)), at: time)
        }
        story.care(.stimulated(.voice), at: 20)
        let foot = try story.sheet(at: 400).foot
        #expect(foot.contains("1 high alerts went without an answer for 60 s."))
    }
}
