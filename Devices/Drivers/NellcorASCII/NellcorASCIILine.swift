import SignalCore

/// A line of data: `dd-MMM-yy HH:MM:SS`, SpO2, pulse, pulse amplitude, then codes of two letters.
struct NellcorASCIILine {
    /// Differs between any two seconds.
    let stamp: UInt64
    private let spo2: UInt16
    private let pulse: UInt16
    private var flags: SampleFlags = []

    /// Reads a line; `nil` if anything in it cannot be read.
    init?(_ bytes: Span<UInt8>, at start: Int) {
        var place = start
        guard let date = Self.date(bytes, &place), TextField.isGap(bytes[place]) else { return nil }
        TextField.skipWideGap(bytes, &place)
        guard let time = TextStamp.time(bytes, &place) else { return nil }
        stamp = TextStamp.stamp(date: date, time: time)
        var isMarked = false
        guard let spo2 = Self.value(bytes, &place, &isMarked),
            let pulse = Self.value(bytes, &place, &isMarked),
            // The amplitude has no documented scale: it must be there, and is not used.
            Self.value(bytes, &place, &isMarked) != nil
        else { return nil }
        self.spo2 = spo2
        self.pulse = pulse
        if isMarked { flags = .deviceAlarm }
        guard readCodes(bytes, &place) else { return nil }
    }

    /// What the line says. A number beside a code for no reading is no value.
    var sample: Sample {
        guard flags.isDisjoint(with: .noReading) else { return Sample(flags: flags) }
        return Sample(
            spo2Percent: spo2 >= 1 && spo2 <= 100 ? UInt8(truncatingIfNeeded: spo2) : nil,
            // Own bound: above it, a digit was damaged.
            pulseBpm: pulse >= 1 && pulse <= 300 ? pulse : nil,
            flags: flags)
    }

    private static func date(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt64? {
        guard let day = TextNumber.digits(bytes, &place, atMost: 2),
            TextField.take(UInt8(ascii: "-"), bytes, &place),
            let month = NellcorASCIIWord.month(bytes, &place),
            TextField.take(UInt8(ascii: "-"), bytes, &place),
            let year = TextStamp.year(bytes, &place)
        else { return nil }
        return TextStamp.date(day: day, month: month, year: year)
    }

    /// Digits or dashes with a gap before and after; a `*` may follow at once, which says that the
    /// value breaks a limit of the monitor's own.
    private static func value(
        _ bytes: Span<UInt8>, _ place: inout Int, _ isMarked: inout Bool
    ) -> UInt16? {
        guard TextField.isGap(bytes[place]) else { return nil }
        TextField.skipWideGap(bytes, &place)
        var value: UInt16 = 0
        if bytes[place] == UInt8(ascii: "-") {
            while bytes[place] == UInt8(ascii: "-") { place += 1 }
        } else {
            guard let number = TextNumber.digits(bytes, &place, atMost: 3) else { return nil }
            value = number
        }
        if TextField.take(UInt8(ascii: "*"), bytes, &place) { isMarked = true }
        return value
    }

    private mutating func readCodes(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
        while true {
            guard TextField.isGap(bytes[place]) else { return false }
            TextField.skipWideGap(bytes, &place)
            if TextField.isEnd(bytes[place]) { return true }
            guard let code = NellcorASCIIWord.code(bytes, &place) else { return false }
            flags.formUnion(NellcorASCIIWord.flags(code))
        }
    }
}
