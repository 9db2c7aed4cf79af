@testable import SignalCore

/// The estimates of a waveform taken sample by sample, one a second.
func streamed(_ samples: [UInt8], hertz: Int = 60) -> [RespirationEstimate] {
    var respiration = Respiration(sampleRateHertz: hertz)
    return streamed(samples, by: &respiration)
}

func streamed(_ samples: [UInt8], by respiration: inout Respiration) -> [RespirationEstimate] {
    var estimates: [RespirationEstimate] = []
    for (index, sample) in samples.enumerated() {
        respiration.take(UInt16(sample))
        if (index + 1) % respiration.sampleRateHertz == 0 { estimates.append(respiration.second()) }
    }
    return estimates
}

/// The estimates of a waveform taken in pieces that end where `cuts` say.
func inPieces<Count: FixedWidthInteger>(
    _ samples: [Count], cuts: [Int] = [], hertz: Int,
    take: (
        inout Respiration, UnsafeBufferPointer<Count>,
        UnsafeMutableBufferPointer<RespirationEstimate>
    )
        -> Int
) -> [RespirationEstimate] {
    var respiration = Respiration(sampleRateHertz: hertz)
    var estimates: [RespirationEstimate] = []
    var start = 0
    for end in cuts.sorted() + [samples.count] {
        let room = (end - start) / hertz + 1
        estimates += [RespirationEstimate](unsafeUninitializedCapacity: room) { out, count in
            out.initialize(repeating: .none)
            count = samples[start..<end].withUnsafeBufferPointer { take(&respiration, $0, out) }
        }
        start = end
    }
    return estimates
}

func inPieces(_ samples: [UInt8], cuts: [Int] = [], hertz: Int = 60) -> [RespirationEstimate] {
    inPieces(samples, cuts: cuts, hertz: hertz) { $0.take($1, into: $2) }
}

func inPieces(_ samples: [Int16], cuts: [Int] = [], hertz: Int = 60) -> [RespirationEstimate] {
    inPieces(samples, cuts: cuts, hertz: hertz) { $0.take($1, into: $2) }
}
