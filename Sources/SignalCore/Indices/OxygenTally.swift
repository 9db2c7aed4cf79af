/// Counts over a series: seconds at each percent, the delta index, the nadirs. Seconds without a
/// value count for nothing.
struct OxygenTally: Sendable {
    static var deltaBlock: Int { 12 }
    /// A level counts as held when the same 8 s lie between the first and the last value of it,
    /// as o2ring-analyzer 1.0.3 has it.
    static var heldSeconds: Int { 8 }

    private(set) var histogram = InlineArray<101, Int>(repeating: 0)
    private(set) var sustained: UInt8 = .max
    private var sum = 0
    private var count = 0
    private var left = OxygenTally.deltaBlock
    private var meanBefore = -1.0
    private var deltaSum = 0.0
    private var deltas = 0

    mutating func take(_ block: borrowing SampleBlock) {
        for chunk in 0..<block.chunks {
            let flat = block.flat(chunk)
            if flat != 0, flat >= sustained {
                histogram[Int(flat)] += SampleBlock.chunk
                addFlat(Int(flat), seconds: SampleBlock.chunk)
                continue
            }
            for index in block.seconds(of: chunk) {
                let value = unsafe block.raw[index]
                unsafe histogram[unchecked: Int(value)] &+= 1
                sum &+= Int(value)
                count &+= value == 0 ? 0 : 1
                left &-= 1
                if left == 0 { endDeltaBlock() }
                if value < sustained, value != 0 { unsafe hold(block.raw + index) }
            }
        }
    }

    private mutating func addFlat(_ percent: Int, seconds: Int) {
        var seconds = seconds
        while seconds > 0 {
            let part = min(seconds, left)
            sum += percent * part
            count += part
            left -= part
            seconds -= part
            if left == 0 { endDeltaBlock() }
        }
    }

    private mutating func endDeltaBlock() {
        let mean = count == 0 ? -1 : Double(sum) / Double(count)
        if mean >= 0, meanBefore >= 0 {
            deltaSum += abs(mean - meanBefore)
            deltas += 1
        }
        meanBefore = mean
        (sum, count, left) = (0, 0, Self.deltaBlock)
    }

    /// The highest value of the 8 s up to here is a level held, if there was a value 8 s ago.
    private mutating func hold(_ place: UnsafePointer<UInt8>) {
        guard unsafe place[-Self.heldSeconds] != 0 else { return }
        var highest: UInt8 = 0
        for back in 0...Self.heldSeconds { highest = max(highest, unsafe place[-back]) }
        sustained = min(sustained, highest)
    }

    /// Seconds with a value.
    var validSeconds: Int {
        var count = 0
        for percent in 1...100 { count += histogram[percent] }
        return count
    }

    /// Seconds with a value below `percent`.
    func seconds(below percent: Int) -> Int {
        var count = 0
        for level in 1..<min(max(percent, 1), 101) { count += histogram[level] }
        return count
    }

    var nadir: Int? { (1...100).first { histogram[$0] > 0 } }

    /// The lowest level held for 8 s; the nadir when nothing was held so long.
    var sustainedNadir: Int? { sustained <= 100 ? Int(sustained) : nadir }

    /// The mean absolute difference of neighbouring 12 s means; blocks without a value are left out.
    var deltaIndex: Double? { deltas == 0 ? nil : deltaSum / Double(deltas) }

    /// The area between `level` and the values below it, in percent seconds.
    func area(below level: Int) -> Int {
        var area = 0
        for percent in 1..<min(max(level, 1), 101) {
            area += histogram[percent] * (level - percent)
        }
        return area
    }
}
