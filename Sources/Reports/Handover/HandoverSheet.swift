/// One page for the ambulance crew, in the order crews are taught to hear it (IMIST-AMBO).
///
/// It is worked out from entries and readings alone and can be made at any second while the response
/// runs. What nobody recorded says so; what does not fit folds into totals and is never dropped. It
/// holds no names, no notes, no police and nobody else's affairs.
public struct HandoverSheet: Equatable, Sendable {
    /// A line of a section: a question, and what is known.
    public struct Line: Equatable, Sendable {
        /// The question.
        public var label: String
        /// What is known, in plain words.
        public var value: String
        /// True when nobody recorded it.
        public var isMissing: Bool
    }

    /// A lettered section.
    public struct Section: Equatable, Sendable {
        /// The letter a crew's eye looks for.
        public var letter: String
        /// What it stands for.
        public var title: String
        /// Its lines.
        public var lines: [Line]
    }

    /// A vital sign at one moment.
    public struct Vital: Equatable, Sendable {
        /// The value with its unit.
        public var value: String
        /// The clock time.
        public var time: String
        /// How long ago that was, when the sheet was made.
        public var age: String
        /// On which oxygen, or that the signal was poor; may be empty.
        public var note: String
    }

    /// A vital sign: first, worst and latest.
    public struct VitalRow: Equatable, Sendable {
        /// Which sign.
        public var name: String
        /// The first one of the response; `nil` when none was recorded.
        public var first: Vital?
        /// The worst one; for oxygen the lowest held for 8 s.
        public var worst: Vital?
        /// The latest one.
        public var latest: Vital?
    }

    /// Something that was done.
    public struct Treatment: Equatable, Sendable {
        /// The clock time, to the second.
        public var time: String
        /// What was done.
        public var action: String
        /// How much.
        public var amount: String
        /// By which route, or through what.
        public var route: String
        /// In which role somebody did it; empty when that is known of no act (`rolesMissing`).
        public var by: String
        /// What came of it.
        public var response: String
        /// True for a dose that may be another one written twice.
        public var isPossibleDuplicate: Bool
        /// True for what was written down more than a minute later.
        public var isLate: Bool
    }

    /// The top line.
    public var heading: HandoverHeading
    /// I, M, I.
    public var before: [Section]
    /// S: the vital signs.
    public var vitals: [VitalRow]
    /// How far the signal can be relied on, and what it is from.
    public var signal: String
    /// T: the newest acts, oldest first.
    public var treatments: [Treatment]
    /// Says once that of no act it is known in which role it was done; `nil` when of some it is, and
    /// when there are no acts.
    public var rolesMissing: Line?
    /// What the acts come to that the table has no room for; empty when all are there.
    public var folded: String
    /// The sums: doses by route, time of the last one, oxygen and breaths now, trend.
    public var totals: [Line]
    /// A, M, B, O.
    public var after: [Section]
    /// How the record was made: live or later, alerts nobody acknowledged, device faults.
    public var foot: [String]
    /// The oxygen strip; `nil` when there is no signal.
    public var strip: SpO2Strip?
    /// True when there are so many words that the page is set smaller.
    public var isDense: Bool
    /// True when there are so many rows that the page is set a little smaller.
    public var isBusy: Bool
}

/// The top line of a sheet.
public struct HandoverHeading: Equatable, Sendable {
    /// The site.
    public var site: String
    /// The site's telephone; `nil` when the site set none.
    public var phone: String?
    /// The title and handle of who prepared it; `nil` when nobody said.
    public var preparedBy: String?
    /// The person's handle.
    public var person: String
    /// The date and time it was made, with the distance from UTC.
    public var made: String
    /// True on a drill: it says so across the page.
    public var drill: Bool
    /// True while the response runs.
    public var isRunning: Bool
    /// How many people the response has: each has a sheet of their own.
    public var peopleCount: Int
}
