/// The running sums of one window: whole numbers only, so that they are the same bits as a plain
/// recount, however long they run. Counts are read through spans: a plain subscript of an inline
/// array outside a mutating function may copy all of it.
///
/// A second costs one value in and one out. `x` is the age with a minus sign, in seconds.
struct TrendSums: Sendable {
    private var measuredAt = InlineArray<101, UInt16>(repeating: 0)
    private var unreliableAt = InlineArray<101, UInt16>(repeating: 0)
    private(set) var measured = 0
    private var unreliable = 0
    private var sumX = 0
    private var sumY = 0
    private var sumXX = 0
    private var sumXY = 0

    /// Takes a value of the newest second.
    mutating func add(_ slot: TrendSlot) {
        guard let percent = slot.percent else { return }
        guard slot.isMeasured else {
            unreliableAt[percent] += 1
            unreliable += 1
            return
        }
        measuredAt[percent] += 1
        measured += 1
        sumY += percent
    }

    /// Takes out a value that was `age` seconds old.
    mutating func remove(_ slot: TrendSlot, age: Int) {
        guard let percent = slot.percent else { return }
        guard slot.isMeasured else {
            unreliableAt[percent] -= 1
            unreliable -= 1
            return
        }
        measuredAt[percent] -= 1
        measured -= 1
        sumX += age
        sumY -= percent
        sumXX -= age * age
        sumXY += age * percent
    }

    /// Every value becomes a second older: (x − 1)² = x² − 2x + 1.
    mutating func age() {
        sumXX += measured - 2 * sumX
        sumX -= measured
        sumXY -= sumY
    }

    /// Facts; `nil` when less than half of the window was measured.
    func facts(windowSeconds: Int) -> TrendFacts? {
        guard measured > 0, measured * 2 >= windowSeconds else { return nil }
        return TrendFacts(
            lowestPercent: lowest, highestPercent: highest, medianPercent: median,
            slopePercentPerMinute: slope, measuredSeconds: measured, unreliableSeconds: unreliable)
    }

    /// Seconds below `percent`, measured or unreliable.
    func seconds(below percent: Int) -> Int {
        let (sure, unsure) = (measuredAt.span, unreliableAt.span)
        var count = 0
        for value in 0..<min(max(percent, 0), 101) {
            count += Int(sure[value]) + Int(unsure[value])
        }
        return count
    }

    /// Points below `percent` summed over the seconds, measured or unreliable, in %·s.
    func area(below percent: Int) -> Int {
        let (sure, unsure) = (measuredAt.span, unreliableAt.span)
        var area = 0
        for value in 0..<min(max(percent, 0), 101) {
            area += (percent - value) * (Int(sure[value]) + Int(unsure[value]))
        }
        return area
    }

    private var lowest: UInt8 {
        let (sure, unsure) = (measuredAt.span, unreliableAt.span)
        for percent in 0...100 where sure[percent] + unsure[percent] > 0 {
            return UInt8(percent)
        }
        return 100
    }

    private var highest: UInt8 {
        let sure = measuredAt.span
        for percent in stride(from: 100, through: 0, by: -1) where sure[percent] > 0 {
            return UInt8(percent)
        }
        return 0
    }

    private var median: UInt8 {
        let sure = measuredAt.span
        var left = (measured + 1) / 2
        for percent in 0...100 {
            left -= Int(sure[percent])
            if left <= 0 { return UInt8(percent) }
        }
        return 100
    }

    private var slope: Double {
        let spread = measured * sumXX - sumX * sumX
        guard spread > 0 else { return 0 }
        return 60 * Double(measured * sumXY - sumX * sumY) / Double(spread)
    }
}

/// One second in one byte: 0 for no value, the percent, and the top bit when it was unreliable.
struct TrendSlot: Equatable, Sendable {
    private let byte: UInt8
    private static let unreliableBit: UInt8 = 0x80

    static let empty = TrendSlot(byte: 0)

    private init(byte: UInt8) { self.byte = byte }

    init(_ reading: Reading) {
        guard let value = reading.judgedPercent else {
            byte = 0
            return
        }
        let percent = min(value, 100)
        byte = reading.state == .measured ? percent : percent | Self.unreliableBit
    }

    var percent: Int? { byte == 0 ? nil : Int(byte & ~Self.unreliableBit) }
    var isMeasured: Bool { byte & Self.unreliableBit == 0 }
}
