import SimulatedPatient

/// The quick Nonin stream that data formats 2 and 7 share: 75 frames a second in packets of 25.
struct NoninStream: Sendable {
    static let framesPerSecond = 75
    private static let framesPerPacket = 25
    /// 160 ms.
    private static let perfusionFrames = 12
    /// As captured from a real device.
    private static let revision: UInt8 = 41

    /// What one frame carries in either format.
    struct Frame: Sendable {
        var status: NoninStatus
        /// The pulse wave, 0 to 1.
        var wave: Double
        /// The frame's byte of the packet.
        var slow: UInt8
    }

    private var measurement: NoninMeasurement
    private var clock: DeviceClock
    private var place = 0
    private var packet: [UInt8] = []
    private var beatSpo2: Int?
    private var mean: (spo2: Double, pulse: Double)?
    private var shown = NoninMeasurement.Values()
    private var shownMean = NoninMeasurement.Values()

    init(seed: UInt64) {
        measurement = NoninMeasurement(
            seed: seed, framesPerSecond: Self.framesPerSecond, beepFrames: Self.perfusionFrames)
        var random = SeededRandom(seed: seed)
        clock = DeviceClock(random: &random)
    }

    /// Measures one frame.
    mutating func read(_ person: SimulatedState, _ conditions: DeviceConditions) -> Frame {
        let frame = measurement.read(person, conditions)
        clock.advance(
            seconds: 1 / Double(Self.framesPerSecond),
            driftPartsPerMillion: conditions.clockDriftPartsPerMillion)
        if frame.reading.isBeep || frame.recorded.spo2Percent == nil {
            beatSpo2 = frame.recorded.spo2Percent
        }
        if place == 0 { packet = newPacket(frame, isBatteryLow: conditions.lowBattery) }
        defer { place = (place + 1) % Self.framesPerPacket }
        return Frame(
            status: NoninStatus(frame, isFirst: place == 0), wave: frame.reading.wave,
            slow: packet[place])
    }

    private mutating func newPacket(
        _ frame: NoninMeasurement.Frame, isBatteryLow: Bool
    ) -> [UInt8] {
        let extended = average(frame.recorded)
        // The slow means reach the screen when the quick ones do, and stay as long.
        if frame.shown != shown || frame.shown.pulseBpm == nil {
            shown = frame.shown
            shownMean = extended
        }
        var packet = NoninPacket()
        packet.pulseBpm = frame.recorded.pulseBpm
        packet.spo2Percent = frame.recorded.spo2Percent
        packet.revision = Self.revision
        packet.thirds = clock.thirds
        packet.isSmartPoint = frame.isSmartPoint
        packet.isBatteryLow = isBatteryLow
        packet.shownSpo2Percent = frame.shown.spo2Percent
        packet.fastSpo2Percent = frame.recorded.spo2Percent
        packet.beatSpo2Percent = beatSpo2
        packet.extendedPulseBpm = extended.pulseBpm
        packet.extendedSpo2Percent = extended.spo2Percent
        packet.shownExtendedSpo2Percent = shownMean.spo2Percent
        packet.shownPulseBpm = frame.shown.pulseBpm
        packet.shownExtendedPulseBpm = shownMean.pulseBpm
        return packet.bytes
    }

    /// A mean over some two seconds more than the recorded values have.
    private mutating func average(
        _ values: NoninMeasurement.Values
    ) -> NoninMeasurement.Values {
        guard let spo2 = values.spo2Percent, let pulse = values.pulseBpm else {
            mean = nil
            return .init()
        }
        let before = mean ?? (Double(spo2), Double(pulse))
        let now = (
            spo2: before.spo2 + (Double(spo2) - before.spo2) / 6,
            pulse: before.pulse + (Double(pulse) - before.pulse) / 6
        )
        mean = now
        return .init(
            spo2Percent: Int(now.spo2.rounded()), pulseBpm: Int(now.pulse.rounded()))
    }
}
