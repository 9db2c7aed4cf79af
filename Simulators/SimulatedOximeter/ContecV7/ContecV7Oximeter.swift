public import SimulatedPatient

/// A Contec CMS50D+ with 115200 baud firmware: answers commands, streams 60 frames a second once
/// started, and falls silent some 30 s after the last sign of life from the host.
///
///     idle ──A1──► live(1788 frames left) ──A2, or no frames left──► idle
///      │                └──A1 or AF: 1788 again──┘
///      └──A6──► downloading ──A7, or all sent──► idle
///
/// While it downloads it listens to nothing but A7, and while it is live it downloads nothing.
public struct ContecV7Oximeter: EmulatedOximeter {
    private typealias Encoder = ContecV7Encoder

    private enum Stream: Sendable {
        case idle
        case live(framesLeft: Int)
        case downloading(ContecV7Download)
    }

    /// Why the device refuses, by the vendor's document.
    private enum Reason: UInt8 {
        case done = 0
        case recording = 3
        case deleteFailed = 4
        case unsupported = 5
        case unknown = 0xFF
    }

    /// Contec V7.
    public static let family = OximeterFamily.contecV7
    /// 60 ± 2 a second by the vendor's document.
    public static let framesPerSecond = 60
    /// By the vendor's document and every published reader.
    public static let line: SimulatedLine? = SimulatedLine(baud: 115_200)
    /// It has no bit for the battery and one bit for a missing finger and a broken probe.
    public static let canSay: Set<DeviceWord> = [
        .fingerOut, .searching, .wave, .perfusionIndex, .memory,
    ]
    /// Counted on a real device: 1786 to 1791 frames, then silence.
    public static let framesWithoutKeepAlive = 1788
    /// The command that starts the stream.
    public static let startCommand: [UInt8] = [
        0x7D, 0x81, 0xA1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
    ]

    /// How the device says that no finger is in it.
    public var fingerOutForm = FingerOutForm.firmware
    /// What is wrong with the device now.
    public var conditions = DeviceConditions()
    /// What the device has stored: sessions of one or more users, each user's oldest first.
    public var memory: [SimulatedSession] {
        get { stored.sessions }
        set { stored.sessions = newValue }
    }
    /// Whether the device measures a perfusion index and sends it, live and from memory; the plain D+
    /// does not, and keeps what its memory holds of it to itself.
    public var hasPerfusionIndex = false
    /// Whether the device is storing a session now, so that it hands out and deletes none.
    public var isRecording = false

    private var stream = Stream.idle
    private var commands = ContecV7CommandReader()
    private var measurement: ProbeMeasurement
    private var stored: ContecV7Memory

    /// Makes the device; its small measuring errors and its three sessions follow from `seed`.
    public init(seed: UInt64) {
        measurement = ProbeMeasurement(seed: seed, framesPerSecond: Self.framesPerSecond)
        var random = SeededRandom(seed: seed)
        stored = ContecV7Memory(sessions: ContecV7Memory.made(random: &random))
    }

    /// Whether the device streams or downloads now.
    public var isStreaming: Bool {
        if case .idle = stream { false } else { true }
    }

    /// Takes bytes from the host and gives the answers at once.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var answers: [UInt8] = []
        for byte in bytes {
            guard let order = commands.take(byte) else { continue }
            answers += answer(to: order)
        }
        return answers
    }

    /// Measures the person for one frame; nine bytes, or none while the device is idle. While it
    /// downloads, stored packets instead.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let reading = measurement.read(person, conditions)
        switch stream {
        case .idle:
            return []
        case .live(let framesLeft):
            stream = framesLeft > 1 ? .live(framesLeft: framesLeft - 1) : .idle
            return Encoder.bytes(of: live(reading))
        case .downloading(var download):
            // Let go of it first, so that it is changed in place.
            stream = .idle
            let bytes = download.frame()
            if !download.isDone { stream = .downloading(download) }
            return bytes
        }
    }

    private mutating func answer(to order: ContecV7Order) -> [UInt8] {
        let command = ContecV7Command(rawValue: order.code)
        if case .downloading = stream, command != .stopDownload { return [] }
        guard let command else { return Self.feedback(order, .unsupported) }
        switch command {
        case .startLive:
            stream = .live(framesLeft: Self.framesWithoutKeepAlive)
            return []
        case .keepAlive:
            if isStreaming { stream = .live(framesLeft: Self.framesWithoutKeepAlive) }
            return []
        case .stopLive:
            stream = .idle
            return Encoder.packet(.idle, [])
        case .stopDownload:
            if case .downloading = stream { stream = .idle }
            return Encoder.packet(.idle, [])
        case .setTime, .setDate:
            return Self.feedback(order, .done)
        case .segmentCount, .segmentLength, .segmentStart, .download, .delete:
            return storedAnswer(to: command, order)
        default:
            return ContecV7SelfDescription(stored: stored, hasPerfusionIndex: hasPerfusionIndex)
                .answer(to: command, order)
        }
    }

    private mutating func storedAnswer(
        to command: ContecV7Command, _ order: ContecV7Order
    ) -> [UInt8] {
        switch command {
        case .segmentCount:
            let count = UInt8(clamping: stored.segmentCount(ofUser: order.user))
            return Encoder.packet(.segments, [order.user, count])
        case .segmentLength:
            let answer = stored.length(order, bytesPerSecond: hasPerfusionIndex ? 4 : 2)
            return answer ?? Self.feedback(order, .unknown)
        case .segmentStart:
            return stored.start(order) ?? Self.feedback(order, .unknown)
        case .delete:
            guard !isRecording else { return Self.feedback(order, .recording) }
            return Self.feedback(order, stored.delete(order) ? .done : .deleteFailed)
        default:
            return startDownload(order)
        }
    }

    private mutating func startDownload(_ order: ContecV7Order) -> [UInt8] {
        guard !isRecording else { return Self.feedback(order, .recording) }
        guard !isStreaming, stored.isAnnounced(order), let session = stored.session(order) else {
            return Self.feedback(order, .unknown)
        }
        stream = .downloading(
            ContecV7Download(session, hasPerfusionIndex: hasPerfusionIndex))
        return []
    }

    private static func feedback(_ order: ContecV7Order, _ reason: Reason) -> [UInt8] {
        Encoder.packet(.feedback, [order.code, reason.rawValue])
    }

    private func live(_ reading: ProbeReading) -> Encoder.Live {
        var live = Encoder.Live()
        live.strength = UInt8(reading.strength)
        live.pleth = UInt8(reading.pleth)
        live.bar = UInt8(reading.pleth * 15 / 127)
        live.isDropping = reading.isDropping
        live.isBeep = reading.isBeep
        if hasPerfusionIndex { live.perfusionHundredths = UInt16(reading.perfusionHundredths) }
        let none = (conditions.fingerOut ?? fingerOutForm).contecNone
        switch reading.display {
        case .value(let spo2Percent, let pulseBpm):
            (live.pulse, live.spo2) = (UInt8(pulseBpm), UInt8(spo2Percent))
        case .searching(let isTooLong):
            live.isSearching = true
            live.isSearchingTooLong = isTooLong
            (live.pulse, live.spo2) = none
        case .noFinger, .sensorFault:
            // Strength 4 and an empty bar, as captured without a finger.
            live.isProbeError = true
            live.strength = 4
            live.bar = 0
            (live.pulse, live.spo2) = none
        }
        return live
    }
}
