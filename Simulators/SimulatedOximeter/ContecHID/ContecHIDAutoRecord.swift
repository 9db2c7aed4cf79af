/// A record that the device stored by itself, as it is sent: falls below a base value, two a byte.
///
/// A code is eight bits; its top bit travels in the message's flags. `F` in the high half makes a
/// base, which takes two codes: its high digit, then its low one. Any other code is two falls below
/// the base, 0 to 14 each; `F` in the low half means that there is no second one.
enum ContecHIDAutoRecord {
    private static let codesPerMessage = 21
    private static let deepestFall = 14
    private static let noSecond: UInt8 = 0x0F

    /// What is announced of a record: number from 1, start, length.
    static func announcement(_ session: SimulatedSession, number: Int, isLast: Bool) -> [UInt8] {
        ContecHIDEncoder.message(
            [0xEC, isLast ? 0x40 : 0x00, UInt8(session.user + 1), UInt8(number)]
                + ContecHIDRecord.start(session) + ContecHIDRecord.length(session)
                // The name as a real device sent it, with 00 before it.
                + [0] + Array("user".utf8) + [0, 0])
    }

    /// All values of one quantity; 127 or 255 stands for none.
    static func messages(_ quantity: ContecHIDCommand.Quantity, _ values: [UInt8]) -> [UInt8] {
        var codes = codes(values)[...]
        var bytes: [UInt8] = []
        var number = 0
        while !codes.isEmpty {
            // A message that is not full ends in codes past the announced length.
            var piece = Array(codes.prefix(codesPerMessage))
            piece += Array(repeating: 0, count: codesPerMessage - piece.count)
            codes = codes.dropFirst(codesPerMessage)
            let flags = ContecHIDRecord.flags(piece)
            bytes += ContecHIDEncoder.message(
                [0xED, 0x04, quantity.rawValue]
                    + [ContecHIDEncoder.low(number), ContecHIDEncoder.high(number)]
                    + [
                        ContecHIDEncoder.low(flags), ContecHIDEncoder.high(flags),
                        ContecHIDEncoder.highest(flags),
                    ]
                    + piece.map { $0 & 0x7F })
            number += 1
        }
        return bytes
    }

    private static func codes(_ values: [UInt8]) -> [UInt8] {
        var codes: [UInt8] = []
        var rest = values[...]
        while !rest.isEmpty {
            let (count, base) = reach(rest)
            codes += [0xF0 | base >> 4, 0xF0 | (base & 0x0F)]
            var falls = rest.prefix(count).map { base - $0 }[...]
            while let first = falls.popFirst() {
                codes.append(first << 4 | (falls.popFirst() ?? noSecond))
            }
            rest = rest.dropFirst(count)
        }
        return codes
    }

    /// How many values one base can serve, and that base: the highest of them.
    private static func reach(_ values: ArraySlice<UInt8>) -> (count: Int, base: UInt8) {
        var (low, high) = (values[values.startIndex], values[values.startIndex])
        var count = 0
        for value in values {
            let (newLow, newHigh) = (min(low, value), max(high, value))
            guard newHigh - newLow <= deepestFall else { break }
            (low, high) = (newLow, newHigh)
            count += 1
        }
        return (count, high)
    }
}
