/// `jung`: what pobm 1.2.0's Relative method computes, one second at a time.
///
/// A is a fall of 1 to `drop` points in one second, above 25 %. While the value does not rise, the
/// first second `drop` below A makes B possible; from there B is the lowest and latest. C is the
/// first second at least 10 s after A within 1 of A or `drop` above B; more than 90 s after A it
/// counts for nothing. D, the end, is C when C is within 1 of A, else the first second that is,
/// at most 90 s after A. pobm must be given a value for each second: the one before is held.
struct JungRule: Sendable {
    private static var shortest: Int { 10 }
    private static var longest: Int { 90 }

    private enum Phase { case idle, falling, low }

    private struct Pending {
        var start = 0
        var level = 0
        var end = -1
    }

    private let drop: Int
    private var phase = Phase.idle
    private var start = 0
    private var level = 0
    private var lowest = 0
    private var before = 0
    /// Events whose end is not known yet, oldest first. They start at least 11 s apart and wait
    /// 90 s at most, so nine fit.
    private var pending = InlineArray<16, Pending>(repeating: Pending())
    private var waiting = 0
    private(set) var groups: PobmGroups

    init(drop: Int, room: Int) {
        self.drop = drop
        groups = PobmGroups(room: room)
    }

    mutating func take(_ block: borrowing SampleBlock) {
        if block.first == 0, block.count > 0 { before = Int(unsafe block.filled[0]) }
        for chunk in 0..<block.chunks {
            if phase != .low, waiting == 0, block.flat(chunk) != 0 { continue }
            for index in block.seconds(of: chunk) {
                let value = Int(unsafe block.filled[index])
                if waiting > 0 {
                    unsafe settle(value, block.first + index, values: block.filled + index)
                }
                if phase != .idle || value < before {
                    unsafe step(value, block.first + index, values: block.filled + index)
                }
                before = value
            }
        }
    }

    /// The last second of the series is `last`: what still waits for its end gets it there.
    mutating func finish(last: Int, values: UnsafePointer<UInt8>) {
        for index in 0..<waiting where pending[index].end < 0 {
            pending[index].end = min(pending[index].start + Self.longest, last)
        }
        unsafe handOver(last, values: values)
        groups.finish()
    }

    @inline(__always)
    private mutating func step(_ value: Int, _ second: Int, values: UnsafePointer<UInt8>) {
        switch phase {
        case .idle:
            guard value > 25, before - value >= 1, before - value <= drop else { return }
            (phase, start, level) = (.falling, second, value)
        case .falling:
            if value > before {
                phase = .idle
            } else if level - value >= drop {
                (phase, lowest) = (.low, value)
            }
        case .low:
            let isBack = level - value <= 1 || value - lowest >= drop
            guard isBack, second - start >= Self.shortest else {
                lowest = min(lowest, value)
                return
            }
            phase = .idle
            if second - start <= Self.longest {
                unsafe found(value, second, values: values)
            }
        // pobm looks for the next A from the second after C on.
        }
    }

    @inline(never)
    private mutating func found(_ value: Int, _ second: Int, values: UnsafePointer<UInt8>) {
        let isEnd = value >= level - 1 || second - start >= Self.longest
        pending[waiting] = Pending(start: start, level: level, end: isEnd ? second : -1)
        waiting += 1
        unsafe handOver(second, values: values)
    }

    @inline(never)
    private mutating func settle(_ value: Int, _ second: Int, values: UnsafePointer<UInt8>) {
        var isSettled = false
        for index in 0..<waiting where pending[index].end < 0 {
            let event = pending[index]
            if value >= event.level - 1 || second - event.start >= Self.longest {
                pending[index].end = second
                isSettled = true
            }
        }
        if isSettled { unsafe handOver(second, values: values) }
    }

    private mutating func handOver(_ second: Int, values: UnsafePointer<UInt8>) {
        while waiting > 0, pending[0].end >= 0 {
            unsafe groups.take(
                start: pending[0].start, end: pending[0].end, values: values, at: second)
            waiting -= 1
            for index in 0..<waiting { pending[index] = pending[index + 1] }
        }
    }
}
