public import SimulatedPatient

/// A Contec CMS50D+ with 115200 baud firmware: answers commands, streams 60 frames a second once
/// started, and falls silent some 30 s after the last sign of life from the host.
///
///     idle ──A1──► live(1788 frames left) ──A2, or no frames left──► idle
///                       └──A1 or AF: 1788 again──┘
///
/// It stores no sessions: it reports one user with no segments and refuses the download commands.
public struct ContecV7Oximeter: EmulatedOximeter {
    private typealias Encoder = ContecV7Encoder

    private enum Stream: Sendable {
        case idle
        case live(framesLeft: Int)
    }

    /// 60 ± 2 a second by the vendor's document.
    public static let framesPerSecond = 60
    /// Counted on a real device: 1786 to 1791 frames, then silence.
    public static let framesWithoutKeepAlive = 1788
    /// The command that starts the stream.
    public static let startCommand: [UInt8] = [
        0x7D, 0x81, 0xA1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
    ]
    private static let blank = UInt8(ascii: " ")
    private static let refusedAsUnsupported: UInt8 = 0x05

    /// How the device says that no finger is in it.
    public var fingerOutForm = FingerOutForm.firmware
    /// Whether the device measures a perfusion index and sends it; the plain D+ does not.
    public var hasPerfusionIndex = false

    private var stream = Stream.idle
    private var commands = ContecV7CommandReader()
    private var measurement: ProbeMeasurement

    /// Makes the device; its small measuring errors follow from `seed`.
    public init(seed: UInt64) {
        measurement = ProbeMeasurement(seed: seed, framesPerSecond: Self.framesPerSecond)
    }

    /// Whether the device streams now.
    public var isStreaming: Bool {
        if case .live = stream { true } else { false }
    }

    /// Takes bytes from the host and gives the answers at once.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var answers: [UInt8] = []
        for byte in bytes {
            guard let code = commands.take(byte) else { continue }
            answers += answer(to: code)
        }
        return answers
    }

    /// Measures the person for one frame; nine bytes, or none while the device is idle.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let reading = measurement.read(person)
        guard case .live(let framesLeft) = stream else { return [] }
        stream = framesLeft > 1 ? .live(framesLeft: framesLeft - 1) : .idle
        return Encoder.bytes(of: live(reading))
    }

    private mutating func answer(to code: UInt8) -> [UInt8] {
        guard let command = ContecV7Command(rawValue: code) else {
            return Encoder.packet(.feedback, [code, Self.refusedAsUnsupported])
        }
        switch command {
        case .startLive:
            stream = .live(framesLeft: Self.framesWithoutKeepAlive)
            return []
        case .keepAlive:
            if isStreaming { stream = .live(framesLeft: Self.framesWithoutKeepAlive) }
            return []
        case .stopLive, .stopDownload:
            if command == .stopLive { stream = .idle }
            return Encoder.packet(.idle, [])
        case .setTime, .setDate:
            return Encoder.packet(.feedback, [code, 0])
        default:
            return description(for: command)
        }
    }

    private func description(for command: ContecV7Command) -> [UInt8] {
        switch command {
        case .version: Encoder.packet(.version, [0, 7])
        case .segmentCount: Encoder.packet(.segments, [0, 0])
        case .model:
            Encoder.packet(.model, [0] + Self.text("50D(A)", 6))
                + Encoder.packet(.model, [0xFF] + Self.text("+", 6))
        case .vendor: Encoder.packet(.vendor, Self.text("", 7))
        case .deviceName: Encoder.packet(.deviceName, Self.text("user", 7))
        case .user: Encoder.packet(.user, [0] + Self.text("user", 6))
        case .perfusionSupport: Encoder.packet(.perfusionSupport, [hasPerfusionIndex ? 0 : 1])
        case .userCount: Encoder.packet(.userCount, [1])
        case .storedDataNotice: Encoder.packet(.storedDataNotice, [0, 0, 0, 0, 0, 0, 0])
        case .blanks:
            // As a real device was seen to answer; what it means is not known.
            Encoder.packet(.blanks, Self.text("", 7))
                + Encoder.packet(.moreBlanks, Self.text("", 5) + [0, 0])
        case .storageNames: Encoder.packet(.storageNames, [0, 0, 0, 0, 0, 0, 0])
        default: []
        }
    }

    private static func text(_ text: String, _ length: Int) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(length))
        return bytes + Array(repeating: blank, count: length - bytes.count)
    }

    private func live(_ reading: ProbeReading) -> Encoder.Live {
        var live = Encoder.Live()
        live.strength = UInt8(reading.strength)
        live.pleth = UInt8(reading.pleth)
        live.bar = UInt8(reading.pleth * 15 / 127)
        live.isDropping = reading.isDropping
        live.isBeep = reading.isBeep
        if hasPerfusionIndex { live.perfusionHundredths = UInt16(reading.perfusionHundredths) }
        let none: (pulse: UInt8, spo2: UInt8) = fingerOutForm == .vendor ? (0xFF, 0x7F) : (0, 0)
        switch reading.display {
        case .value(let spo2Percent, let pulseBpm):
            (live.pulse, live.spo2) = (UInt8(pulseBpm), UInt8(spo2Percent))
        case .searching(let isTooLong):
            live.isSearching = true
            live.isSearchingTooLong = isTooLong
            (live.pulse, live.spo2) = none
        case .noFinger:
            // Strength 4 and an empty bar, as captured without a finger.
            live.isProbeError = true
            live.strength = 4
            live.bar = 0
            (live.pulse, live.spo2) = none
        }
        return live
    }
}
