public import SignalCore

/// Withholds the numbers of a frame until a second frame in a row carries the same ones.
///
/// contec-v5, contec-v7 and bci have no check byte: one doubled or flipped byte can make a whole
/// frame with wrong numbers. They renew their numbers once a second and repeat them in 60 or 100
/// frames, so waiting costs one frame, 17 ms. At most two frames in a row are withheld: numbers that
/// change with every frame are shown, for a low value is never hidden. Never allocates.
public struct RepeatedNumbers: Sendable {
    private let isNeeded: Bool
    private var counted: (spo2: UInt8?, pulse: UInt16?) = (nil, nil)
    private var last: (spo2: UInt8?, pulse: UInt16?) = (nil, nil)
    private var withheld = 0

    /// Makes the rule for a family; for one with a check or slow frames it changes nothing.
    public init(_ family: Family) {
        switch family {
        case .contecV5, .contecV7, .bci: isNeeded = true
        default: isNeeded = false
        }
    }

    /// The sample, without its numbers if they do not count yet. Flags and waveform stay.
    public mutating func confirm(_ sample: Sample) -> Sample {
        guard isNeeded, sample.carriesNumbers else { return sample }
        let now = (spo2: sample.spo2Percent, pulse: sample.pulseBpm)
        let isNone = now.spo2 == nil && now.pulse == nil
        let isRepeated = now == last || now == counted
        last = now
        if isNone || isRepeated || withheld == 2 {
            counted = now
            withheld = 0
            return sample
        }
        withheld += 1
        var waiting = sample
        waiting.spo2Percent = nil
        waiting.pulseBpm = nil
        waiting.carriesNumbers = false
        return waiting
    }
}
