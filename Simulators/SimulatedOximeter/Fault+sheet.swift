extension Fault.Name {
    /// How it is written, with T, D, P and PPM for numbers.
    public var form: String {
        switch self {
        case .fingerOut: "\(rawValue)[=FORM]@T+D"
        case .clockDrift: "\(rawValue)=PPM"
        case .dropBytes, .flipBits, .halfFrames: "\(rawValue)=P"
        case .rename: "\(rawValue)@T"
        case .coldFinger, .motion, .searching, .sensorFault, .lowBattery, .freeze, .silence,
            .babble, .gluedFrames, .wrongBaud, .unplug:
            "\(rawValue)@T+D"
        }
    }

    /// What happens, in a few words.
    public var about: String {
        switch self {
        case .fingerOut: "probe off the finger; FORM: firmware, vendor"
        case .coldFinger: "cold finger: weak signal, dropouts"
        case .motion: "the hand moves: wrong numbers, dropouts"
        case .searching: "the device finds no pulse"
        case .sensorFault: "sensor unplugged or broken"
        case .lowBattery: "the device says its battery is low"
        case .clockDrift: "the device's clock and frames run fast"
        case .freeze: "the device hangs: its last frame repeats"
        case .silence: "nothing is sent, not even answers"
        case .babble: "something else: lines of a GPS, noise"
        case .dropBytes: "each byte is lost with probability P"
        case .flipBits: "each byte has a bit turned with probability P"
        case .halfFrames: "each frame breaks off with probability P"
        case .gluedFrames: "frames are held back and come several at once"
        case .wrongBaud: "the device talks at another speed"
        case .unplug: "the port goes away, and is back after D"
        case .rename: "the port goes away, and is back as another"
        }
    }

    /// What people at the station see of it.
    public var shown: String {
        switch self {
        case .fingerOut: "no finger, or what the family has for it"
        case .coldFinger: "weak signal; at times looking for a pulse"
        case .motion: "wrong values; disturbed where the device says so"
        case .searching: "looking for a pulse, or no value"
        case .sensorFault: "sensor unplugged or broken, or no finger"
        case .lowBattery: "the battery is low, beside the value"
        case .clockDrift: "nothing: the station has its own clock"
        case .freeze: "that it hangs, no value, or silent"
        case .silence: "oximeter silent"
        case .babble: "oximeter silent, or never heard"
        case .dropBytes, .flipBits: "the value; wrong ones without a check sum"
        case .halfFrames: "the value; silent when too much is lost"
        case .gluedFrames: "the value, a little late"
        case .wrongBaud: "oximeter silent, or no value"
        case .unplug: "unplugged, then the value again"
        case .rename: "unplugged; followed by its place on USB"
        }
    }
}

extension Fault {
    /// How faults are written, one a line with what the station shows, for help texts.
    public static let grammar: String = {
        let forms = Name.allCases.map(\.form.count).max() ?? 0
        let abouts = Name.allCases.map(\.about.count).max() ?? 0
        let lines = Kind.allCases.flatMap { kind in
            [kind.rawValue + ":"]
                + Name.allCases.filter { $0.kind == kind }.map { name in
                    "  " + padded(name.form, to: forms + 2) + padded(name.about, to: abouts + 2)
                        + name.shown
                }
        }
        return (lines + notes).joined(separator: "\n")
    }()

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static let notes = [
        "The last column is what the station shows.",
        "T and D are seconds of simulated time since the start; without +D it lasts to the end.",
        "P lies between 0 and 1; PPM, millionths, between -\(driftLimit) and \(driftLimit).",
        "Not here: twin, two devices with one serial number; \(twinPlace).",
    ]

    /// Where the fault is played that a pseudo-terminal cannot show.
    static let twinPlace = "only USB has serial numbers, so the tests on mock USB play it"
}
