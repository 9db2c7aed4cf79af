import Drivers
import SignalCore

/// What one line means, read in a slow and plain way that shares nothing with the decoders.
enum PlainLine {
    /// Data of the second that `stamp` names; "" for a family that names none.
    case data(Sample, stamp: String)
    case heading
    case unreadable
}

/// A stream of text cut into lines and read a second time.
struct PlainStream {
    var samples: [Sample] = []
    var skippedBytes = 0
    var frames = 0

    private static let longest = 256
    private static let padding: Set<UInt8> = [0, 9, 10, 13, 0x11, 0x13, 0x20]

    /// Reads whole lines; one without its end counts as skipped, so give none.
    init(_ bytes: [UInt8], read: (String) -> PlainLine) {
        var lastStamp = ""
        var rest = bytes[...]
        while true {
            rest = rest.drop { Self.padding.contains($0) }
            guard let end = rest.firstIndex(where: { $0 == 10 || $0 == 13 }) else { break }
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            let isText = line.allSatisfy { $0 == 0 || $0 == 9 || (0x20..<0x7F).contains($0) }
            guard isText, line.count < Self.longest else {
                skippedBytes += line.count + 1
                continue
            }
            switch read(String(decoding: line, as: UTF8.self)) {
            case .unreadable: skippedBytes += line.count + 1
            case .heading: frames += 1
            case .data(let sample, let stamp):
                frames += 1
                if stamp.isEmpty || stamp != lastStamp { samples.append(sample) }
                lastStamp = stamp
            }
        }
        skippedBytes += rest.count
    }
}

/// The words of a line.
func words(_ line: String) -> [String] {
    line.split { $0 == " " || $0 == "\t" || $0 == "\0" }.map(String.init)
}

extension DecodedStream {
    /// Skips with those of one reason that touch put together: how a skip is cut up may depend on
    /// how the input was.
    var joinedSkips: [Skip] {
        var joined: [Skip] = []
        var end: UInt64 = 0
        for (skip, offset) in zip(skips, skipOffsets) {
            if let last = joined.last, last.why == skip.why, offset == end {
                joined[joined.count - 1].count += skip.count
            } else {
                joined.append(skip)
            }
            end = offset + UInt64(skip.count)
        }
        return joined
    }

    /// Whether both hold the same, however their input was cut.
    func says(_ other: DecodedStream) -> Bool {
        samples == other.samples && stored == other.stored && notices == other.notices
            && counters == other.counters && joinedSkips == other.joinedSkips
    }
}

/// The bytes in chunks of 1 to 40.
func cut(_ bytes: [UInt8], _ random: inout SplitMix) -> [[UInt8]] {
    var chunks: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
        let size = min(Int(random.next() % 40) + 1, rest.count)
        chunks.append(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
    }
    return chunks
}

/// Places at which a stream of bytes, cut in two there, decodes to something else than whole.
func wrongSplits(_ bytes: [UInt8], _ decoder: some FrameDecoder) -> [Int] {
    let whole = DecodedStream([bytes], decoder: decoder)
    return (0...bytes.count).filter { place in
        let halves = [Array(bytes[..<place]), Array(bytes[place...])]
        return !DecodedStream(halves, decoder: decoder).says(whole)
    }
}

/// A random stream: lines, headings, pieces of them and noise, ended in every way.
func randomText(_ lines: [String], _ random: inout SplitMix) -> [UInt8] {
    let ends: [[UInt8]] = [
        [10], [13], [13, 10], [10, 13], [13, 10, 0, 0], [13, 10, 13, 10], [0x11, 10],
    ]
    var bytes: [UInt8] = []
    for _ in 0..<24 {
        let line = Array((lines.randomElement(using: &random) ?? "").utf8)
        switch random.next() % 8 {
        case 0: bytes += line.prefix(Int(random.next() % 60))
        case 1: bytes += line.suffix(Int(random.next() % 60))
        case 2:
            bytes += (0..<random.next() % 300).map { _ in UInt8.random(in: 0...255, using: &random)
            }
        case 3: bytes += [UInt8](repeating: UInt8(ascii: "x"), count: Int(random.next() % 600))
        case 4:
            var damaged = line
            let place = Int.random(in: 0..<max(1, line.count), using: &random)
            if !damaged.isEmpty { damaged[place] = UInt8.random(in: 0...255, using: &random) }
            bytes += damaged
        default: bytes += line
        }
        bytes += ends.randomElement(using: &random) ?? [10]
    }
    return bytes + [10]
}
