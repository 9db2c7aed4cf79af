import Ledger

/// What the respond page and the pages after a response say besides `Words`.
struct ResponseWords: Sendable {
    // Acts.
    let whatItDid = "What did it do?"
    let pace = "Breaths a minute"
    let oxygenMore = "Mask, cylinder, gauge"
    let flow = "L/min"
    let device = "Through"
    let cylinder = "Cylinder"
    let gauge = "Gauge in bar"
    let strength = "Strength"
    let site = "Where"
    let kit = "Kit or lot"
    let beforeUs = "Given by someone before us"
    let notSaid = "not said"
    let freeDose = "Any other dose"
    let crewMore = "911, crew and AED: more"
    let noCall = "911"
    let crew = "Ambulance crew"
    let aed = "AED"
    let aedOff = "AED off"

    // After a dose.
    let afterDose = "After the last dose"
    let breathingAlone = "Breathing by themselves?"
    let awakeNow = "Awake?"
    let changed = "How are they now? This writes all three."
    let effects = "After-effects"

    // Looking.
    let looks = "Position, colour, pupils, muscles"
    let position = "Position"
    let colour = "Lips and skin"
    let pupils = "Pupils"
    let muscle = "Muscles"
    let typed = "Read elsewhere and typed"
    let spo2 = "Oxygen %"
    let pulse = "Pulse"
    let noteTakeOver = "I know this person: someone else take over"
    let takeOverEntry = "Someone else is asked to take over"

    // When and who.
    let late = "Earlier, or by someone else"
    let lateLegend = "It happened"
    let otherMinutes = "Minutes ago"
    let knownHow = "The time is"
    let estimated = "estimated"
    let remembered = "remembered"
    let seenThen = "seen on a clock"
    let who = "Who did it (handle or role; empty: me)"
    let setNext = "For the next touch"
    let nextIs = "The next touch is written as"
    let backToNow = "Back to now"
    let minAgo = "min ago"
    let by = "by"

    // Several people.
    let people = "Other people here"
    let otherPerson = "Another person here"
    let someoneElse = "Someone else too, not watched yet"
    let someoneReal = "Someone else too: a real response of their own"
    let noFree = "No other watch is open without a response."
    let joins = "joins this response"

    // Corrections.
    let why = "Why"
    let wrongAmount = "Wrong amount: replace"
    let sameDose = "Same dose as the one before?"
    let same = "Same dose"
    let both = "Both were given"

    // The record.
    let record = "More for the record"
    let recordNote = "Every field may wait, and may come after the response has closed."
    let wholeResponse = "The response"
    let notKnown = "Not known"
    let declined = "Declined to say"
    let takeBack = "Take back"
    let now = "Now"
    let notRecorded = "not recorded"
    let save = "Save"
    let minutesAgo = "Minutes ago"
    let minutesAhead = "Minutes from now"
    let orClock = "or at"
    let isEstimated = "estimated"
    let words = "In words (no names)"
    let backToResponse = "Back to responding"
    let chosen = "chosen"

    // Closing.
    let closing = "Close the response"
    let threeMinutes =
        "Three minutes at most. Every field may wait: the response can be closed at once."
    let straight = "Straight to closing; the rest later"
    let spent = "on this page"
    let closeNow = "How do things stand? This closes the response."
    let falseAlarm = "It was a false alarm, because"
    let falseAlarmNote = "Kept with its reason, never deleted."
    let equipment = "Equipment used"
    let toReplace = "to replace, refill or mend"
    let label = "Label"
    let nothingUsed = "Nothing noted yet"
    let isClosed = "This response is closed:"
    let toDebrief = "On to the talk, if you want one"

    // Debrief.
    let debrief = "Talk it over?"
    let debriefOffer =
        "Five minutes, together, about the task and not about anyone. Whoever wants to."
    let start = "Start, 5 minutes"
    let skip = "Skip"
    let skipNote = "Skipping sends nothing, and nobody can see that you skipped."
    let timeLeft = "left"
    let timeOver = "Five minutes are over. Going on is fine, and so is stopping."
    let happened = "What happened"
    let happenedAsk =
        "Walk through it once, by the clock. Who noticed, what was done first, what next?"
    let well = "What went well"
    let wellAsk = "What helped? What would we want to happen the same way again?"
    let harder = "What made it harder"
    let harderAsk =
        "Things and ways, not people: room, noise, kit, oxygen, signal, words between us."
    let change = "What we change"
    let changeAsk =
        "At most five actions about equipment, space, stock or procedure. Never about a person."
    let onlyActions =
        "Nothing of the talk is written down. Only the actions are kept, and that it was held."
    let action = "Action"
    let aim = "About"
    let what = "What"
    let owner = "Who sees to it (handle or role)"
    let due = "By (day)"
    let held = "We talked it over: keep the actions"
    let done = "Done"
    let doneWord = "done"
    let times = "The response in numbers"
    let lowest = "Lowest oxygen held for 8 s"
    let noSignal = "Seconds without a value"
    let sinceStart = "after it began"
    let stimulated = "Stimulated"
    let breath = "First breath given"
    let oxygen = "Oxygen"
    let dose = "First dose"
    let call = "911 called"
    let breathing = "Breathing"
    let awake = "Awake"

    // Check-in; see also `WellbeingWords`.
    let yes = "Yes"
    let notNow = "Not now"
    let no = "No"
}

/// Sentences about the next touch and the time after a dose.
extension Words {
    func minutesAgo(_ minutes: Int64) -> String { "\(minutes) \(response.minAgo)" }

    func next(minutes: Int64, certainty: Certainty, doneBy: String?) -> String {
        var words = minutes > 0 ? minutesAgo(minutes) : "now"
        if certainty != .seen { words += ", \(certainty.rawValue)" }
        if let doneBy { words += ", done by \(doneBy)" }
        return words
    }

    func watchUntil(_ clock: String, isSites: Bool) -> String {
        isSites ? "site watches until \(clock) after a dose" : "watch until \(clock)"
    }
}
