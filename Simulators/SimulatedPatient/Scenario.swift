/// What happens to the person, on a timeline of seconds since the start.
public struct Scenario: Equatable, Sendable {
    /// One event and when it happens.
    public struct Moment: Equatable, Sendable {
        /// Seconds since the start; negative for what happened before it.
        public var atSeconds: Double
        /// What happens.
        public var event: PersonEvent

        /// Places an event on the timeline.
        public init(atSeconds: Double, _ event: PersonEvent) {
            self.atSeconds = atSeconds
            self.event = event
        }
    }

    /// A short name: lower-case words joined by hyphens.
    public var name: String
    /// What to expect, in one line.
    public var about: String
    /// The events, earliest first.
    public let timeline: [Moment]

    /// Makes a scenario; events may come in any order, and those of one moment keep theirs.
    public init(name: String, about: String, timeline: [Moment]) {
        self.name = name
        self.about = about
        self.timeline = timeline.enumerated().sorted {
            ($0.element.atSeconds, $0.offset) < ($1.element.atSeconds, $1.offset)
        }.map(\.element)
    }
}
