/// The status byte of Nonin's data formats 2 and 7.
public struct NoninStatus: Equatable, Sendable {
    /// How well blood moves under the sensor, said for 12 frames (160 ms) of each beat.
    public enum Perfusion: UInt8, Sendable {
        /// No beat now.
        case none = 0
        /// Well: green.
        case good = 0b010
        /// Less than the device likes: yellow, which is red and green together.
        case marginal = 0b110
        /// Badly: red.
        case low = 0b100
    }

    /// The sensor is disconnected.
    public var isDisconnected = false
    /// A beat is spoiled by movement.
    public var hasArtifact = false
    /// There is no run of good beats.
    public var isOutOfTrack = false
    /// The finger has gone, or the sensor.
    public var hasSensorAlarm = false
    /// The beat.
    public var perfusion = Perfusion.none
    /// The first frame of a packet.
    public var isFirst = false

    /// Makes a status without marks.
    public init() {}

    /// The byte.
    public var byte: UInt8 {
        var byte = 0x80 | perfusion.rawValue
        if isDisconnected { byte |= 1 << 6 }
        if hasArtifact { byte |= 1 << 5 }
        if isOutOfTrack { byte |= 1 << 4 }
        if hasSensorAlarm { byte |= 1 << 3 }
        if isFirst { byte |= 1 << 0 }
        return byte
    }
}

extension NoninStatus {
    /// What a frame says about itself.
    init(_ frame: NoninMeasurement.Frame, isFirst: Bool) {
        isDisconnected = frame.isDisconnected
        hasArtifact = frame.hasArtifact
        isOutOfTrack = frame.isOutOfTrack
        hasSensorAlarm = frame.hasAlarm
        self.isFirst = isFirst
        if frame.reading.isBeep {
            perfusion =
                switch frame.reading.perfusion {
                case .good: .good
                case .marginal: .marginal
                case .low: .low
                }
        }
    }
}
