public import Ledger

extension IncidentRecord {
    /// One person in a response.
    public struct Person: Equatable, Sendable {
        /// The person's watch.
        public var watch: EntryID
        /// The random handle.
        public var handle: String
        /// The seat's number; `nil` away from every seat.
        public var seat: Int64?
        /// When the watch began, in milliseconds since 1970 UTC.
        public var watchStartedUnixMilliseconds: Int64
        /// When the watch ended; `nil` while it runs.
        public var watchEndedUnixMilliseconds: Int64?
        /// When the person became part of the response: as it was opened, as they joined, or with what
        /// was first done for them in it. In milliseconds since 1970 UTC.
        public var joinedUnixMilliseconds: Int64?
        /// The limits frozen into the watch.
        public var limits: [String: Int64]
        /// False for a watch by visual checks alone.
        public var hasOximeter: Bool
        /// What is known about the person, by field.
        public var answers: [RecordField: Answer]
        /// What happened to this person within the response, in order.
        public var rows: [TimelineRow]

        init(_ start: WatchStart, startedAt time: Int64) {
            watch = start.watch
            handle = start.handle
            seat = start.seat
            watchStartedUnixMilliseconds = time
            limits = start.limits
            hasOximeter = start.hasOximeter
            answers = [:]
            rows = []
        }

        /// The doses given here that stand, counted and added up.
        public var doses: DoseTotals {
            DoseTotals(rows.compactMap(\.standingDose).filter { !$0.beforeUs })
        }

        /// The doses given before anyone of the site was there.
        public var dosesBefore: DoseTotals {
            DoseTotals(rows.compactMap(\.standingDose).filter(\.beforeUs))
        }

        /// Every step of help that stands, each counted alone.
        public var steps: [SeverityStep] { SeverityStep.reached(in: rows) }

        /// The highest step reached.
        public var severity: SeverityStep { steps.last ?? .watched }
    }

    /// The person of a watch; `nil` when it is not part of the response.
    public func person(_ watch: EntryID) -> Person? { people.first { $0.watch == watch } }
}

extension SeverityStep {
    /// Every step that standing rows reach, in order.
    public static func reached(in rows: [TimelineRow]) -> [SeverityStep] {
        allCases.filter { step in
            step == .watched || rows.contains { $0.standingAct?.severityStep == step }
        }
    }
}
