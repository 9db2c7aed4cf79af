/// The record that the wearer started by hand, as it is sent: a value, then steps, two a byte.
///
/// A message holds 27 seconds. Its first byte is a value; each of the other 13 is a step of up to 7
/// either way, then a step from -6 to 7. `F` in place of the second step is "no value"; 7F with the
/// flag is two seconds without one. So a missing value can stand first in a pair only with another
/// one behind it, and a message that starts without a value has none at all.
enum ContecHIDManualRecord {
    private static let bytesPerMessage = 14
    private static let none: UInt8 = 0xFF

    /// What is announced of the record: start and length.
    static func announcement(_ session: SimulatedSession) -> [UInt8] {
        ContecHIDEncoder.message(
            [0xD0, 0x00] + ContecHIDRecord.start(session) + [0, 0]
                + ContecHIDRecord.length(session))
    }

    /// All values of one quantity. `nil` is none. What the code cannot say is stored as a real device
    /// would have to: a step that is too wide catches up later, a lone missing value takes the next
    /// with it, and what follows a missing first value waits for the next message.
    static func messages(
        _ quantity: ContecHIDCommand.Quantity, _ values: [UInt8?]
    ) -> [UInt8] {
        var rest = values[...]
        var bytes: [UInt8] = []
        var number = 0
        while !rest.isEmpty {
            let piece = codes(&rest)
            let flags = ContecHIDRecord.flags(piece)
            bytes += ContecHIDEncoder.message(
                [quantity == .spo2 ? 0xD3 : 0xD2]
                    + [ContecHIDEncoder.low(number), ContecHIDEncoder.high(number)]
                    + [ContecHIDEncoder.low(flags), ContecHIDEncoder.high(flags)]
                    + piece.map { $0 & 0x7F })
            number += 1
        }
        return bytes
    }

    /// The codes of one message, with each top bit still in its byte.
    private static func codes(_ values: inout ArraySlice<UInt8?>) -> [UInt8] {
        guard var last = values.removeFirst() else {
            values = values.dropFirst(2 * (bytesPerMessage - 1))
            return Array(repeating: none, count: bytesPerMessage)
        }
        var codes = [last]
        while codes.count < bytesPerMessage {
            // Past the end the value stays as it is.
            let first = values.isEmpty ? last : values.removeFirst()
            let second = values.isEmpty ? first : values.removeFirst()
            guard let first else {
                codes.append(none)
                continue
            }
            // -7 before a missing value would read as two missing ones.
            let step = min(max(Int(first) - Int(last), second == nil ? -6 : -7), 7)
            last = moved(last, step)
            guard let second else {
                codes.append(digit(step) << 4 | 0x0F)
                continue
            }
            let next = min(max(Int(second) - Int(last), -6), 7)
            last = moved(last, next)
            codes.append(digit(step) << 4 | digit(next))
        }
        return codes
    }

    private static func moved(_ value: UInt8, _ step: Int) -> UInt8 { UInt8(Int(value) + step) }

    /// A step in four bits: the sign on top, then how far.
    private static func digit(_ step: Int) -> UInt8 {
        UInt8(step < 0 ? 8 : 0) | UInt8(abs(step))
    }
}
