@testable import SignalCore

/// A made pulse wave: a fast climb, a slower fall and a small echo, at an even rate.
struct BeatTrain {
    var beatsPerMinute: Double
    var hertz = 60
    var height = 80.0
    var base = 10.0

    /// The wave's share of its height, so far (0..<1) into a beat.
    private func shape(_ part: Double) -> Double {
        let main = part < 0.2 ? part / 0.2 : max(0, 1 - (part - 0.2) / 0.6)
        let echo = max(0, 1 - abs(part - 0.55) / 0.12) * 0.06
        return main + echo
    }

    func samples(seconds: Int) -> [UInt8] {
        (0..<seconds * hertz).map { index in
            let beats = Double(index) / Double(hertz) * beatsPerMinute / 60
            return UInt8(base + height * shape(beats - beats.rounded(.down)))
        }
    }
}

/// One sample at a time, to the end.
func liveBeats(_ samples: [UInt8], hertz: Int = 60) -> [Beat] {
    var detector = BeatDetector(sampleRateHertz: hertz)
    var beats = samples.compactMap { detector.take(UInt16($0)) }
    while let beat = detector.rest() { beats.append(beat) }
    return beats
}

/// In pieces between cuts, without the last 1.7 s.
func beatPlaces<Count: FixedWidthInteger>(
    _ samples: [Count], cuts: [Int] = [], hertz: Int = 60
) -> [Int] {
    var detector = BeatDetector(sampleRateHertz: hertz)
    var found = [Int]()
    var room = [Int](repeating: -1, count: samples.count / 10 + 10)
    let edges = ([0] + cuts + [samples.count]).sorted()
    for (from, to) in zip(edges, edges.dropFirst()) {
        let written = samples.withUnsafeBufferPointer { whole in
            room.withUnsafeMutableBufferPointer { room in
                let piece = UnsafeBufferPointer(rebasing: whole[from..<to])
                if let bytes = piece as Any as? UnsafeBufferPointer<UInt8> {
                    return detector.take(bytes, into: room)
                }
                let words = piece as Any as? UnsafeBufferPointer<Int16>
                return words.map { detector.take($0, into: room) } ?? 0
            }
        }
        found += room.prefix(written)
    }
    return found
}
