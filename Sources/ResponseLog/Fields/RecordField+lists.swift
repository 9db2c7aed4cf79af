extension RecordField {
    /// The lists fields choose from, merged from what real records hold. The ledger's words never
    /// change; a list may grow.
    enum Lists {
        static let yesNo = [Choice("yes"), Choice("no")]

        static let areas = [
            Choice("injection-booth"), Choice("inhalation-area"), Choice("common-area"),
            Choice("washroom"), Choice("outside"), Choice("off-site-call-out"), Choice("other"),
        ]

        static let noticed = [
            Choice("seen-by-staff"), Choice("called-by-someone"), Choice("oximeter-alert"),
            Choice("door-or-stillness-sensor"), Choice("check-round"), Choice("asked-for-help"),
        ]

        static let witnesses = [
            Choice("staff"), Choice("worker", "worker on shift"), Choice("friend"),
            Choice("nobody"),
        ]

        /// Why 911 was called; why it was not stands in the call itself.
        static let callReasons = [
            Choice("protocol"), Choice("policy-required"), Choice("no-response"),
            Choice("relapse", "got worse again"), Choice("person-asked"), Choice("other"),
        ]

        static let falseAlarms = [
            Choice("finger-off-or-moved"), Choice("cold-finger"), Choice("talking-hands"),
            Choice("asleep-and-well"), Choice("device-fault"), Choice("limit-not-fitting"),
            Choice("opened-by-mistake"), Choice("other"),
        ]

        static let ages = [
            Choice("under-19"), Choice("19-29", "19 to 29"), Choice("30-39", "30 to 39"),
            Choice("40-49", "40 to 49"), Choice("50-59", "50 to 59"),
            Choice("60-and-over", "60 and over"),
        ]

        static let genders = [Choice("woman"), Choice("man"), Choice("another")]

        static let substances = [
            Choice("fentanyl", "fentanyl or down"), Choice("benzo-dope", "down with benzos"),
            Choice("heroin"), Choice("prescription-opioid"), Choice("stimulant"),
            Choice("ghb", "GHB"), Choice("alcohol"), Choice("other"),
        ]

        static let modes = [
            Choice("inject"), Choice("smoke"), Choice("snort"), Choice("swallow"), Choice("other"),
        ]

        static let positions = [
            Choice("slumped-sitting"), Choice("on-back"), Choice("face-down"),
            Choice("on-side", "on the side"), Choice("other"),
        ]

        static let injuries = [
            Choice("none-seen"), Choice("fall"), Choice("head", "head injury"), Choice("bleeding"),
            Choice("burn"), Choice("other"),
        ]

        static let transports = [
            Choice("transported", "went with the ambulance"),
            Choice("refused", "declined transport"),
            Choice("not-needed"), Choice("left-before", "left before the crew came"),
        ]

        static let outcomes = [
            Choice("awake-stayed", "awake and stayed"),
            Choice("awake-left-with-someone", "awake, left with someone"), Choice("left-alone"),
            Choice("sedated-breathing-watched", "still sedated, breathing, watched"),
            Choice("transported"), Choice("died"),
        ]

        static let offers = [
            Choice("taken"), Choice("offered", "offered, not taken"), Choice("no"),
        ]
    }
}
