/// A line that is no data and is known.
enum NellcorASCIIHeading {
    /// Model, version and limits above live lines.
    case live
    /// The same above a printout of the monitor's memory.
    case trend
    /// The patient's kind and SatSeconds, the columns' titles, or the end of a printout.
    case words

    /// Reads a line; `nil` if it is not known.
    init?(_ bytes: Span<UInt8>, at start: Int) {
        var place = start
        let first = Self.nextWord(bytes, &place)
        let second = Self.nextWord(bytes, &place)
        if second == Self.version {
            _ = Self.nextWord(bytes, &place)
            self = Self.nextWord(bytes, &place) == Self.trendTitle ? .trend : .live
            return
        }
        let isTitles = first == Self.time && second == Self.percentSpO2
        let isPatient =
            first == Self.adult && second == 0 || second & 0xFF_FFFF_FFFF == Self.satSeconds
        let isEnd = first == Self.output && second == Self.complete
        guard isTitles || (isPatient || isEnd) && TextField.isEnd(bytes[place]) else { return nil }
        self = .words
    }

    private static func nextWord(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt64 {
        let word = TextField.word(bytes, &place)
        TextField.skipGap(bytes, &place)
        return word
    }

    // Words as `TextField.word` reads them.
    private static let version: UInt64 = 0x56_4552_5349_4F4E
    private static let trendTitle: UInt64 = 0x54_5245_4E44  // TREND
    private static let time: UInt64 = 0x5449_4D45
    private static let percentSpO2: UInt64 = 0x25_5350_4F32  // %SPO2
    private static let adult: UInt64 = 0x41_4455_4C54
    private static let satSeconds: UInt64 = 0x53_4154_2D53  // SAT-S, after a number
    private static let output: UInt64 = 0x4F55_5450_5554
    private static let complete: UInt64 = 0x434F_4D50_4C45_5445
}
