import Drivers

/// Which round is being listened to, and which comes next. Pure.
///
/// ```
/// never claimed:  round ─▶ round ─▶ … ─▶ first round again
/// claimed before: home, 2 s ─▶ the others ─▶ home, 4 s ─▶ the others ─▶ home, 8 s … at most 30 s
/// ```
/// Home is the round in which a family was claimed, or a plan's only round. A port is opened anew for
/// each round, so staying home longer each time is also what keeps a silent port from being closed
/// and opened all the time; and a clip that is switched on again is heard at once.
struct ListeningRoute {
    private let plan: ListeningPlan
    private var home: ListeningRound?
    /// The place in `others`; `nil` at home.
    private var place: Int?
    private var timesHome = 0

    /// The first and the longest stay at home, in milliseconds.
    static let shortestStay: Int64 = 2000
    static let longestStay: Int64 = 30_000

    init(_ plan: ListeningPlan) {
        self.plan = plan
        if plan.rounds.count == 1 {
            home = plan.rounds[0]
        } else {
            place = 0
        }
    }

    /// How many rounds there are before one comes again.
    var count: Int { others.count + (home == nil ? 0 : 1) }

    /// The round that is listened to.
    var round: ListeningRound {
        if let place { return others[place] }
        return home ?? plan.rounds[0]
    }

    /// How long it lasts, in milliseconds.
    var milliseconds: Int64 {
        guard place == nil else { return round.milliseconds }
        let stay = min(Self.shortestStay << Int64(min(timesHome, 8)), Self.longestStay)
        return max(round.milliseconds, stay)
    }

    /// True when a family was claimed before, or there is but one round.
    var hasHome: Bool { home != nil }

    /// True in that round.
    var isHome: Bool { place == nil }

    /// Goes on to the next round.
    mutating func next() {
        guard let place else {
            timesHome += 1
            if !others.isEmpty { self.place = 0 }
            return
        }
        if place + 1 < others.count {
            self.place = place + 1
        } else {
            self.place = home == nil ? 0 : nil
        }
    }

    /// Begins anew: a port came back, or a device appeared.
    mutating func beginAnew() {
        timesHome = 0
        place = home == nil ? 0 : nil
    }

    /// A family was claimed in this round, which is home from now on. Of those that may be asked only
    /// this one is: a device that is known to speak one family is not addressed in another's.
    mutating func claim(_ family: Family) {
        var claimed = round
        claimed.listening = [family] + claimed.listening.filter { $0 != family }
        claimed.asked = plan.mayWrite(family) ? [family] : []
        home = claimed
        beginAnew()
    }

    private var others: [ListeningRound] {
        guard let home else { return plan.rounds }
        return plan.rounds.filter { !home.covers($0) }
    }
}
