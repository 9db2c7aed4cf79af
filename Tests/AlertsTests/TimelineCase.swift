import Testing

/// What went in and what came out.
struct TimelineCase: CustomTestStringConvertible, Sendable {
    var script: String
    var events: [String]
    var testDescription: String { script }

    init(_ script: String, _ events: String...) {
        self.script = script
        self.events = events
    }
}

/// Tables of timelines: each row is a story and everything that must happen in it.
enum TimelineTable {
    static let oxygen = [
        TimelineCase("97×10 88×5"),
        TimelineCase("97×10 88×6", "raised oxygen-low high@16"),
        TimelineCase("97×10 89×6", "raised oxygen-low high@16"),
        TimelineCase("97×10 90×60"),
        TimelineCase("97×10 88×5 90 88×5"),
        // Unsure and lost seconds do not stop the time below.
        TimelineCase("97×10 88×3 88?×2 88", "raised oxygen-low high@16"),
        TimelineCase("97×10 88×3 95?×2 88", "raised oxygen-low high@16"),
        // Critical at once, low after its own delay, each cleared by its own limit.
        TimelineCase(
            "97×10 84×6 88×11", "raised oxygen-critical high@11", "raised oxygen-low high@16",
            "cleared oxygen-critical high@26"),
        TimelineCase(
            "97×10 84 88×5", "raised oxygen-critical high@11", "raised oxygen-low high@16"),
        // Nine good seconds are not ten, 91 is not good, and a poor second starts over.
        TimelineCase("88×6 92×9", "raised oxygen-low high@6"),
        TimelineCase("88×6 92×10", "raised oxygen-low high@6", "cleared oxygen-low high@16"),
        TimelineCase("88×6 91×25", "raised oxygen-low high@6"),
        TimelineCase("88×6 92×9 91 92×9", "raised oxygen-low high@6"),
        // A link that stalls between two readings starts the good seconds over.
        TimelineCase(
            "84 87×5 stalled 87×9", "raised oxygen-critical high@1", "raised oxygen-low high@6",
            "raised stalled high@6", "cleared stalled high@11"),
        TimelineCase("88×6 92×9 92? 92×9", "raised oxygen-low high@6"),
        TimelineCase(
            "88×6 92×9 92? 92×10", "raised oxygen-low high@6", "cleared oxygen-low high@26"),
    ]

    static let poorSignal = [
        TimelineCase("97×10 88?×5"),
        TimelineCase("97×10 88?×6", "raised oxygen-low-poor-signal medium@16"),
        TimelineCase(
            "97×10 88?×6 88", "raised oxygen-low-poor-signal medium@16",
            "raised oxygen-low high@17", "cleared oxygen-low-poor-signal medium@17"),
        TimelineCase(
            "97×10 84? 88", "raised oxygen-low-poor-signal high@11", "raised oxygen-low high@12",
            "cleared oxygen-low-poor-signal high@12"),
        TimelineCase(
            "97×10 84? 84", "raised oxygen-low-poor-signal high@11", "raised oxygen-low high@12",
            "raised oxygen-critical high@12", "cleared oxygen-low-poor-signal high@12"),
        TimelineCase(
            "97×10 84? 97×9", "raised oxygen-low-poor-signal high@11"),
        TimelineCase(
            "97×10 84? 97×10", "raised oxygen-low-poor-signal high@11",
            "cleared oxygen-low-poor-signal high@21"),
        // It never becomes milder by itself.
        TimelineCase("97×10 84? 89?×3", "raised oxygen-low-poor-signal high@11"),
        // The plain alert stands for the value already.
        TimelineCase("97×10 88×6 88?×4", "raised oxygen-low high@16"),
        TimelineCase(
            "97×10 88×6 84?", "raised oxygen-low high@16", "raised oxygen-low-poor-signal high@17"),
        TimelineCase("97×10 84 83?×3", "raised oxygen-critical high@11"),
    ]

