/// Whether anything at the site can be heard, and when someone last did.
public struct SoundState: Equatable, Sendable {
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
    /// True when the station's own loudspeaker was heard from and works.
    public var speakerWorks = false
    /// Why the station's own loudspeaker does not work, in a few words; `nil` while it does, and for
    /// a station without one.
    public var speakerTrouble: String?
    /// The last sound test that someone heard.
    public var lastHeard: Heard?
    /// True when the shift's sound test is overdue.
    public var isTestOverdue = false

    /// Nothing is known yet.
    public init() {}

    /// True when nothing can be heard, or nobody made sure for too long.
    public var isBad: Bool {
        isTestOverdue || !speakerWorks && consoles == 0
    }
}
