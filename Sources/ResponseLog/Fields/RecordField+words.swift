extension RecordField {
    /// The field's name as people read it.
    public var words: String {
        switch self {
        case .area: "Where"
        case .howNoticed: "How it was noticed"
        case .noticedAt: "Noticed at"
        case .witness: "Who was there"
        case .callReason: "Why 911 was called"
        case .crewUnit: "Ambulance unit"
        case .crewAttended: "Ambulance crew attended"
        case .handoverTo: "Handed over to"
        case .falseAlarmReason: "Why it was a false alarm"
        case .personHandle: "Handle over several visits"
        case .ageBand: "Age"
        case .gender: "Gender, as seen"
        case .lastSeenWell: "Last seen well"
        case .foundAt: "Found at"
        case .substanceReported: "Substance, as reported"
        case .substanceChecked: "Substance, drug-checked"
        case .substanceSuspected: "Substance, suspected"
        case .modeOfUse: "How it was taken"
        case .positionFound: "Position when found"
        case .injury: "Injury or fall"
        case .allergies: "Allergies"
        case .medications: "Medications"
        case .agonistTherapy: "On methadone or buprenorphine"
        case .background: "Background"
        case .belongings: "Belongings"
        case .interpreter: "Interpreter"
        case .company: "Who is with them"
        case .wishes: "What this person wants known"
        case .wishesPrinted: "Print it on the handover page"
        case .concerns: "Concerns"
        case .transport: "Transport"
        case .transportWords: "Transport, in their own words"
        case .personOutcome: "Outcome"
        case .watchUntil: "Watch until"
        case .toldWhatHappened: "Told what happened"
        case .kitOffered: "Kit"
        case .drugCheckOffered: "Drug check"
        case .supportOffered: "Support"
        }
    }

    /// A choice's words; the code itself when the list no longer has it.
    public func words(of code: String) -> String {
        choices.first { $0.code == code }?.words ?? code
    }
}
