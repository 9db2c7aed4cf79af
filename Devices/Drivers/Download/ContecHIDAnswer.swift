/// A message of a Contec HID device that answers a question, read.
enum ContecHIDAnswer {
    /// `F0 70` or `EB 7F 6A`: what was running has stopped.
    case stopped
    case records(arePresent: Bool, areAuto: Bool)
    case autoRecord(Record, isLast: Bool)
    case manualRecord(Record)
    case autoData(quantity: UInt8, sequence: Int)
    case manualData(quantity: UInt8, sequence: Int)

    /// What a heading says of a record.
    struct Record {
        var user: UInt8
        /// From 1; 0 is the manual mode's.
        var index: UInt8
        var figures: ClockFigures
        var seconds: Int
        var userName: String

        func session(hostDate: DeviceDate?) -> StoredSession {
            StoredSession(
                identity: .init(
                    family: .contecHID, user: user, segment: index, start: figures.date,
                    seconds: seconds),
                start: figures.clock(hostDate: hostDate), userName: userName)
        }
    }

    init?(_ frame: [UInt8]) {
        let bytes = frame.span
        switch frame[0] {
        case 0xF0, ContecHIDMessage.live: self = .stopped
        case ContecHIDMessage.recordsPresent:
            self = .records(arePresent: frame[2] != 0, areAuto: frame[3] != 0)
        case ContecHIDMessage.autoRecord:
            self = .autoRecord(
                Record(
                    user: frame[2], index: frame[3], figures: Self.figures(frame[4...]),
                    seconds: Int(ContecHIDRecord.seconds(bytes, at: 0)),
                    userName: DeviceText.read(Array(frame[13..<20]))),
                isLast: frame[1] == 0x40)
        case ContecHIDMessage.manualRecord:
            self = .manualRecord(
                Record(
                    user: 0, index: 0, figures: Self.figures(frame[2...]),
                    seconds: Int(ContecHIDRecord.seconds(bytes, at: 0)), userName: ""))
        case ContecHIDMessage.storedAuto where frame.count == ContecHIDMessage.longest:
            self = .autoData(quantity: frame[2], sequence: ContecHIDAuto.sequence(bytes))
        case ContecHIDMessage.storedManualOxygen:
            self = .manualData(
                quantity: ContecHIDRecord.oxygen, sequence: ContecHIDManual.sequence(bytes))
        case ContecHIDMessage.storedManualPulse:
            self = .manualData(
                quantity: ContecHIDRecord.pulse, sequence: ContecHIDManual.sequence(bytes))
        default: return nil
        }
    }

    /// Six bytes: year of the century, month, day, hour, minute, second. A year of 0 with nothing
    /// else is no clock at all.
    private static func figures(_ bytes: ArraySlice<UInt8>) -> ClockFigures {
        let parts = bytes.prefix(6).map { Int($0) }
        let isEmpty = parts.allSatisfy { $0 == 0 }
        return ClockFigures(
            year: isEmpty ? 0 : 2000 + parts[0], month: parts[1], day: parts[2], hour: parts[3],
            minute: parts[4], second: parts[5])
    }
}
