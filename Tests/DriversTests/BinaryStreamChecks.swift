import Drivers
import SignalCore

/// The most live frames in a row with nothing skipped between, as a link counts before it claims a
/// port.
struct LongestRun: FrameConsumer {
    private(set) var longest: UInt64 = 0
    private var now: UInt64 = 0

    init(_ bytes: [UInt8], decoder: some FrameDecoder) {
        var pump = FramePump(decoder)
        pump.feed(bytes.span, into: &self)
        pump.finish(into: &self)
    }

    mutating func take(_ sample: Sample) {
        now += 1
        longest = max(longest, now)
    }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) { now = 0 }
}

/// Frames found by trying every place in turn: slow, and sharing nothing with the decoders.
struct PlainFrames {
    /// A frame, or `nil` for a byte that belongs to none.
    private(set) var found: [[UInt8]?] = []
    private(set) var framedBytes = 0

    init(_ bytes: [UInt8], length: Int, isFrame: ([UInt8]) -> Bool) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let frame = Array(rest.prefix(length))
            let isWhole = frame.count == length && isFrame(frame)
            found.append(isWhole ? frame : nil)
            framedBytes += isWhole ? length : 0
            rest = rest.dropFirst(isWhole ? length : 1)
        }
    }

    /// One byte with bit 7 set, then only bytes without.
    static func hasSyncByte(_ frame: [UInt8]) -> Bool {
        frame[0] >= 0x80 && frame.dropFirst().allSatisfy { $0 < 0x80 }
    }
}

/// Flags by the bits of a byte that mean something.
func flags(_ byte: UInt8, _ meanings: [Int: SampleFlags]) -> SampleFlags {
    meanings.reduce(into: []) { flags, bit in
        if String(byte >> bit.key, radix: 2).hasSuffix("1") { flags.formUnion(bit.value) }
    }
}

/// Frames with damage of every kind in between: bytes changed, lost, added, and noise.
func damagedStream(
    _ random: inout SplitMix, frame: (inout SplitMix) -> [UInt8]
) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<120 {
        var next = frame(&random)
        let place = Int.random(in: 0..<next.count, using: &random)
        switch random.next() % 12 {
        case 0: next[place] = UInt8.random(in: 0...255, using: &random)
        case 1: next.remove(at: place)
        case 2: next.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 3:
            next = (0...random.next() % 12).map { _ in UInt8.random(in: 0...255, using: &random) }
        default: break
        }
        bytes += next
    }
    return bytes
}

/// Damages each byte of the first frames in every way, one at a time. Says where a frame after the
/// next one was not found again as `isSame` wants it, or where another was found in its place.
func lostFrames(
    _ frames: [[UInt8]], damaging count: Int, _ decoder: some FrameDecoder,
    isSame: (_ clean: Sample, _ found: Sample) -> Bool = { $0 == $1 }
) -> [String] {
    let clean = DecodedStream([frames.flatMap { $0 }], decoder: decoder).samples
    var lost: [String] = []
    for number in 0..<count {
        for place in frames[number].indices {
            for value in UInt8.min...UInt8.max {
                var damaged = frames
                damaged[number][place] = value
                let found = DecodedStream([damaged.flatMap { $0 }], decoder: decoder).samples
                let after = clean.dropFirst(number + 2)
                let again = found.suffix(after.count)
                if again.count != after.count || !zip(after, again).allSatisfy(isSame) {
                    lost.append("frame \(number) byte \(place) as \(value)")
                }
            }
        }
    }
    return lost
}
