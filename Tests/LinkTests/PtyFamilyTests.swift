import Drivers
import Glibc
import Link
import SerialPort
import SignalCore
import SimulatedOximeter
import SimulatedPatient
import Synchronization
import Testing
import Threads

/// Suspects as the fingerprint table has them, by the cable that each family comes on.
private enum Cables {
    static let contec = [
        Suspect(family: .contecV7, mayWrite: true), Suspect(family: .contecV5, mayWrite: false),
    ]
    static let rs232 = silent([
        .noninDF2, .noninDF7, .noninDF8, .noninDF1, .masimoASCII1, .nellcorASCII, .noninASCII,
    ])
    /// A port named by hand, of which nobody knows anything.
    static let anything = silent(Family.allCases.filter { $0.model.bus != .hid })
    static let hid = [Suspect(family: .contecHID, mayWrite: true)]

    private static func silent(_ families: [Family]) -> [Suspect] {
        families.map { Suspect(family: $0, mayWrite: false) }
    }

    static func suspects(of family: Family) -> [Suspect] {
        switch family {
        case .contecV5, .contecV7: contec
        case .contecHID: hid
        // No cable is known to lead to one.
        case .bci: anything
        default: rs232
        }
    }
}

/// Real pseudo-terminals, whose far ends garble what is read at another speed than their own.
@Suite("Every family over a pseudo-terminal", .serialized, .timeLimit(.minutes(5)))
struct PtyFamilyTests {
    private func start(
        _ seat: SimulatedSeat, _ plan: ListeningPlan, _ notes: LinkNotes
    ) -> Link {
        Link.start(plan: plan, sink: notes) { setting throws(SerialPortError) in
            guard let path = seat.currentPortPath else { throw .notFound(path: "the seat's port") }
            return try PortTransport(path: path, isHID: false, setting: setting)
        }
    }

    /// The rounds before the family's own, its own time of listening, and two seconds.
    private func limit(_ plan: ListeningPlan, _ family: Family) -> Int64 {
        let line = family.model.lines.first.map { PortSetting.serial(LineSettings($0)) } ?? .hid
        let before = plan.rounds.prefix { $0.setting != line }
        return before.reduce(0) { $0 + $1.milliseconds } + family.model.listenMilliseconds + 2_000
    }

    /// What a link made of one seat, of which the person's state was known.
    private struct Outcome: Sendable {
        var family: Family
        var claims: [Family]
        var claimedAfter: Int64
        var first: Reading?
        var truth: SimulatedState
        var commandsSent: UInt64
    }

