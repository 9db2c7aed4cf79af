/// Tables of the kinds that stand beside low oxygen; each lists everything that happens.
extension TimelineTable {
    static let caution = [
        TimelineCase("95×10 93×10"),
        TimelineCase("95×10 93×11", "raised oxygen-caution low@21"),
        TimelineCase("97×10 94×60"),
        TimelineCase("95×10 93?×11", "raised signal-lost low@16", "raised oxygen-caution low@21"),
        // A dose arms it: medium from then on. An open one stays as it is until its own delay has
        // passed since the dose, for a treatment changes no alert.
        TimelineCase(
            "95×10 dose 93×11", "raised re-sedation-watch low@11",
            "raised oxygen-caution medium@21"),
        TimelineCase(
            "95×10 93×11 dose 93×9", "raised oxygen-caution low@21",
            "raised re-sedation-watch low@22"),
        TimelineCase(
            "95×10 93×11 dose 93×10", "raised oxygen-caution low@21",
            "raised re-sedation-watch low@22", "escalated oxygen-caution medium@31"),
        // Clears at 96: two points on the good side.
        TimelineCase(
            "95×10 93×11 95×30", "raised oxygen-caution low@21"),
        TimelineCase(
            "95×10 93×11 96×9", "raised oxygen-caution low@21"),
        TimelineCase(
            "95×10 93×11 96×10", "raised oxygen-caution low@21", "cleared oxygen-caution low@31"),
        TimelineCase(
            "95×10 93×11 96×9 96? 96×9", "raised oxygen-caution low@21"),
        // A low alert says more, and leaves caution to stand when it is over.
        TimelineCase("95×10 88×15", "raised oxygen-low high@16"),
        TimelineCase(
            "95×10 88×6 92×10", "raised oxygen-low high@16", "cleared oxygen-low high@26",
            "raised oxygen-caution low@26"),
    ]

    static let falling = [
        TimelineCase("97×10 93×5"),
        TimelineCase("97×10 93×6", "raised oxygen-falling medium@16"),
        TimelineCase("97×30 94×60"),
        TimelineCase("97×10 93?×3 97×30"),
        // On the way to the low limit: a point each eight seconds, three points down.
        TimelineCase(
            "95×20 94×8 93×8 92×8", "raised oxygen-falling medium@35",
            "raised oxygen-caution low@39"),
        // Flat for a minute, then thirty seconds more.
        TimelineCase(
            "99×10 94×88", "raised oxygen-falling medium@16"),
        TimelineCase(
            "99×10 94×89", "raised oxygen-falling medium@16",
            "cleared oxygen-falling medium@99"),
        // Losing the signal does not end it.
        TimelineCase(
            "99×10 94×6 -×100", "raised oxygen-falling medium@16", "raised signal-lost high@17",
            "escalated signal-lost high@47"),
        // A low alert says more.
        TimelineCase("97×10 88×7", "raised oxygen-low high@16"),
    ]

