/// What a response's record may say besides what people did and saw: one question, with the values
/// it may take. The raw value is the ledger's own word for the field and is never renamed.
///
/// Where a list comes from stands in `docs/data.md`. Every field may also be answered "unknown" or
/// "declined", and an answer that was never given is "not recorded": three different things.
public enum RecordField: String, CaseIterable, Sendable {
    // The response.
    case area
    case howNoticed = "how-noticed"
    case noticedAt = "noticed-at"
    case witness
    case callReason = "call-reason"
    case crewUnit = "crew-unit"
    case crewAttended = "crew-attended"
    case handoverTo = "handover-to"
    case falseAlarmReason = "false-alarm-reason"

    // The person.
    case personHandle = "person-handle"
    case ageBand = "age-band"
    case gender
    case lastSeenWell = "last-seen-well"
    case foundAt = "found-at"
    case substanceReported = "substance-reported"
    case substanceChecked = "substance-checked"
    case substanceSuspected = "substance-suspected"
    case modeOfUse = "mode-of-use"
    case positionFound = "position-found"
    case injury
    case allergies
    case medications
    case agonistTherapy = "agonist-therapy"
    case background
    case belongings
    case interpreter
    case company
    case wishes
    case wishesPrinted = "wishes-printed"
    case concerns
    case transport
    case transportWords = "transport-words"
    case personOutcome = "person-outcome"
    case watchUntil = "watch-until"
    case toldWhatHappened = "told-what-happened"
    case kitOffered = "kit-offered"
    case drugCheckOffered = "drug-check-offered"
    case supportOffered = "support-offered"

    /// Whom a field is about.
    public enum Scope: Sendable {
        /// The response as a whole.
        case incident
        /// One person in it.
        case person
    }

    /// What an answer looks like.
    public enum Shape: Equatable, Sendable {
        /// One of a list.
        case one([Choice])
        /// Any of a list, at least one.
        case several([Choice])
        /// Free words, at most so many characters. Never a name.
        case words(longest: Int)
        /// A moment.
        case moment
    }

    /// A value a field may take: the ledger's word, and what people read.
    public struct Choice: Equatable, Sendable {
        /// The ledger's word.
        public let code: String
        /// What people read.
        public let words: String

        init(_ code: String, _ words: String? = nil) {
            self.code = code
            self.words = words ?? PlainWords.of(code)
        }
    }
}
