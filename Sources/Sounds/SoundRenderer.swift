/// Turns a pattern into samples, piece by piece and for as long as asked.
///
/// Set-up allocates; `fill` does not. Whatever the pieces, the samples are the same. Not shared
/// between threads.
public struct SoundRenderer {
    private struct Tone {
        let begin: Int
        let end: Int
        let turnsPerSample: Double
    }

    private let tones: [Tone]
    private let waveform: Waveform
    private let rise: Double
    private let height: Double
    private let period: Int
    private let repeats: Bool
    private var position = 0
    private var tone = 0

    /// Prepares a pattern for a sound card's rate, in samples a second: 8000 and up.
    public init(_ pattern: SoundPattern, sampleRate: Int) {
        func samples(_ milliseconds: Int) -> Int { milliseconds * sampleRate / 1_000 }
        tones = pattern.pulses.map { pulse in
            Tone(
                begin: samples(pulse.atMilliseconds), end: samples(pulse.endMilliseconds),
                turnsPerSample: pulse.hertz / Double(sampleRate))
        }
        // A partial above half the rate would come back as another tone.
        let highest = pattern.pulses.reduce(0) { max($0, $1.hertz) }
        waveform = Waveform(
            harmonics: pattern.harmonics.enumerated().map { index, strength in
                Double(index + 1) * highest < Double(sampleRate) / 2 ? strength : 0
            })
        rise = Double(max(1, samples(pattern.riseMilliseconds)))
        height = min(max(pattern.level, 0), 1) * Double(Int16.max)
        repeats = pattern.repeatMilliseconds != nil
        period = samples(max(pattern.repeatMilliseconds ?? 0, pattern.burstMilliseconds))
    }

    /// True when a sound that is played once is over.
    public var isOver: Bool { !repeats && position >= period }

    /// True between pulses: a sound that is to end may end here without a click.
    public var isSilent: Bool { tone >= tones.count || position <= tones[tone].begin }

    /// Writes the next samples: all of `buffer`, silence where nothing sounds.
    public mutating func fill(_ buffer: inout MutableSpan<Int16>) {
        for index in buffer.indices { buffer[index] = next() }
    }

    private mutating func next() -> Int16 {
        if position >= period {
            guard repeats && period > 0 else { return 0 }
            position = 0
            tone = 0
        }
        defer { position += 1 }
        while tone < tones.count, position >= tones[tone].end { tone += 1 }
        guard tone < tones.count, position >= tones[tone].begin else { return 0 }
        let current = tones[tone]
        let into = Double(position - current.begin)
        let left = Double(current.end - position)
        let envelope = min(1, min(into, left) / rise)
        let turns = into * current.turnsPerSample
        let wave = waveform.height(atTurns: turns - Double(Int(turns)))
        return Int16(wave * envelope * height)
    }
}

extension SoundPattern {
    /// One round of the pattern: from a burst's beginning to the next one's.
    public func render(sampleRate: Int) -> [Int16] {
        let length = max(repeatMilliseconds ?? 0, burstMilliseconds) * sampleRate / 1_000
        var samples = [Int16](repeating: 0, count: length)
        var renderer = SoundRenderer(self, sampleRate: sampleRate)
        var span = samples.mutableSpan
        renderer.fill(&span)
        return samples
    }
}
