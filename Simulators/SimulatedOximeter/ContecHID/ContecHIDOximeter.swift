public import SimulatedPatient

/// The Contec CMS50E that is sold now, on USB-HID: reports of 64 bytes, without a report id.
///
///     idle ──9B 00, 9B 01──► live ──9B 7F, or 50 s without a ping──► idle
///                              └──a request for stored data: live ends──► downloading ──► idle
///
/// That a download ends the live stream is ours; no document tells.
public struct ContecHIDOximeter: EmulatedOximeter {
    private typealias Encoder = ContecHIDEncoder

    /// What the device stores.
    public enum StoredMode: Sendable {
        /// Records that the device made by itself.
        case automatic
        /// The one record that the wearer started: the first session of the memory.
        case manual
    }

    /// Contec HID.
    public static let family = OximeterFamily.contecHID
    /// A point of the wave each; three make a report.
    public static let framesPerSecond = 60
    /// It is no serial device.
    public static let line: SimulatedLine? = nil
    /// The wave and the numbers.
    public static let startCommand: [UInt8] = [0x9B, 0x00, 0x1B, 0x9B, 0x01, 0x1C]
    /// A search is only seen in missing numbers while the wave goes on.
    public static let canSay: Set<DeviceWord> = [.fingerOut, .wave, .perfusionIndex, .memory]
    /// A sixtieth of a second carries 16 reports of the 1000 a second that USB allows.
    private static let downloadBytesPerFrame = 16 * ContecHIDEncoder.reportLength

    /// How the device says that it has no pulse; for oxygen it always says 127.
    public var fingerOutForm = FingerOutForm.firmware
    /// What is wrong with the device now.
    public var conditions = DeviceConditions()
    /// What the device has stored.
    public var memory: [SimulatedSession] {
        get { store.sessions }
        set { store.sessions = newValue }
    }
    /// Whether the memory holds records that the device made by itself, or one made by hand.
    public var storedMode: StoredMode {
        get { store.mode }
        set { store.mode = newValue }
    }

    private var measurement: ProbeMeasurement
    private var commands = ContecHIDCommandReader()
    private var live: ContecHIDLive
    private var store: ContecHIDStore
    private var download: ArraySlice<UInt8> = []

    /// Makes the device; its small measuring errors, its layouts and its records follow from `seed`.
    public init(seed: UInt64) {
        measurement = ProbeMeasurement(seed: seed, framesPerSecond: Self.framesPerSecond)
        var random = SeededRandom(seed: seed)
        store = ContecHIDStore(sessions: ContecHIDStore.made(random: &random))
        live = ContecHIDLive(random: random)
    }

    /// Whether the device streams or downloads now.
    public var isStreaming: Bool { live.isOn || !download.isEmpty }

    /// Takes the host's reports; each answer is a report of its own.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var answers: [UInt8] = []
        for byte in bytes {
            guard let command = commands.take(byte) else { continue }
            answers += Encoder.reports(answer(to: command))
        }
        return answers
    }

    /// Measures the person for one frame; a report at every third, or stored data in reports.
    public mutating func frame(of person: SimulatedState) -> [UInt8] {
        let reading = measurement.read(person, conditions)
        guard download.isEmpty else {
            let piece = Array(download.prefix(Self.downloadBytesPerFrame))
            download = download.dropFirst(Self.downloadBytesPerFrame)
            return piece
        }
        return live.isOn ? live.frame(point(reading), numbers(reading)) : []
    }

    private mutating func answer(to command: ContecHIDCommand) -> [UInt8] {
        switch command {
        case .serialStop(0xA2), .hello: return Encoder.message([0xF0])
        case .serialStop: return []
        case .version: return Encoder.message([0xF2, 0x00, 0x00, 0x02, 0x02, 0x00, 0x0B])
        case .setClock: return Encoder.message([0xF3, 0x00])
        case .user: return Encoder.message([0xFE, 0x03] + Array("   user".utf8))
        case .model: return Encoder.message([0xF1] + Array("50E     ".utf8))
        case .startWave, .startNumbers, .stopLive, .ping: return liveAnswer(to: command)
        default: return storedAnswer(to: command)
        }
    }

    private mutating func liveAnswer(to command: ContecHIDCommand) -> [UInt8] {
        switch command {
        case .startWave: live.sendsWave = true
        case .startNumbers: live.sendsNumbers = true
        case .stopLive:
            live.stop()
            return Encoder.message([0xEB, 0x7F])
        default: break
        }
        live.prolong()
        return []
    }

    private mutating func storedAnswer(to command: ContecHIDCommand) -> [UInt8] {
        switch command {
        case .storedMode: return store.modeAnswer()
        case .nextRecord: return store.announceNext()
        case .record(let quantity, let number): send(store.record(quantity, number: number))
        case .deleteRecords: return store.deleteAll()
        case .manualRecord: return store.manualAnnouncement()
        case .manualData(let quantity): send(store.manualRecord(quantity))
        case .prepareManual: return Encoder.message([0xD8, 0x01, 0x00])
        case .deleteManual: return store.beginDeleting()
        case .confirmDeleteManual: return store.confirmDeleting()
        default: break
        }
        return []
    }

    private mutating func send(_ messages: [UInt8]) {
        guard !messages.isEmpty else { return }
        live.stop()
        download = Encoder.reports(messages)[...]
    }

    private func point(_ reading: ProbeReading) -> Encoder.Amplitude {
        var point = Encoder.Amplitude()
        guard reading.hasFinger else { return point }
        point.strength = UInt8(reading.strength)
        point.pleth = UInt8(reading.pleth)
        point.bar = UInt8(reading.pleth * 15 / 127)
        return point
    }

    private func numbers(_ reading: ProbeReading) -> Encoder.Numbers {
        var numbers = Encoder.Numbers()
        numbers.pulse = (conditions.fingerOut ?? fingerOutForm).contecNone.pulse
        if let (spo2Percent, pulseBpm) = reading.values {
            (numbers.pulse, numbers.spo2) = (UInt8(pulseBpm), UInt8(spo2Percent))
            numbers.perfusionHundredths = reading.perfusionHundredths
        }
        return numbers
    }
}
