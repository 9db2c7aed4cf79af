/// The inverse of the rules for the automatic mode, written from the protocol's page.
struct AutoRecordWriter {
    /// Chooses bases at random; the deepest value below a base, 14 by the rules.
    var deepest = 14
    private(set) var data: [(byte: UInt8, flag: Bool)] = []

    /// Writes a series; a second without a value is `none`, the quantity's own sentinel.
    mutating func write(_ values: [Int], random: inout SplitMix) {
        var base: Int?
        var place = 0
        while place < values.count {
            let value = values[place]
            let isNewBase = random.next() % 16 == 0
            if isNewBase || base.map({ !(0...deepest).contains($0 - value) }) ?? true {
                let new = min(255, value + Int(random.next() % UInt64(deepest + 1)))
                data.append((0x70 | UInt8(new >> 4), true))
                data.append((0x70 | UInt8(new & 0x0F), true))
                base = new
            }
            let high = base! - value
            place += 1
            var low = 0x0F
            if place < values.count, (0...deepest).contains(base! - values[place]),
                random.next() % 12 != 0
            {
                low = base! - values[place]
                place += 1
            } else {
                // An unfinished byte is followed by a new base.
                base = nil
            }
            data.append((UInt8((high & 7) << 4 | low), high > 7))
        }
    }

    /// The messages; what is left of the last is filled up.
    func messages(quantity: UInt8, fill: UInt8 = 0x7F) -> [[UInt8]] {
        stride(from: 0, to: data.count, by: 21).enumerated().map { number, start in
            var part = Array(data[start..<min(start + 21, data.count)])
            while part.count < 21 { part.append((fill, false)) }
            var flags = 0
            for (place, item) in part.enumerated() where item.flag { flags |= 1 << place }
            return summed(
                [0xED, 0x04, quantity, UInt8(number & 0x7F), UInt8(number >> 7)]
                    + [flags & 0x7F, flags >> 7 & 0x7F, flags >> 14].map { UInt8($0) }
                    + part.map(\.byte))
        }
    }

    static func heading(_ index: UInt8, seconds: Int, isLast: Bool = true) -> [UInt8] {
        summed(
            [0xEC, isLast ? 0x40 : 0x00, 0x01, index, 25, 7, 5, 16, 59, index]
                + [seconds & 0x7F, seconds >> 7 & 0x7F, seconds >> 14].map { UInt8($0) }
                + [0x75, 0x73, 0x65, 0x72, 0, 0, 0])
    }
}

/// The inverse of the rules for the manual mode. It can store only steps of up to seven, six down
/// in the low half, and no value right after an artifact in the same byte; `stored` is what it made
/// of the series.
struct ManualRecordWriter {
    private(set) var stored: [Int?] = []
    private(set) var messages: [[UInt8]] = []
    private let head: UInt8

    init(_ values: [Int?], head: UInt8, fill: UInt8 = 0x00) {
        self.head = head
        for start in stride(from: 0, to: values.count, by: 27) {
            write(Array(values[start..<min(start + 27, values.count)]), fill)
        }
    }

    private mutating func write(_ values: [Int?], _ fill: UInt8) {
        var data: [(byte: UInt8, flag: Bool)] = []
        var now = values[0]
        data.append(now.map { (UInt8($0 & 0x7F), $0 > 127) } ?? (0x7F, true))
        stored.append(now)
        for place in stride(from: 1, to: values.count, by: 2) {
            let second = place + 1 < values.count ? values[place + 1] : now
            let isWhole = place + 1 < values.count
            guard let old = now, let first = values[place] else {
                data.append((0x7F, true))
                stored += isWhole ? [nil, nil] : [nil]
                continue
            }
            let high = max(second == nil ? -6 : -7, min(7, first - old))
            var low = 0x0F
            now = old + high
            stored.append(now)
            if let second {
                // Seven down would read as an artifact.
                let step = max(-6, min(7, second - (old + high)))
                low = step < 0 ? 8 | -step : step
                now = old + high + step
            }
            if isWhole { stored.append(second == nil ? nil : now) }
            data.append((UInt8(abs(high) << 4 | low), high < 0))
        }
        while data.count < 14 { data.append((fill, fill == 0x7F)) }
        var flags = 0
        for (place, item) in data.enumerated() where item.flag { flags |= 1 << place }
        let number = messages.count
        messages.append(
            summed(
                [head, UInt8(number & 0x7F), UInt8(number >> 7)]
                    + [flags & 0x7F, flags >> 7].map { UInt8($0) } + data.map(\.byte)))
    }

    static func heading(seconds: Int) -> [UInt8] {
        summed(
            [0xD0, 0x00, 25, 7, 5, 16, 59, 23, 0, 0]
                + [seconds & 0x7F, seconds >> 7 & 0x7F, seconds >> 14].map { UInt8($0) })
    }
}

/// Series as a sleeper or a restless finger makes them.
enum RandomSeries {
    static func make(
        _ random: inout SplitMix, count: Int, range: ClosedRange<Int>, none: Int?, jump: UInt64
    ) -> [Int?] {
        var value = (range.lowerBound + range.upperBound) / 2
        var gap = 0
        return (0..<count).map { _ in
            if gap == 0 && random.next() % 40 == 0 { gap = Int(random.next() % 60) }
            let step = Int(random.next() % (jump * 2 + 1)) - Int(jump)
            value = max(range.lowerBound, min(range.upperBound, value + step))
            guard gap > 0 else { return value }
            gap -= 1
            return none
        }
    }
}
