/// One tone of a burst.
public struct Pulse: Equatable, Sendable {
    /// When it begins, in milliseconds from the burst's beginning.
    public let atMilliseconds: Int
    /// How long it is from first to last sample, rise and fall included, in milliseconds.
    public let lengthMilliseconds: Int
    /// Its fundamental, 150 to 1000 Hz.
    public let hertz: Double

    /// Makes a pulse.
    public init(atMilliseconds: Int, lengthMilliseconds: Int, hertz: Double) {
        self.atMilliseconds = atMilliseconds
        self.lengthMilliseconds = lengthMilliseconds
        self.hertz = hertz
    }

    /// When it ends, in milliseconds from the burst's beginning.
    public var endMilliseconds: Int { atMilliseconds + lengthMilliseconds }
}

/// A burst of pulses and how it repeats. The station's speaker and every screen play these numbers.
public struct SoundPattern: Equatable, Sendable {
    /// The name that stands in the live feed, such as `high-oxygen`.
    public let name: String
    /// The pulses, in order; never empty and never overlapping.
    public let pulses: [Pulse]
    /// From one burst's beginning to the next, in milliseconds; `nil` for a sound played once.
    public let repeatMilliseconds: Int?
    /// Loudest sample, as a share of full scale: above 0, at most 1.
    public let level: Double
    /// How long a pulse rises from nothing to its level, and falls again, in milliseconds.
    public let riseMilliseconds: Int
    /// Strength of each multiple of the fundamental, from the fundamental on.
    public let harmonics: [Double]

    /// Makes a pattern.
    public init(
        name: String, pulses: [Pulse], repeatMilliseconds: Int?, level: Double = 0.8,
        riseMilliseconds: Int = 36, harmonics: [Double] = SoundPattern.harmonics
    ) {
        self.name = name
        self.pulses = pulses
        self.repeatMilliseconds = repeatMilliseconds
        self.level = level
        self.riseMilliseconds = riseMilliseconds
        self.harmonics = harmonics
    }

    /// Six partials; the weakest is 10.5 dB below the fundamental (the table asks for four within
    /// 15 dB between 300 and 4000 Hz).
    public static let harmonics = [1, 0.7, 0.6, 0.5, 0.4, 0.3]

    /// From the first pulse's beginning to the last one's end, in milliseconds.
    public var burstMilliseconds: Int { pulses.last?.endMilliseconds ?? 0 }
}
