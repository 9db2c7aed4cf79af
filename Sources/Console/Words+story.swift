import Ledger
import ResponseLog

/// What a response's page and its replay say. Stored, because templates read stored properties.
struct StoryWords: Sendable {
    let start = "Counted from"
    let times = "Times"
    let notRecorded = "not recorded"
    let stimulated = "Stimulated"
    let breath = "First breath given"
    let oxygen = "Oxygen"
    let dose = "First dose"
    let lastDose = "Last dose"
    let call = "911 called"
    let crew = "Crew here"
    let breathing = "Breathing well again"
    let awake = "Awake"
    let reSedated = "Worse again"
    let lowest = "Lowest oxygen held for 8 s"
    let below = "Below the limits"
    let usable = "Usable signal"
    let noHeld = "no value was held for 8 s"
    let dosesHere = "Naloxone given here"
    let dosesBefore = "Naloxone given before us"
    let noOximeter = "watched by eye, no oximeter"
    let noSignal = "no readings were stored"
    let cut = "Only the first 12 hours are drawn."
    let occurred = "Happened"
    let recorded = "written"
    let by = "Who"
    let wroteBy = "written by"
    let station = "the station"
    let notSaid = "not said"
    let replacedBy = "replaced by entry"
    let repeats = "the same as entry"
    let notOnDisk = "not on the disk yet"
    let sameDose = "Same dose as entry"
    let same = "Same dose"
    let both = "Two doses"
    let hiddenNote = "Note (its words are for people who may review)"
    let leaves = "Every entry's hash"
    let leaf = "Leaf hash (SHA-256)"
    let checkpoint = "The log's signed state when this page was made"
    let verify = "The command spotter log verify checks every row of it."
    let recordings = "Raw signal kept with the response"
    let pinned = "Readings from five minutes before to the end are kept with the response."
    let changedLimits = "Limits changed for this person alone stand in the timeline."
    let handover = "Handover page"
    let debrief = "Debrief"
    let record = "Record"

    /// Said beside an act, for review.
    func outsideScope(_ title: String) -> String { "outside the list for \(title)" }
    let replay = "Replay"
    let respond = "Respond"

    // Replay.
    let replayOf = "REPLAY"
    let notLive = "This has happened already. Nothing here is live, and it makes no sound."
    let play = "Play"
    let pause = "Pause"
    let speed = "Speed"
    let moment = "Moment"
    let controls = "Replay controls"
    let readOut = "At this moment"
    let pulse = "Pulse"
    let signal = "Signal"
    let flow = "Oxygen given"
    let alerts = "Alerts open"
    let last = "Last entry"
    let none = "none"
    let unknown = "unknown"
    let good = "good"
    let poor = "poor"
    let noReading = "no reading"
    let back = "Back to the response"
    let withoutScript =
        "Playing needs the page's script. The picture and the table show the same without it."
    let couldNot = "The readings could not be loaded. The picture and the table show the same."
    let clockTime = "Clock"
    let others = "Other people of this response"

    func cause(_ cause: ResponseTimes.Start.Cause) -> String {
        switch cause {
        case .alert: "the first alert that was open when help came"
        case .noticed: "when somebody noticed"
        case .firstEntry: "the first entry of the response"
        }
    }

    func certainty(_ certainty: Certainty) -> String { certainty.rawValue }
}
