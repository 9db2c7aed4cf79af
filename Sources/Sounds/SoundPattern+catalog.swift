/// Every sound that Spotter makes. Times follow the table in docs/signals.md and stay inside it
/// whether a pulse is measured at 10, 50 or 90 % of its height: with 36 ms of rise and fall a pulse
/// of 150 ms measures 143, 114 or 85 ms and a gap of 60 ms measures 67, 96 or 125 ms.
extension SoundPattern {
    /// All of them; names are unique.
    public static let all: [SoundPattern] = [
        highOxygen, highGeneral, mediumOxygen, mediumGeneral, lowOxygen, lowGeneral, drill, lost,
        test,
    ]

    /// High, oxygen: C5 B4 A4 - G4 F4, twice.
    public static let highOxygen = high("high-oxygen", Note.oxygen)
    /// High, any other alert: one pitch.
    public static let highGeneral = high("high-general", Note.general)
    /// Medium, oxygen: C5 B4 A4.
    public static let mediumOxygen = medium("medium-oxygen", Note.oxygen)
    /// Medium, any other alert: one pitch.
    public static let mediumGeneral = medium("medium-general", Note.general)
    /// Low, oxygen: the melody's first two notes. Our own choice.
    public static let lowOxygen = low("low-oxygen", Note.oxygen)
    /// Low, any other alert: one pitch.
    public static let lowGeneral = low("low-general", Note.general)

    /// Only drills sound: two soft low tones, unlike any alert.
    public static let drill = SoundPattern(
        name: "drill", pulses: row([Note.e4, Note.e4], from: 0, length: 240, gap: 400),
        repeatMilliseconds: 10_000, level: 0.2)

    /// A page has lost the station: up and down between two tones.
    public static let lost = SoundPattern(
        name: "lost",
        pulses: row([Note.f4, Note.c5, Note.f4, Note.c5], from: 0, length: 240, gap: 60),
        repeatMilliseconds: 5_000)

    /// The shift's sound test: the high, the medium and the low burst, once.
    public static let test = SoundPattern(
        name: "test",
        pulses: highPulses(Note.oxygen, from: 0) + mediumPulses(Note.oxygen, from: 3_900)
            + lowPulses(Note.oxygen, from: 5_800),
        repeatMilliseconds: nil)

    /// The pattern of that name; `nil` when there is none.
    public static func named(_ name: String) -> SoundPattern? { all.first { $0.name == name } }

    private static func high(_ name: String, _ notes: [Double]) -> SoundPattern {
        SoundPattern(name: name, pulses: highPulses(notes, from: 0), repeatMilliseconds: 6_000)
    }

    private static func medium(_ name: String, _ notes: [Double]) -> SoundPattern {
        SoundPattern(name: name, pulses: mediumPulses(notes, from: 0), repeatMilliseconds: 8_000)
    }

    private static func low(_ name: String, _ notes: [Double]) -> SoundPattern {
        SoundPattern(name: name, pulses: lowPulses(notes, from: 0), repeatMilliseconds: 20_000)
    }

    /// Five and five: gaps x x 2x+t x with x = 60 ms and t = 150 ms, half a second between.
    private static func highPulses(_ notes: [Double], from start: Int) -> [Pulse] {
        let begins = [0, 210, 420, 840, 1_050]
        return [start, start + 1_700].flatMap { group in
            zip(begins, notes).map { begin, hertz in
                Pulse(atMilliseconds: group + begin, lengthMilliseconds: 150, hertz: hertz)
            }
        }
    }

    private static func mediumPulses(_ notes: [Double], from start: Int) -> [Pulse] {
        row(Array(notes.prefix(3)), from: start, length: 200, gap: 150)
    }

    private static func lowPulses(_ notes: [Double], from start: Int) -> [Pulse] {
        row(Array(notes.prefix(2)), from: start, length: 200, gap: 150)
    }

    private static func row(_ notes: [Double], from start: Int, length: Int, gap: Int) -> [Pulse] {
        notes.indices.map { place in
            Pulse(
                atMilliseconds: start + place * (length + gap), lengthMilliseconds: length,
                hertz: notes[place])
        }
    }

    /// Pitches in Hz, equal temperament from A4 = 440.
    private enum Note {
        static let c5 = 523.25
        static let b4 = 493.88
        static let a4 = 440.0
        static let g4 = 392.0
        static let f4 = 349.23
        static let e4 = 329.63
        static let oxygen = [c5, b4, a4, g4, f4]
        static let general = [c5, c5, c5, c5, c5]
    }
}
