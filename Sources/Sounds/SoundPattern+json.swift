/// The same numbers for the screens.
extension SoundPattern {
    /// All patterns as one JSON object by name, ASCII, the same text every time.
    ///
    /// `burstIntervalMilliseconds` counts from a burst's beginning to the next one's; it is `null`
    /// for a sound played once.
    public static var json: String {
        "{" + all.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",") + "}"
    }

    /// This pattern as a JSON object.
    public var json: String {
        let tones = pulses.map { pulse in
            "{\"atMilliseconds\":\(pulse.atMilliseconds),"
                + "\"lengthMilliseconds\":\(pulse.lengthMilliseconds),\"hertz\":\(pulse.hertz)}"
        }
        let interval = repeatMilliseconds.map { "\($0)" } ?? "null"
        let strengths = harmonics.map { "\($0)" }.joined(separator: ",")
        return "{\"pulses\":[\(tones.joined(separator: ","))],"
            + "\"burstIntervalMilliseconds\":\(interval),\"level\":\(level),"
            + "\"riseMilliseconds\":\(riseMilliseconds),\"fallMilliseconds\":\(riseMilliseconds),"
            + "\"harmonics\":[\(strengths)]}"
    }
}
