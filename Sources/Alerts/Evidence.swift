import SignalCore

/// A condition that holds now.
///
/// Plain numbers only: one is made for every kind in every second, and must cost nothing to make
/// and to let go.
struct Condition {
    /// When it began, by the samples' or the observation's time, not by their arrival.
    var since: BootTime
    /// Has at least this priority at once, whatever the ladder says.
    var atLeast: AlertPriority?
    /// Never above this priority.
    var atMost = AlertPriority.high
    /// May make an open alert milder: only conditions of the signal do.
    var mayEase = false
    /// What a rung of `itsInterval` waits for.
    var intervalMilliseconds: Int64 = 0
    var percent: UInt8?
    var limitPercent: UInt8?
    var pulseBpm: UInt16?
    var pulseLimitBpm: UInt16?
    /// The delay it already had by another rule than the ladder, such as SatSeconds.
    var delayMilliseconds: Int64?
    /// What the kind's words leave open.
    var note: MachineNote?
}

/// What is known about a condition at this moment.
enum Evidence {
    /// It holds.
    case met(Condition)
    /// Nothing can be said: a pending one waits, an open one is held.
    case unsure
    /// It does not hold: a pending one ends, an open one stays until its clearing rule is met.
    case notMet
    /// Its clearing rule is met. The note says why when the rule does not.
    case ended(note: MachineNote?)

    var holds: Bool {
        if case .met = self { true } else { false }
    }

    var isUnsure: Bool {
        if case .unsure = self { true } else { false }
    }
}

/// What a watch's machine says beside a kind's own words. Raw values are what people read and what
/// the log keeps.
enum MachineNote: String {
    case poorSignal = "poor signal"
    case signalGoodAgain = "signal good again"
    case noValueYet = "no usable value yet"
    case anotherCause = "another cause took over"
    case withoutOximeter = "watched without an oximeter"
    case pauseOver = "pause over, nobody back"
}
