public import SignalCore

/// Whether the person at an oximeter stepped out, may, or may be someone else by now.
public enum Leaving: Equatable, Sendable {
    /// They are there, or an alert stands in the way of leaving.
    case no
    /// The oximeter gives no value and nothing grave stands: a pause may begin.
    case mayPause
    /// They stepped out: no alert of the signal until then, at the latest.
    case paused(since: BootTime, until: BootTime)
    /// The probe is on again after so long that it may be on someone else.
    case asksWho(since: BootTime)
}