    static let signal = [
        TimelineCase("97×10 -×5"),
        TimelineCase("97×10 -×6", "raised signal-lost low@16"),
        TimelineCase("97×10 -×6 97×4", "raised signal-lost low@16"),
        TimelineCase("97×10 -×6 97×5", "raised signal-lost low@16", "cleared signal-lost low@21"),
        TimelineCase("97×10 -×3 97 -×5"),
        TimelineCase(
            "97×10 -×31", "raised signal-lost low@16", "escalated signal-lost medium@21",
            "escalated signal-lost high@41"),
        // Grave: low, falling, or after a dose.
        TimelineCase("97×10 88×2 -", "raised signal-lost high@13"),
        TimelineCase("97×40 93 -", "raised signal-lost high@42"),
        TimelineCase("97×40 94 -"),
        TimelineCase("97×10 dose 97 -", "raised signal-lost high@12"),
        TimelineCase(
            "97×10 -×6 dose", "raised signal-lost low@16"),
        TimelineCase(
            "97×10 -×6 dose -", "raised signal-lost low@16", "escalated signal-lost high@17"),
        // A poor value is a value: told, but never above low; a loss eases when values come back.
        TimelineCase("97×10 97?×60", "raised signal-lost low@16"),
        TimelineCase("97×10 88?×60 97?×2", "raised oxygen-low-poor-signal medium@16"),
        TimelineCase(
            "97×10 -×31 97?×5", "raised signal-lost low@16", "escalated signal-lost medium@21",
            "escalated signal-lost high@41", "eased signal-lost low@46"),
        // The cause has the alert.
        TimelineCase("97×10 gone", "raised device-gone low@10"),
        TimelineCase("97×10 -gone", "raised device-gone low@11"),
        TimelineCase("97×10 stalled", "raised stalled low@10"),
        TimelineCase(
            "97×10 gone nothing×30", "raised device-gone low@10", "escalated device-gone medium@20",
            "escalated device-gone high@40"),
        TimelineCase("97×10 88 gone", "raised device-gone high@11"),
        TimelineCase("97×10 dose gone", "raised device-gone high@10"),
        TimelineCase(
            "97×10 stalled nothing×2 gone", "raised stalled low@10", "raised device-gone low@12",
            "cleared stalled low@12"),
        TimelineCase(
            "97×10 -×6 gone nothing×2", "raised signal-lost low@16", "raised device-gone low@16",
            "cleared signal-lost low@16"),
        TimelineCase(
            "97×10 -×12 gone", "raised signal-lost low@16", "escalated signal-lost medium@21",
            "raised device-gone medium@22", "cleared signal-lost medium@22"),
        TimelineCase(
            "97×10 gone nothing×12 streaming -", "raised device-gone low@10",
            "escalated device-gone medium@20", "raised signal-lost medium@23",
            "cleared device-gone medium@23"),
        TimelineCase("97×10 gone streaming 97×4", "raised device-gone low@10"),
        TimelineCase(
            "97×10 gone streaming 97×5", "raised device-gone low@10", "cleared device-gone low@15"),
        TimelineCase("97×10 gone 97×5", "raised device-gone low@10", "cleared device-gone low@15"),
        // The oximeter is taken away on purpose: no alerts of the signal, the others stay.
        TimelineCase(
            "97×10 88×6 gone no-oximeter nothing×9", "raised oxygen-low high@16",
            "raised device-gone high@16", "cleared device-gone high@16"),
    ]

    static let care = [
        TimelineCase("97×10 awake:unresponsive", "raised unresponsive high@10"),
        TimelineCase(
            "97×10 awake:unresponsive 97 awake:pain", "raised unresponsive high@10",
            "cleared unresponsive high@11"),
        // An older entry changes nothing; an entry from the past counts from when it occurred.
        TimelineCase("97×10 awake:unresponsive awake:alert@-5", "raised unresponsive high@10"),
        TimelineCase("97×10 awake:alert awake:unresponsive@-5"),
        TimelineCase("97×10 breathing:none", "raised not-breathing high@10"),
        TimelineCase("97×10 breathing:gasping", "raised not-breathing high@10"),
        TimelineCase("97×10 breathing:slow"),
        TimelineCase("97×10 count:9", "raised not-breathing high@10"),
        TimelineCase("97×10 count:10"),
        TimelineCase(
            "97×10 count:4 97 breathing:shallow", "raised not-breathing high@10",
            "cleared not-breathing high@11"),
        TimelineCase("97×10 breathing:none count:12", "raised not-breathing high@10"),
        TimelineCase(
            "97×10 breathing:none 97 count:12", "raised not-breathing high@10",
            "cleared not-breathing high@11"),
        TimelineCase(
            "97×10 awake:pain 97×120 97×120", "raised awake-unknown low@130",
            "escalated awake-unknown medium@250"),
        // Asleep at V: 15 minutes only while oxygen is fine; once raised it stays until looked.
        TimelineCase("97×10 awake:voice 97×400 93", "raised awake-unknown low@411"),
        TimelineCase("97×10 awake:voice 97×400 93 97×60", "raised awake-unknown low@411"),
        TimelineCase("97×10 awake:voice 97×700 93", "raised awake-unknown medium@711"),
        // Re-check: 3 minutes after the earliest treatment nobody looked after.
        TimelineCase("97×10 dose 97×179"),
        TimelineCase("97×10 dose 97×180", "raised re-check low@190"),
        TimelineCase("97×10 dose 97×100 oxygen 97×80", "raised re-check low@190"),
        TimelineCase("97×10 dose 97×120 breathing:slow 97×150"),
        TimelineCase("97×10 dose 97×119 breathing:slow 97×61", "raised re-check low@190"),
        TimelineCase("97×200 breathing:slow dose@-150 97×60"),
        TimelineCase("97×10 dose@-120 97×60", "raised re-check low@70"),
        TimelineCase(
            "97×10 dose 97×100 dose 97×80 breathing:slow 97×100", "raised re-check low@190",
            "cleared re-check low@190", "raised re-check low@290"),
        TimelineCase(
            "97×10 dose 97×180 count:14", "raised re-check low@190", "cleared re-check low@190"),
    ]
}
