/// What the clip's own electronics make of the finger in one frame, before it is put into bytes.
struct ProbeReading: Equatable, Sendable {
    /// What the device shows.
    enum Display: Equatable, Sendable {
        case noFinger
        case searching(isTooLong: Bool)
        case value(spo2Percent: Int, pulseBpm: Int)
    }

    var display: Display
    /// Pulse wave, 0 to 127.
    var pleth: Int
    /// Signal strength, 0 to 8.
    var strength: Int
    /// Whether the shown oxygen is falling or low.
    var isDropping: Bool
    /// Whether this frame marks a beat.
    var isBeep: Bool
    /// Perfusion index in hundredths of a percent.
    var perfusionHundredths: Int
}
