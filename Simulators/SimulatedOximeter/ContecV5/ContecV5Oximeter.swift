public import SimulatedPatient

/// An old Contec CMS50D+: streams 60 frames a second by itself, from switching on, until it is told
/// to hand out its one session instead.
///
///     live ──F5 F5──► dumping ──all sent──► silent
///      ▲                 └──F6 F6 F6──┐       │
///      └──────────────────────────────┴───────┘
public struct ContecV5Oximeter: EmulatedOximeter {
    private typealias Encoder = ContecV5Encoder

    private enum Stage: Sendable {
        case live
        case dumping(ArraySlice<UInt8>)
    }

    private static let askForDump: UInt8 = 0xF5
    private static let askForLive: UInt8 = 0xF6
    /// 19200 baud with parity carry 29 bytes in a sixtieth of a second.
    private static let dumpBytesPerFrame = 24

    /// Contec V5.
    public static let family = OximeterFamily.contecV5
    /// 60 a second by every published reader.
    public static let framesPerSecond = 60
    /// 19200 baud by five readers; the vendor's sheet says 4800.
    public static let line: SimulatedLine? = SimulatedLine(baud: 19_200, oddParity: true)
    /// Nothing: the D+ streams as soon as it is on.
    public static let startCommand: [UInt8] = []
    /// It has no bit for the battery and one bit for a missing finger and a broken probe.
    public static let canSay: Set<DeviceWord> = [.fingerOut, .searching, .wave, .memory]

    /// How the device says that no finger is in it.
    public var fingerOutForm = FingerOutForm.firmware
    /// What is wrong with the device now.
    public var conditions = DeviceConditions()
    /// What the device has stored. It holds one session: only the first counts.
    public var memory: [SimulatedSession]

    private var measurement: ProbeMeasurement
    private var stage = Stage.live
    private var repeated: (byte: UInt8, count: Int) = (0, 0)

    /// Makes the device; its small measuring errors and its session follow from `seed`. Every other
    /// device is an E or F, which has a clock; the D+ has none.
    public init(seed: UInt64) {
        measurement = ProbeMeasurement(seed: seed, framesPerSecond: Self.framesPerSecond)
        var random = SeededRandom(seed: seed)
        let clock = DeviceClock(random: &random)
        let length = Int(random.between(200, 700))
        memory = [
            .made(
                .init(
                    start: seed.isMultiple(of: 2) ? nil : clock.time, seconds: length,
                    gaps: [0..<3, 120..<128]),
                random: &random)
        ]
    }

    /// Whether the device sends anything now.
    public var isStreaming: Bool {
        if case .dumping(let rest) = stage { !rest.isEmpty } else { true }
    }

    /// Takes bytes from the host. The device never answers by itself: it dumps, or streams again.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        for byte in bytes {
            repeated = byte == repeated.byte ? (byte, repeated.count + 1) : (byte, 1)
            if repeated == (Self.askForDump, 2) {
                let dump = memory.first.map(ContecV5Dump.bytes(of:)) ?? []
                stage = .dumping(dump[...])
            }
            if repeated == (Self.askForLive, 3) { stage = .live }
        }
        return []
    }

    /// Measures the person for one frame; five bytes, or a piece of the dump.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let frame = Encoder.bytes(of: live(measurement.read(person, conditions)))
        guard case .dumping(let rest) = stage else { return frame }
        stage = .dumping(rest.dropFirst(Self.dumpBytesPerFrame))
        return Array(rest.prefix(Self.dumpBytesPerFrame))
    }

    private func live(_ reading: ProbeReading) -> Encoder.Live {
        var live = Encoder.Live()
        live.strength = UInt8(reading.strength)
        live.pleth = UInt8(reading.pleth)
        live.bar = UInt8(reading.pleth * 15 / 127)
        live.isDropping = reading.isDropping
        live.isBeep = reading.isBeep
        let none = (conditions.fingerOut ?? fingerOutForm).contecNone
        switch reading.display {
        case .value(let spo2Percent, let pulseBpm):
            (live.pulse, live.spo2) = (UInt8(pulseBpm), UInt8(spo2Percent))
        case .searching(let isTooLong):
            live.isSearching = true
            live.isSearchingTooLong = isTooLong
            (live.pulse, live.spo2) = none
        case .noFinger, .sensorFault:
            live.isProbeError = true
            live.bar = 0
            (live.pulse, live.spo2) = none
        }
        return live
    }
}
