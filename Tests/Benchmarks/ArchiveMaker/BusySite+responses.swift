import Ledger
import ResponseLog
import Store

/// Watches that become a response.
extension BusySite {
    private static let nouns = [
        "blanket", "chair", "door", "stairs", "water", "shoes", "jacket", "mask", "lamp", "window",
        "table", "corridor", "friend", "volunteer", "stretcher", "radio", "kit", "glove", "bag",
    ]
    private static let notes = [
        "sat up and asked for the", "was cold, brought a", "moved next to the",
        "clip fell off at the",
        "breathing louder near the", "someone else held the", "crew came past the",
    ]
    private static let outcomes: [Outcome] = [
        .awakeStayed, .awakeStayed, .awakeLeftWithSomeone, .leftAlone, .sedatedWatched,
        .transported,
        .falseAlarm, .unknown, .notRecorded,
    ]

    mutating func response(startingAt start: Int64) {
        let drill = chance(50)
        let watch = begin(start, drill: drill)
        let opened = start + 300_000 + below(900_000)
        let lasts = 300_000 + below(1_500_000)
        let incident = newID()
        alert(watch.watch, opened - 20_000, lasting: 90_000)
        add(
            opened,
            .incidentOpened(
                IncidentStart(
                    incident: incident, watch: watch.watch, origin: .tile, drill: drill)),
            id: incident)
        acts(for: watch.watch, in: incident, from: opened, lasting: lasts)
        if chance(60) {
            let other = begin(opened + 10_000, drill: drill)
            acts(for: other.watch, in: incident, from: opened + 12_000, lasting: lasts / 2)
            add(opened + lasts + 5_000, .watchEnded(watch: other.watch, ending: .leftWell))
        }
        add(
            opened + lasts,
            .incidentClosed(incident: incident, outcome: one(of: Self.outcomes)))
        add(opened + lasts + 600_000, .watchEnded(watch: watch.watch, ending: .leftWell))
        if let seat = watch.seat, watch.hasOximeter {
            read(watch.watch, seat: seat, from: opened - 300_000, until: opened + lasts)
        }
    }

    private mutating func acts(
        for watch: EntryID, in incident: EntryID, from: Int64, lasting: Int64
    ) {
        let by = [person("OWL \(below(9))"), person("ASH \(below(9))")]
        var time = from + 2_000
        for number in 0..<(6 + below(10)) {
            time += 5_000 + below(max(lasting / 16, 1))
            let act = number == 0 ? CareAct.stimulated(.voice) : act()
            let late: Int64 = chance(30) ? 120_000 + below(600_000) : 0
            let care = Fact.care(Care(watch: watch, incident: incident, act: act))
            let entry = add(time, care, by: one(of: by), late: late)
            if chance(40) { correct(entry, time, watch, incident, by[0], late: late) }
        }
    }

    private mutating func correct(
        _ entry: EntryID, _ time: Int64, _ watch: EntryID, _ incident: EntryID, _ by: String,
        late: Int64
    ) {
        let change: Correction.Change =
            chance(600) ? .withdrawn : .moved(toUnixMilliseconds: time - 60_000)
        add(
            time + late + 30_000,
            .corrected(
                Correction(entry: entry, watch: watch, incident: incident, change: change)),
            by: by)
    }

    private mutating func act() -> CareAct {
        switch below(100) {
        case 0..<15: return .stimulated(one(of: Stimulation.allCases))
        case 15..<25: return .airway(one(of: Airway.allCases))
        case 25..<40: return .breaths(one(of: AssistedBreaths.allCases))
        case 40..<55: return .oxygen(litresPerMinute: Int(below(16)))
        case 55..<60:
            let product = one(of: Dose.products)
            let dose = try? Dose(route: product.route, amountMicrograms: product.amountMicrograms)
            return dose.map(CareAct.dose) ?? .awake(.voice)
        case 60..<62: return .compressions(on: chance(500))
        case 62..<68: return .emergencyCall(one(of: EmergencyCall.allCases))
        case 68..<80: return .awake(one(of: Consciousness.allCases))
        case 80..<88: return .breathing(one(of: Breathing.allCases))
        case 88..<92: return .breathsCounted(breaths: Int(below(20)), seconds: 30)
        default:
            return .note(
                "\(one(of: Self.notes)) \(one(of: Self.nouns)), "
                    + "\(one(of: Self.notes)) \(one(of: Self.nouns)) no \(below(5_000))")
        }
    }

    /// A fall and a climb, a second at a time.
    private mutating func read(_ watch: EntryID, seat: Int64, from: Int64, until: Int64) {
        var spo2: Int64 = 96
        var second = from - from % 1_000
        var new: [SeatReading] = []
        while second < until {
            spo2 = min(99, max(62, spo2 + below(3) - 1))
            let lost = chance(20)
            new.append(
                SeatReading(
                    seat: "\(seat)", watch: watch.text, unixMilliseconds: second,
                    record: ReadingRecord(
                        spo2Percent: lost ? nil : UInt8(spo2), pulseBpm: lost ? nil : 72,
                        state: lost ? 2 : 0, reason: lost ? 3 : 0, quality: lost ? 0 : 90)))
            second += 1_000
        }
        add(new)
    }
}
