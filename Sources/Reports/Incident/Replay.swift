public import ResponseLog
public import SignalCore

/// One person's part of a response, second by second, as it can be played again. Its seconds, clock
/// times and alerts are those of the strip and of the timeline: it is worked out from the same
/// folds.
public struct Replay: Equatable, Sendable {
    /// One stored second of an oximeter.
    public struct Point: Equatable, Sendable {
        /// The end of its second, in milliseconds since 1970 UTC.
        public var unixMilliseconds: Int64
        /// Oxygen saturation, 1 to 100 %; `nil` for none.
        public var spo2Percent: UInt8?
        /// Pulse rate in beats a minute; `nil` for none.
        public var pulseBpm: UInt16?
        /// How far it can be relied on.
        public var state: Reading.State
        /// Why it is not measured.
        public var reason: Reading.Reason

        /// Makes a point.
        public init(
            unixMilliseconds: Int64, spo2Percent: UInt8?, pulseBpm: UInt16?, state: Reading.State,
            reason: Reading.Reason
        ) {
            self.unixMilliseconds = unixMilliseconds
            self.spo2Percent = spo2Percent
            self.pulseBpm = pulseBpm
            self.state = state
            self.reason = reason
        }

        /// The point as the strip takes it.
        public var strip: SpO2Point {
            SpO2Point(unixMilliseconds: unixMilliseconds, spo2Percent: spo2Percent, state: state)
        }
    }

    /// How the signal is from a second on.
    public struct Signal: Equatable, Sendable {
        /// Its place on the axis, in seconds from 0.
        public var second: Int64
        /// How far it can be relied on.
        public var state: Reading.State
        /// Why it is not measured.
        public var reason: Reading.Reason
    }

    /// What holds from a second on, in plain words.
    public struct Step: Equatable, Sendable {
        /// Its place on the axis, in seconds; negative for what was before it.
        public var second: Int64
        /// The clock time, to the second.
        public var clock: String
        /// What it is.
        public var words: String
    }

    /// Something that happened, as the timeline has it.
    public struct Moment: Equatable, Sendable {
        /// The row's entry, and its place on the axis in seconds.
        public var row: TimelineRow
        /// Its place on the axis, in seconds; negative for what was before it.
        public var second: Int64
        /// The clock time, to the second.
        public var clock: String
    }

    /// An alert that is open, in seconds of the axis.
    public struct Alert: Equatable, Sendable {
        /// The condition in plain words.
        public var words: String
        /// high, medium or low.
        public var priority: String
        /// Its first second.
        public var from: Int64
        /// The second it cleared in; `nil` when it did not.
        public var until: Int64?
    }

    /// The first second, in milliseconds since 1970 UTC: a whole second.
    public let fromUnixMilliseconds: Int64
    /// How many seconds there are.
    public let seconds: Int64
    /// Oxygen in percent, one a second; 0 for none.
    public let oxygen: [UInt8]
    /// Pulse in beats a minute, one a second; 0 for none.
    public let pulse: [UInt16]
    /// How the signal is, by change.
    public let signal: [Signal]
    /// The awake state as it was seen, by observation.
    public let awake: [Step]
    /// Oxygen given, by change.
    public let flow: [Step]
    /// The alerts about this person.
    public let alerts: [Alert]
    /// What happened, in order, withdrawn rows too.
    public let moments: [Moment]
}
