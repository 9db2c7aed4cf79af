/// Whether anything at the site can be heard, and when someone last did.
public struct SoundState: Equatable, Sendable {
    /// The station's own loudspeaker.
    public enum Speaker: Equatable, Sendable {
        /// Not tried yet.
        case notTried
        /// It works and is quiet.
        case quiet
        /// It plays.
        case sounding
        /// There is no sound hardware; why, in a few words.
        case missing(String)
        /// It did not work; why, in a few words.
        case failed(String)
    }

    /// Someone who heard a sound test.
    public struct Heard: Equatable, Sendable {
        /// When, in milliseconds since 1970 UTC.
        public var unixMilliseconds: Int64
        /// The clock's distance from UTC then, in minutes.
        public var utcOffsetMinutes: Int
        /// The handle of whoever said so; `nil` when nobody was named.
        public var by: String?

        /// Makes a test's outcome.
        public init(unixMilliseconds: Int64, utcOffsetMinutes: Int, by: String?) {
            self.unixMilliseconds = unixMilliseconds
            self.utcOffsetMinutes = utcOffsetMinutes
            self.by = by
        }
    }

    /// How many screens say that they can be heard.
    public var consoles = 0
    /// The station's own loudspeaker.
    public var speaker = Speaker.notTried
    /// The last sound test that someone heard.
    public var lastHeard: Heard?
    /// True when the shift's sound test is overdue.
    public var isTestOverdue = false

    /// Nothing is known yet.
    public init() {}

    /// True when nothing can be heard, or nobody made sure for too long.
    public var isBad: Bool {
        switch speaker {
        case .quiet, .sounding: isTestOverdue
        case .notTried, .missing, .failed: consoles == 0 || isTestOverdue
        }
    }
}
