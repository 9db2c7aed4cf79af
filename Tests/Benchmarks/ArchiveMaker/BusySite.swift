import Ledger
import ResponseLog
import Store

/// A site with about 274 watches a day on twelve seats, a response every two hours, and a station
/// that is started every morning. The same seed gives the same facts; ids and salts of the ledger
/// itself are random as they always are.
struct BusySite {
    static let dayMilliseconds: Int64 = 86_400_000
    static let seats: Int64 = 12
    static let watchesADay: Int64 = 274
    /// Of 1,000 watches so many become a response: 4,000 of 100,000 a year.
    private static let responsesInThousand = 40

    private(set) var entries = 0
    private(set) var watches = 0
    private(set) var incidents = 0
    private let watchesADay: Int64
    /// True when every watch has readings, not only what responses pin.
    let readsAll: Bool
    private var random: SeededRandom
    private var waiting: [Event] = []
    private var readings: [SeatReading] = []
    private var people: [String: String] = [:]

    /// A fact with its moments.
    struct Event {
        var at: Int64
        /// When it was written down; acts may be remembered later.
        var written: Int64
        var id: EntryID
        var fact: Fact
        var by: String?
        var certainty = Certainty.seen
    }

    /// What a day brings to the ledger.
    struct Batch {
        var groups: [LedgerBulk.Group] = []
        var readings: [SeatReading] = []
        var people: [String: String] = [:]

        /// Takes the next day along.
        mutating func add(_ next: Batch) {
            groups += next.groups
            readings += next.readings
            people.merge(next.people) { $1 }
        }
    }

    init(seed: UInt64, watchesADay: Int64 = watchesADay, readsAll: Bool = false) {
        random = SeededRandom(seed: seed)
        self.watchesADay = watchesADay
        self.readsAll = readsAll
    }

    /// Everything written on one day; what goes on after midnight comes with the next.
    mutating func day(startingAt start: Int64) -> Batch {
        stationStarts(start)
        for _ in 0..<watchesADay { watch(startingAt: start + below(Self.dayMilliseconds)) }
        return batch(until: start + Self.dayMilliseconds)
    }

    /// What still goes on after the last day.
    mutating func rest() -> Batch { batch(until: .max) }

    private mutating func stationStarts(_ start: Int64) {
        add(start, .stationStopped)
        let fact = StationStart(
            softwareVersion: "0.1.0", lastAliveUnixMilliseconds: start, stoppedCleanly: true,
            openWatches: 0)
        add(start + 4_000, .stationStarted(fact))
        add(start + 60_000, .clockConfirmed)
        for shift in 0..<3 as Range<Int64> { add(start + shift * 28_800_000 + 90_000, .soundHeard) }
    }

    private mutating func batch(until: Int64) -> Batch {
        waiting.sort { ($0.written, $0.at) < ($1.written, $1.at) }
        let due = waiting.prefix { $0.written < until }
        waiting.removeFirst(due.count)
        entries += due.count
        let batch = Batch(
            groups: due.map { LedgerBulk.Group(stamp: $0.stamp, drafts: [$0.draft]) },
            readings: readings, people: people)
        readings = []
        people = [:]
        return batch
    }

    // What the stories of single watches are told with.

    mutating func below(_ bound: Int64) -> Int64 { Int64.random(in: 0..<bound, using: &random) }

    mutating func chance(_ inThousand: Int64) -> Bool { below(1_000) < inThousand }

    mutating func one<Value>(of values: [Value]) -> Value {
        values[Int(below(Int64(values.count)))]
    }

    mutating func newID() -> EntryID { EntryID.random(using: &random) }

    @discardableResult
    mutating func add(
        _ at: Int64, _ fact: Fact, id: EntryID? = nil, by: String? = nil, late: Int64 = 0
    ) -> EntryID {
        let id = id ?? newID()
        waiting.append(
            Event(
                at: at, written: at + 20 + late, id: id, fact: fact, by: by,
                certainty: late > 60_000 ? .remembered : .seen))
        return id
    }

    mutating func person(_ label: String) -> String {
        let id = newID().text
        people[id] = label
        return id
    }

    mutating func add(_ new: [SeatReading]) { readings += new }

    private mutating func watch(startingAt start: Int64) {
        watches += 1
        if chance(Int64(Self.responsesInThousand)) {
            incidents += 1
            response(startingAt: start)
        } else if chance(1) {
            longWatch(startingAt: start)
        } else {
            quietWatch(startingAt: start)
        }
    }
}

extension BusySite.Event {
    var draft: EntryDraft {
        EntryDraft(
            id: id, stream: fact.stream, kind: fact.kind, kindVersion: Fact.kindVersion,
            occurred: .unix(milliseconds: at), certainty: certainty, didBy: by, wroteBy: by,
            console: by == nil ? nil : "tablet-2", payload: fact.payload)
    }

    var stamp: LogStamp {
        LogStamp(
            recordedUnixMilliseconds: written, boottimeMilliseconds: written % 86_400_000 + 30_000,
            boot: "b\(written / 86_400_000)", utcOffsetMinutes: -480, clockSource: "system")
    }
}

/// SplitMix64: small, and the same everywhere.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