    /// All these families at once, each on a seat of its own.
    private func outcomes(
        _ families: [Family], _ plan: @escaping @Sendable (Family) -> ListeningPlan
    ) async throws -> [Outcome] {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            for family in families {
                group.addTask { try await outcome(family, plan(family)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func outcome(_ family: Family, _ plan: ListeningPlan) async throws -> Outcome {
        let simulated = try #require(OximeterFamily(rawValue: family.rawValue))
        let seat = try SimulatedSeat(scenario: .steady, seed: 11, family: simulated)
        defer { seat.stop() }
        let notes = LinkNotes()
        let began = BootClock.now()
        let link = start(seat, plan, notes)
        // A fresh device looks for the pulse for some seconds before it has values.
        _ = await eventually(within: 30) { notes.readings.contains { $0.spo2Percent != nil } }
        let truth = seat.state
        link.stop()
        let told = notes.told
        let claimed = told.states.first { $0.state == .streaming }?.at ?? began
        return Outcome(
            family: family, claims: told.claims, claimedAfter: claimed.millisecondsSince(began),
            first: notes.readings.first { $0.spo2Percent != nil }, truth: truth,
            commandsSent: link.counters.commandsSent)
    }

    private func check(_ outcome: Outcome, limit: Int64) throws {
        let family = outcome.family
        #expect(outcome.claims == [family])
        #expect(outcome.claimedAfter <= limit, "\(family)")
        let first = try #require(outcome.first, "\(family)")
        let value = try #require(first.spo2Percent)
        #expect(abs(Double(value) - outcome.truth.spo2Percent) <= 3, "\(family)")
        let pulse = try #require(first.pulseBpm, "\(family)")
        #expect(abs(Double(pulse) - outcome.truth.pulseBpm) <= 8, "\(family)")
        if family.model.talk == nil { #expect(outcome.commandsSent == 0, "\(family)") }
    }

    @Test("is identified from its cable's suspects, in time, and its first value is right")
    func identified() async throws {
        let plan = { @Sendable in ListeningPlan(suspects: Cables.suspects(of: $0)) }
        for outcome in try await outcomes(Family.allCases, plan) {
            try check(outcome, limit: limit(plan(outcome.family), outcome.family))
        }
    }

    @Test("is identified within its own time when it is remembered")
    func remembered() async throws {
        let plan = { @Sendable in
            ListeningPlan(suspects: Cables.suspects(of: $0), remembered: $0)
        }
        for outcome in try await outcomes(Family.allCases, plan) {
            try check(outcome, limit: outcome.family.model.listenMilliseconds + 2_000)
        }
    }

    @Test("its first value comes with the claim, not at the end of a second")
    func firstReading() async throws {
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 3, family: .masimoASCII1)
        defer { seat.stop() }
        try await Task.sleep(for: .seconds(10))
        let notes = LinkNotes()
        let link = start(
            seat,
            ListeningPlan(suspects: Cables.suspects(of: .masimoASCII1), remembered: .masimoASCII1),
            notes)
        #expect(await eventually(within: 4) { notes.readings.contains { $0.spo2Percent != nil } })
        link.stop()
        let claimed = try #require(notes.told.states.first { $0.state == .streaming }?.at)
        let first = try #require(notes.readings.first { $0.spo2Percent != nil }).at
        #expect(first.millisecondsSince(claimed) == 0)
    }

    @Test("is identified on a port that was named without its family, by listening alone")
    func named() async throws {
        let plan = ListeningPlan(suspects: Cables.anything)
        let families = Family.allCases.filter { $0.model.talk == nil }
        for outcome in try await outcomes(families, { _ in plan }) {
            try check(outcome, limit: limit(plan, outcome.family))
        }
    }

    @Test("a clip that is only listened to is not started, and nothing is claimed")
    func notPermitted() async throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 11)
        defer { seat.stop() }
        let notes = LinkNotes()
        let plan = ListeningPlan(suspects: [Suspect(family: .contecV7, mayWrite: false)])
        let link = start(seat, plan, notes)
        #expect(await !eventually(within: 4) { !notes.told.claims.isEmpty })
        link.stop()
        #expect(link.counters.commandsSent == 0)
    }

    @Test("a cable that comes back as another port is followed, its family tried first")
    func renamed() async throws {
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 5, speed: 2, faults: [.rename(atSeconds: 12)])
        defer { seat.stop() }
        let notes = LinkNotes()
        let settings = Mutex<[PortSetting]>([])
        let paths = Mutex<Set<String>>([])
        let link = Link.start(plan: ListeningPlan(suspects: Cables.contec), sink: notes) {
            setting throws(SerialPortError) in
            guard let path = seat.currentPortPath else { throw .notFound(path: "the seat's port") }
            settings.withLock { $0.append(setting) }
            _ = paths.withLock { $0.insert(path) }
            return try PortTransport(path: path, isHID: false, setting: setting)
        }
        #expect(await eventually(within: 20) { notes.told.claims.count == 2 })
        link.stop()
        #expect(
            notes.states == [
                .searching, .identifying, .streaming, .gone, .identifying, .streaming,
            ])
        #expect(paths.withLock { $0.count } == 2)
        let own = PortSetting.serial(LineSettings(baud: 115_200))
        #expect(settings.withLock { $0.last } == own)
        #expect(
            settings.withLock { $0.filter { $0 != own }.count } == 1,
            "the other line was tried once, before the first claim")
    }

    @Test("a clip that falls silent is stalled until it speaks again, through every round")
    func silence() async throws {
        // At 4 × the clip is silent for 20 s of the link's.
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 5, speed: 4,
            faults: [.silence(.init(startSeconds: 16, lengthSeconds: 80))])
        defer { seat.stop() }
        let notes = LinkNotes()
        let link = start(seat, ListeningPlan(suspects: Cables.contec), notes)
        #expect(await eventually(within: 40) { notes.told.claims.count == 2 })
        link.stop()
        #expect(
            notes.states == [.searching, .identifying, .streaming, .stalled, .streaming])
        #expect(link.counters.stalls == 1)
        // Once for 19200, once for 115200, and then the stall's.
        #expect((4...10).contains(link.counters.openings))
    }

    @Test("a line that is set to another speed is found again at its own")
    func wrongSpeed() async throws {
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 5, family: .nellcorASCII,
            faults: [.wrongBaud(.init(startSeconds: 0))])
        defer { seat.stop() }
        let notes = LinkNotes()
        let plan = ListeningPlan(suspects: Cables.rs232)
        let link = start(seat, plan, notes)
        #expect(await eventually(within: 20) { !notes.told.claims.isEmpty })
        link.stop()
        #expect(notes.told.claims == [.nellcorASCII])
        #expect(link.counters.openings == 2)
    }
}
