extension RecordField {
    /// Whom the field is about.
    public var scope: Scope {
        switch self {
        case .area, .howNoticed, .noticedAt, .witness, .callReason, .crewUnit, .crewAttended,
            .handoverTo, .falseAlarmReason:
            .incident
        default: .person
        }
    }

    /// What an answer looks like.
    public var shape: Shape {
        switch self {
        case .area: .one(Lists.areas)
        case .howNoticed: .one(Lists.noticed)
        case .witness: .one(Lists.witnesses)
        case .callReason: .several(Lists.callReasons)
        case .crewAttended, .wishesPrinted, .toldWhatHappened, .agonistTherapy: .one(Lists.yesNo)
        case .falseAlarmReason: .one(Lists.falseAlarms)
        case .ageBand: .one(Lists.ages)
        case .gender: .one(Lists.genders)
        case .substanceReported, .substanceChecked, .substanceSuspected: .several(Lists.substances)
        case .modeOfUse: .several(Lists.modes)
        case .positionFound: .one(Lists.positions)
        case .injury: .several(Lists.injuries)
        case .transport: .one(Lists.transports)
        case .personOutcome: .one(Lists.outcomes)
        case .kitOffered, .drugCheckOffered, .supportOffered: .one(Lists.offers)
        case .noticedAt, .lastSeenWell, .foundAt, .watchUntil: .moment
        case .personHandle: .words(longest: 20)
        case .crewUnit, .handoverTo, .interpreter: .words(longest: 40)
        case .belongings, .company: .words(longest: 80)
        case .allergies, .medications, .background, .wishes, .concerns, .transportWords:
            .words(longest: Self.longestWords)
        }
    }

    /// The longest free answer, in characters: so long that all of them, filled to the brim, stand on
    /// one printed page with everything else (`Tests/acceptance/handover.py` prints it).
    public static let longestWords = 160

    /// What may be chosen; empty for words and moments.
    public var choices: [Choice] {
        switch shape {
        case .one(let list), .several(let list): list
        case .words, .moment: []
        }
    }

    /// True when the answer may hold free words, which only some may search and read.
    public var isFreeText: Bool {
        if case .words = shape { self != .personHandle } else { false }
    }

    /// Fields a site asks only when it chose to (off by default): who somebody is matters to no
    /// breath.
    public var isOptional: Bool { self == .ageBand || self == .gender || self == .personHandle }
}
