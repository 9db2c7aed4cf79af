public import Ledger
public import ResponseLog

/// One touch of a person on a console: who, where, and its own id, so that a touch sent twice is
/// written once.
public struct Touch: Sendable {
    /// The id of the entry this touch makes.
    public var entry: EntryID
    /// The handle the person chose on the console; `nil` when nobody said.
    public var by: String?
    /// In which role that person helps, as chosen on the console; `nil` when nobody said.
    public var role: Responder.Role?
    /// Who did it, when somebody else writes it down; `nil` when it is the same person.
    public var doneBy: String?
    /// The console.
    public var console: String
    /// How long ago it happened, in seconds; 0 for now.
    public var occurredSecondsAgo: Int64
    /// How the moment is known.
    public var certainty: Certainty

    /// Makes a touch.
    public init(
        entry: EntryID = .random(), by: String? = nil, role: Responder.Role? = nil,
        doneBy: String? = nil,
        console: String = "station", occurredSecondsAgo: Int64 = 0, certainty: Certainty = .seen
    ) {
        self.entry = entry
        self.by = by
        self.role = role
        self.doneBy = doneBy
        self.console = console
        self.occurredSecondsAgo = occurredSecondsAgo
        self.certainty = certainty
    }
}

/// Why the station did not do what was asked. Every description is one plain sentence.
public enum StationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No open watch has this id.
    case noSuchWatch
    /// No response has this id.
    case noSuchIncident
    /// The entry to correct is not one of this watch.
    case noSuchEntry
    /// The entry is not an act or an observation of a person.
    case notCorrectable
    /// The entry is struck through already.
    case alreadyCorrected
    /// The entry named as the right one, or the same one, is none of this watch's.
    case noOtherEntry
    /// The response was closed with another outcome.
    case alreadyClosed
    /// The other person's watch is part of another response that is open.
    case inAnotherResponse
    /// A false alarm is closed with the reason.
    case reasonMissing
    /// There is no such seat.
    case noSuchSeat(Int)
    /// Someone else is watched at that seat.
    case seatTaken(Int)
    /// A real person at a simulated oximeter, or a drill at a real one.
    case simulatedAndReal(Int)
    /// The watch has no seat, so nobody else can have come to it.
    case noSeat
    /// The moment given lies in the future or before the watch.
    case impossibleTime
    /// The entry is kept in memory and is not on the disk yet.
    case notStoredYet

    /// One plain sentence.
    public var description: String {
        switch self {
        case .noSuchWatch: "This watch is not open. It may have ended; look at the floor."
        case .noSuchIncident: "There is no such response."
        case .noSuchEntry: "There is no such entry in this watch."
        case .notCorrectable: "Only what people did or saw can be corrected."
        case .alreadyCorrected: "This entry was corrected already: look at what stands now."
        case .noOtherEntry: "Name another entry of this person that stands."
        case .alreadyClosed: "This response was closed already, with another outcome."
        case .inAnotherResponse: "This person is in another response that is open."
        case .reasonMissing: "A false alarm needs its reason: what made it one?"
        case .noSuchSeat(let seat): "There is no seat \(seat)."
        case .seatTaken(let seat):
            "Someone else is watched at seat \(seat). End that watch first, or choose another seat."
        case .simulatedAndReal(let seat):
            "Seat \(seat) has the other kind of oximeter: real people and drills are kept apart."
        case .noSeat: "This watch has no seat: it can end, and another can begin."
        case .impossibleTime: "That time is in the future or before the watch began."
        case .notStoredYet:
            "The station has this and will write it as soon as the disk takes it again."
        }
    }
}
