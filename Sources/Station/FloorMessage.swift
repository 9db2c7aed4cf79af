import Alerts
import Ledger
import ResponseLog
import SignalCore

/// What the alert thread is told. Everything it knows came in one of these.
enum FloorMessage: Sendable {
    /// One second of a seat's oximeter.
    case reading(seat: Int, Reading)
    /// A seat's oximeter changed its state.
    case oximeter(seat: Int, OximeterTile)
    /// A watch was opened, or read back after a restart.
    case opened(OpenedWatch)
    /// The person sits elsewhere now.
    case moved(EntryID, place: Int)
    /// Another oximeter is on the person, at the same seat.
    case swapped(EntryID)
    /// A watch ended, for a reason; by someone, or by the station.
    case closed(EntryID, reason: String, by: Doer)
    /// Someone did or saw something at a moment, which may lie in the past.
    case observed(EntryID, Observation, at: BootTime, CareNow)
    /// What was done and seen for a person, folded anew after a correction.
    case care(EntryID, CareNow)
    /// A person acknowledged or silenced.
    case act(EntryID, PersonsAct, by: Doer)
    /// The person stepped out for a moment.
    case paused(EntryID, by: Doer)
    /// The person is back.
    case resumed(EntryID, by: Doer)
    /// Limits were changed for this watch alone.
    case limits(EntryID, Limits)
    /// A condition of the station itself holds, or is over.
    case station(AlertKind, holds: Bool, note: String?)
    /// A person acknowledged or silenced an alert of the station.
    case actOnStation(PersonsAct, by: Doer)
}

/// A watch as the alert thread gets it.
struct OpenedWatch: Sendable {
    var start: WatchStart
    var place: Int
    var startedAt: BootTime
    var limits: Limits
    /// Alerts that were open before a restart; empty for a new watch.
    var restored: RestoredWatch?
    var care: CareNow
    /// When limits were changed for this watch alone; `nil` while it has the site's.
    var limitsChangedAt: BootTime?
}

/// What was done and seen for a person up to now.
struct CareNow: Equatable, Sendable {
    var facts = CareFacts()
    var doseCount = 0
    var incident: EntryID?
    var incidentOpenedAt: BootTime?
}

/// What the alert thread wants done. It does nothing itself but think.
enum FloorEffect: Sendable {
    /// An alert changed: log it, with the console it was done at, or the station.
    case log(EntryID, AlertTransition, console: String)
    /// A watch was paused, or its pause is over: log it.
    case logPause(EntryID, begins: Bool, by: Doer)
    /// An alert of the station changed: log it, with the console it was done at, or the station.
    case logStation(AlertTransition, console: String)
    /// So many steps of alerts came faster than they could be taken out: log that.
    case lost(Int64)
    /// The station's open alerts look different.
    case showStation([AlertTile])
    /// Nobody acknowledged a real person's high alert in time.
    case unattended
    /// Something else is to be heard.
    case sound(SoundingAlert?)
    /// A finger stays in the oximeter of a seat nobody is watched at.
    case fingerStays(seat: Int)
    /// A real oximeter came to a seat where a drill was still open: the drill ends.
    case drillEnds(EntryID)
    /// A seat looks different.
    case show(SeatTile)
    /// The place of someone away from every seat is no longer needed.
    case remove(seat: Int)
}
