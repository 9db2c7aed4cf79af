import SignalCore

/// A line of data: perhaps a time, `SPO2=nnn`, `HR=nnn`, perhaps marks.
struct NoninASCIILine {
    private let spo2: UInt16
    private let pulse: UInt16

    /// Reads a line; `nil` if anything in it cannot be read.
    init?(_ bytes: Span<UInt8>, at start: Int) {
        var place = start
        guard Self.skipStamp(bytes, &place),
            TextBytes.eight(bytes, at: place) & 0xFF_FFFF_FFFF == 0x3D_324F_5053  // SPO2=
        else { return nil }
        place += 5
        guard let spo2 = Self.value(bytes, &place), TextField.isGap(bytes[place]) else {
            return nil
        }
        TextField.skipGap(bytes, &place)
        guard TextBytes.eight(bytes, at: place) & 0xFF_FFFF == 0x3D_5248 else { return nil }  // HR=
        place += 3
        guard let pulse = Self.value(bytes, &place), spo2.mayStandBeside(pulse),
            // A mark right behind fewer than three characters may be a digit that was damaged.
            pulse.width >= 3 || TextField.isGap(bytes[place]), Self.skipMarks(bytes, &place)
        else { return nil }
        self.spo2 = spo2.value
        self.pulse = pulse.value
    }

    /// What the line says.
    var sample: Sample {
        Sample(
            spo2Percent: spo2 >= 1 && spo2 <= 100 ? UInt8(truncatingIfNeeded: spo2) : nil,
            // 511 is Nonin's "none" in its other formats, and nothing is above it.
            pulseBpm: pulse >= 1 && pulse <= 510 ? pulse : nil)
    }

    /// Three characters, zeros or blanks on the left, or dashes.
    private static func value(_ bytes: Span<UInt8>, _ place: inout Int) -> TextNumber? {
        let start = place
        TextField.skipGap(bytes, &place)
        let blanks = place - start
        guard var number = TextNumber(bytes, &place) else { return nil }
        number.width += blanks
        return number
    }

    /// Moves over a date and time: words of digits with `:`, `/`, `-` or `.` between them.
    private static func skipStamp(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
        let characters = UInt8(ascii: "-")...UInt8(ascii: ":")
        while characters.contains(bytes[place]) {
            while characters.contains(bytes[place]) { place += 1 }
            guard TextField.isGap(bytes[place]) else { return false }
            TextField.skipGap(bytes, &place)
        }
        return true
    }

    /// Moves over `*` (an event key was pressed), `B` (a breath) and `F` (fast response).
    private static func skipMarks(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
        while true {
            TextField.skipGap(bytes, &place)
            switch bytes[place] {
            case UInt8(ascii: "*"), UInt8(ascii: "B"), UInt8(ascii: "F"): place += 1
            case let byte: return TextField.isEnd(byte)
            }
        }
    }

    /// Whether a line is the header a unit sends when it is switched on. No public text shows one;
    /// manuals say that it names the model, so a line with one of these words and no `=` counts.
    static func isHeader(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        for place in start..<end where bytes[place] == UInt8(ascii: "=") { return false }
        var place = start
        while place < end {
            let word = TextField.word(bytes, &place)
            if word == 0x4E_4F4E_494E || word == 0x4D_4F44_454C { return true }  // NONIN, MODEL
            TextField.skipGap(bytes, &place)
        }
        return false
    }
}
