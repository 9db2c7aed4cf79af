/// What a host may ask of a Contec HID device.
enum ContecHIDCommand: Equatable, Sendable {
    enum Quantity: UInt8, Sendable {
        case spo2 = 1
        case pulse = 2
    }

    /// A serial device's stop command, which the vendor's program sends to be safe.
    case serialStop(UInt8)
    case hello
    case model
    case version
    case setClock
    case user
    case startWave
    case startNumbers
    case stopLive
    case ping
    case storedMode
    case nextRecord
    case record(Quantity, number: UInt8)
    case deleteRecords
    case manualRecord
    case manualData(Quantity)
    case prepareManual
    case deleteManual
    case confirmDeleteManual
}

/// Finds commands in the host's reports. Commands are known by their first byte; one with a wrong
/// checksum, and every byte that begins none, is passed over.
struct ContecHIDCommandReader: Sendable {
    private var held: [UInt8] = []

    /// Takes one byte; the command when this byte completes one.
    mutating func take(_ byte: UInt8) -> ContecHIDCommand? {
        held.append(byte)
        while let first = held.first {
            guard let length = Self.length(first, held.count > 1 ? held[1] : nil) else {
                held.removeFirst()
                continue
            }
            guard held.count >= length else { return nil }
            if let command = Self.command(Array(held.prefix(length))) {
                held.removeFirst(length)
                return command
            }
            held.removeFirst()
        }
        return nil
    }

    /// The length of a command; at least 2 while only its head is known.
    private static func length(_ head: UInt8, _ second: UInt8?) -> Int? {
        switch head {
        case 0x7D: 9
        case 0x80, 0x81, 0x82, 0x9A, 0x9F: 2
        case 0x8E, 0x9B, 0x9C, 0xA0, 0xA1, 0xA7: 3
        case 0xA2, 0xA3: 5
        case 0x83: 10
        case 0x9D: second == 0x7F ? 8 : 9
        default: nil
        }
    }

    private static func command(_ bytes: [UInt8]) -> ContecHIDCommand? {
        if bytes[0] == 0x7D { return bytes[1] == 0x81 ? .serialStop(bytes[2]) : nil }
        // The handshake's `80 00` is its own sum too, as are all of two bytes.
        guard ContecHIDEncoder.message(bytes.dropLast()) == bytes else { return nil }
        return switch (bytes[0], bytes[1]) {
        case (0x80, _): .hello
        case (0x81, _): .model
        case (0x82, _): .version
        case (0x83, _): .setClock
        case (0x8E, _): .user
        case (0x9A, _): .ping
        case (0x9B, 0x00): .startWave
        case (0x9B, 0x01): .startNumbers
        case (0x9B, 0x7F): .stopLive
        case (0x9C, 0x01): .nextRecord
        case (0x9D, 0x04) where bytes[3] == 1: record(bytes)
        case (0x9D, 0x7F): .deleteRecords
        case (0x9F, _): .storedMode
        case (0xA0, _): .manualRecord
        case (0xA1, 0x00): .deleteManual
        case (0xA1, 0x01): .confirmDeleteManual
        case (0xA2, _): .manualData(.pulse)
        case (0xA3, _): .manualData(.spo2)
        case (0xA7, _): .prepareManual
        default: nil
        }
    }

    private static func record(_ bytes: [UInt8]) -> ContecHIDCommand? {
        ContecHIDCommand.Quantity(rawValue: bytes[2]).map { .record($0, number: bytes[4]) }
    }
}
