import SignalCore

/// A line of data: `MM/DD/YY HH:MM:SS`, then `KEY=value` in any order and number.
struct MasimoASCII1Line {
    /// Differs between any two seconds.
    let stamp: UInt64
    private var spo2: TextNumber?
    private var pulse: TextNumber?
    private var perfusionHundredths: UInt16?
    private var exceptions: UInt32?
    private var alarms: UInt32 = 0
    /// How many digits `EXC` and `ALARM` have: always the same from one device.
    private(set) var exceptionsWidth = 0
    private(set) var alarmsWidth = 0

    /// Reads a line; `nil` if anything in it has not its form. It must have `SPO2`, `BPM` and
    /// `EXC`, whose bits tell whether the numbers are values.
    init?(_ bytes: Span<UInt8>, at start: Int) {
        var place = start
        guard let date = Self.date(bytes, &place), TextField.isGap(bytes[place]) else { return nil }
        TextField.skipGap(bytes, &place)
        guard let time = TextStamp.time(bytes, &place), TextField.isGap(bytes[place]) else {
            return nil
        }
        stamp = TextStamp.stamp(date: date, time: time)
        while true {
            TextField.skipGap(bytes, &place)
            if TextField.isEnd(bytes[place]) { break }
            guard readWord(bytes, &place), TextField.isGap(bytes[place]) else { return nil }
        }
        guard exceptions != nil, let spo2, let pulse, spo2.mayStandBeside(pulse) else { return nil }
    }

    /// What the line says. A number beside a bit for no reading is no value.
    var sample: Sample {
        let exceptions = exceptions ?? 0
        let flags = MasimoASCII1Bits.flags(exceptions: exceptions, alarms: alarms)
        let hasReading = exceptions & MasimoASCII1Bits.noValue == 0
        let spo2 = hasReading ? spo2?.value ?? 0 : 0
        let pulse = hasReading ? pulse?.value ?? 0 : 0
        return Sample(
            spo2Percent: spo2 >= 1 && spo2 <= 100 ? UInt8(truncatingIfNeeded: spo2) : nil,
            // Own bound: above it, a digit was damaged.
            pulseBpm: pulse >= 1 && pulse <= 300 ? pulse : nil,
            perfusionHundredths: hasReading ? perfusionHundredths : nil,
            flags: flags)
    }

    private static func date(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt64? {
        if let date = TextStamp.usualDate(bytes, at: place), TextField.isGap(bytes[place + 8]) {
            place += 8
            return date
        }
        guard let month = TextNumber.digits(bytes, &place, atMost: 2),
            TextField.take(UInt8(ascii: "/"), bytes, &place),
            let day = TextNumber.digits(bytes, &place, atMost: 2),
            TextField.take(UInt8(ascii: "/"), bytes, &place),
            let year = TextStamp.year(bytes, &place)
        else { return nil }
        return TextStamp.date(day: day, month: month, year: year)
    }

    /// Reads `KEY=value`. No value may come twice: that is two lines run together.
    @inline(__always)
    private mutating func readWord(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
        let word = TextBytes.eight(bytes, at: place)
        if word & 0xFF_FFFF_FFFF == 0x3D_324F_5053 {  // SPO2=
            guard spo2 == nil else { return false }
            place += 5
            spo2 = Self.number(bytes, &place)
            return spo2 != nil
        }
        if word & 0xFFFF_FFFF == 0x3D4D_5042 {  // BPM=
            guard pulse == nil else { return false }
            place += 4
            pulse = Self.number(bytes, &place)
            return pulse != nil
        }
        if word & 0xFF_FFFF == 0x3D_4950 {  // PI=
            place += 3
            return readPerfusion(bytes, &place)
        }
        if word & 0xFFFF_FFFF == 0x3D43_5845 {  // EXC=
            guard exceptions == nil else { return false }
            place += 4
            let start = place
            exceptions = TextNumber.hexadecimal(bytes, &place)
            exceptionsWidth = place - start
            return exceptions != nil
        }
        if word & 0xFFFF_FFFF_FFFF == 0x3D4D_5241_4C41 {  // ALARM=
            place += 6
            let start = place
            guard let bits = TextNumber.hexadecimal(bytes, &place) else { return false }
            alarmsWidth = place - start
            alarms = bits
            return true
        }
        return TextField.skipPair(bytes, &place)
    }

    /// A number or dashes, with or without `%`.
    @inline(__always)
    private static func number(_ bytes: Span<UInt8>, _ place: inout Int) -> TextNumber? {
        let number = TextNumber(bytes, &place)
        _ = TextField.take(UInt8(ascii: "%"), bytes, &place)
        return number
    }

    /// A percentage with one decimal, two or none, or dashes, with or without `%`.
    private mutating func readPerfusion(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
        if bytes[place] == UInt8(ascii: "-") {
            while bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: ".") {
                place += 1
            }
        } else {
            perfusionHundredths = TextNumber.hundredths(bytes, &place)
            guard perfusionHundredths != nil else { return false }
        }
        _ = TextField.take(UInt8(ascii: "%"), bytes, &place)
        return true
    }
}
