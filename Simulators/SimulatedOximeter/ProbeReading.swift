/// What the device's own electronics make of the finger in one frame, before it is put into bytes.
struct ProbeReading: Equatable, Sendable {
    /// What the device shows.
    enum Display: Equatable, Sendable {
        case sensorFault
        case noFinger
        case searching(isTooLong: Bool)
        case value(spo2Percent: Int, pulseBpm: Int)
    }

    var display: Display
    /// Pulse wave, 0 to 127; 64 without a finger.
    var pleth: Int
    /// The same wave in full, 0 to 1; 0 without a finger.
    var wave: Double
    /// Signal strength, 0 to 8.
    var strength: Int
    /// Whether the shown oxygen is falling or low.
    var isDropping: Bool
    /// Whether this frame marks a beat.
    var isBeep: Bool
    /// Perfusion index in hundredths of a percent.
    var perfusionHundredths: Int
    /// Whether the hand moves so much that the device notices.
    var isMoving: Bool

    /// How much blood moves under the sensor, for devices that say so in words. The limits are ours:
    /// no public document gives the numbers of a real device.
    enum Perfusion: Equatable, Sendable {
        case good
        case marginal
        case low
    }

    /// Low under half a percent, where clips begin to lose the pulse.
    var perfusion: Perfusion {
        switch perfusionHundredths {
        case 100...: .good
        case 50..<100: .marginal
        default: .low
        }
    }

    /// Whether there is a finger to measure.
    var hasFinger: Bool { display != .noFinger && display != .sensorFault }

    /// The shown values; `nil` unless there are some.
    var values: (spo2Percent: Int, pulseBpm: Int)? {
        if case .value(let spo2Percent, let pulseBpm) = display {
            (spo2Percent, pulseBpm)
        } else {
            nil
        }
    }
}
