import SimulatedPatient

/// What a Contec V7 has stored and how it hands it out.
///
/// A segment is one of a user's sessions. The host has to ask for its length and its start before
/// it may download it, as the vendor's document demands.
struct ContecV7Memory: Sendable {
    private typealias Encoder = ContecV7Encoder

    var sessions: [SimulatedSession] {
        // Numbers of segments mean something else now.
        didSet { asked = [] }
    }
    private var asked: Set<Question> = []

    private struct Question: Hashable, Sendable {
        var user: UInt8
        var segment: UInt8
        var isStart: Bool
    }

    init(sessions: [SimulatedSession]) { self.sessions = sessions }

    /// Two users, three sessions; the second was recorded before the clock was set.
    static func made(random: inout SeededRandom) -> [SimulatedSession] {
        var clock = DeviceClock(random: &random)
        let first = SimulatedSession.made(
            .init(start: clock.time, seconds: 213, gaps: [0..<5, 100..<104]), random: &random)
        let second = SimulatedSession.made(.init(start: nil, seconds: 146), random: &random)
        clock.advance(seconds: 90_000, driftPartsPerMillion: 0)
        let length = Int(random.between(200, 700))
        let third = SimulatedSession.made(
            .init(user: 1, start: clock.time, seconds: length, gaps: [50..<63]), random: &random)
        return [first, second, third].map { session in
            var session = session
            for second in session.seconds.indices {
                let hasValue = session.seconds[second].pulseBpm != nil
                let perfusion = Int(random.between(20, 1200))
                session.seconds[second].perfusionHundredths = hasValue ? perfusion : nil
            }
            return session
        }
    }

    /// Users who have something stored, at least one.
    var userCount: Int { (sessions.map(\.user).max() ?? 0) + 1 }

    /// How many segments a user has.
    func segmentCount(ofUser user: UInt8) -> Int { places(ofUser: user).count }

    /// The session a host means; `nil` when there is none.
    func session(_ order: ContecV7Order) -> SimulatedSession? {
        let places = places(ofUser: order.user)
        return Int(order.segment) < places.count ? sessions[places[Int(order.segment)]] : nil
    }

    /// Whether the host knows enough of a segment to download it.
    func isAnnounced(_ order: ContecV7Order) -> Bool {
        [true, false].allSatisfy {
            asked.contains(Question(user: order.user, segment: order.segment, isStart: $0))
        }
    }

    /// The length in bytes: two a second, or four with a perfusion index.
    mutating func length(_ order: ContecV7Order, bytesPerSecond: Int) -> [UInt8]? {
        guard let session = session(order) else { return nil }
        asked.insert(Question(user: order.user, segment: order.segment, isStart: false))
        let count = UInt32(session.seconds.count * bytesPerSecond)
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
        return Encoder.packet(.sessionLength, [order.user, order.segment] + bytes)
    }

    /// The date and the time. A session without one gets a day that does not exist, as was seen.
    mutating func start(_ order: ContecV7Order) -> [UInt8]? {
        guard let session = session(order) else { return nil }
        asked.insert(Question(user: order.user, segment: order.segment, isStart: true))
        let who = [order.user, order.segment]
        guard let start = session.start else {
            return Encoder.packet(.sessionDate, who + [20, 0, 0, 15])
                + Encoder.packet(.sessionTime, who + [0, 0, 0, 0])
        }
        let date = [start.year / 100, start.year % 100, start.month, start.day].map { UInt8($0) }
        let time = [start.hour, start.minute, start.second, 0].map { UInt8($0) }
        return Encoder.packet(.sessionDate, who + date) + Encoder.packet(.sessionTime, who + time)
    }

    /// Deletes a segment, or with FF all of a user's; false when there was none.
    mutating func delete(_ order: ContecV7Order) -> Bool {
        let places = places(ofUser: order.user)
        let doomed =
            order.segment == 0xFF
            ? places
            : places.indices.contains(Int(order.segment)) ? [places[Int(order.segment)]] : []
        for place in doomed.reversed() { sessions.remove(at: place) }
        return !doomed.isEmpty
    }

    private func places(ofUser user: UInt8) -> [Int] {
        sessions.indices.filter { sessions[$0].user == Int(user) }
    }
}