    static let pulse = [
        TimelineCase("97/70×10 97/49×15"),
        TimelineCase("97/70×10 97/49×16", "raised pulse-low medium@26"),
        TimelineCase("97/50×60 97/130×60"),
        TimelineCase("97/70×10 97/131×16", "raised pulse-high medium@26"),
        TimelineCase(
            "97/70×10 97?/49×16", "raised signal-lost low@16", "raised pulse-low medium@26"),
        TimelineCase("97/49×16 97/54×30", "raised pulse-low medium@16"),
        TimelineCase("97/49×16 97/55×9", "raised pulse-low medium@16"),
        TimelineCase(
            "97/49×16 97/55×10", "raised pulse-low medium@16", "cleared pulse-low medium@26"),
        TimelineCase("97/131×16 97/126×30", "raised pulse-high medium@16"),
        TimelineCase(
            "97/131×16 97/125×10", "raised pulse-high medium@16",
            "cleared pulse-high medium@26"),
        TimelineCase(
            "97/49×16 -×4 97/55×9", "raised pulse-low medium@16"),
        TimelineCase(
            "97×10 -searching×6", "raised pulse-lost medium@16", "raised signal-lost low@16"),
        TimelineCase("97×10 -searching×5"),
        TimelineCase("97×10 -searching×4 -fingerOut×4 97", "raised signal-lost low@16"),
        TimelineCase(
            "97×10 dose -searching×6", "raised signal-lost high@11",
            "raised re-sedation-watch low@11", "raised pulse-lost high@16"),
        // A dose while it is looked for: the next second says so.
        TimelineCase(
            "97×10 -searching×6 dose -searching", "raised pulse-lost medium@16",
            "raised signal-lost low@16", "escalated pulse-lost high@17",
            "escalated signal-lost high@17", "raised re-sedation-watch low@17"),
        TimelineCase(
            "97×10 88 -searching×6", "raised signal-lost high@12", "raised pulse-lost high@17"),
        TimelineCase(
            "97×10 -searching×6 97×5", "raised pulse-lost medium@16", "raised signal-lost low@16",
            "cleared pulse-lost medium@21", "cleared signal-lost low@21"),
        TimelineCase(
            "97×10 -searching×6 97×4 -fingerOut", "raised pulse-lost medium@16",
            "raised signal-lost low@16", "escalated signal-lost medium@21"),
    ]

    static let device = [
        TimelineCase(
            "97×10 97!stuck 97", "raised stuck medium@11", "cleared stuck medium@12"),
        TimelineCase(
            "97×10 97!stuck -×2 gone", "raised stuck medium@11", "raised device-gone low@13",
            "cleared stuck medium@13"),
        TimelineCase("97×10 97!battery×3 nothing 97!battery", "raised low-battery low@11"),
        TimelineCase(
            "97×10 97!battery -×2 97", "raised low-battery low@11", "cleared low-battery low@14"),
        TimelineCase(
            "97×10 97!battery no-oximeter", "raised low-battery low@11",
            "cleared low-battery low@11"),
        // Another program's: at once, and the loss climbs beside it.
        TimelineCase("97×10 taken", "raised taken medium@10"),
        TimelineCase(
            "97×10 taken nothing×30", "raised taken medium@10", "raised signal-lost low@15",
            "escalated signal-lost medium@20", "escalated signal-lost high@40"),
        TimelineCase(
            "97×10 taken nothing×2 streaming 97", "raised taken medium@10",
            "cleared taken medium@13"),
        TimelineCase(
            "97×10 gone nothing×31 taken", "raised device-gone low@10",
            "escalated device-gone medium@20", "escalated device-gone high@40",
            "raised signal-lost high@41", "raised taken medium@41",
            "cleared device-gone high@41"),
    ]

    static let treatment = [
        TimelineCase(
            "97×10 oxygen 97×120", "raised breaths-not-counted low@130"),
        TimelineCase(
            "97×10 oxygen 97×240", "raised breaths-not-counted low@130",
            "raised re-check low@190", "escalated breaths-not-counted medium@250"),
        TimelineCase(
            "97×10 oxygen 97×120 count:14", "raised breaths-not-counted low@130",
            "cleared breaths-not-counted low@130"),
        TimelineCase(
            "97×10 oxygen 97×60 count:14 97×119"),
        TimelineCase(
            "97×10 oxygen 97×120 oxygen-off", "raised breaths-not-counted low@130",
            "cleared breaths-not-counted low@130"),
        TimelineCase(
            "97×10 dose 97×130 breathing:slow 97×7070", "raised re-sedation-watch low@11",
            "reminded re-sedation-watch low@1810", "reminded re-sedation-watch low@3610",
            "reminded re-sedation-watch low@5410", "cleared re-sedation-watch low@7210"),
        TimelineCase(
            "97×10 dose 97 leave", "raised re-sedation-watch low@11",
            "cleared re-sedation-watch low@11"),
    ]
}
