/// What comes out of a serial line whose two ends are set to different speeds.
///
/// Every byte goes over the wire bit by bit (a start bit, eight data bits from the lowest, perhaps an
/// odd check bit, a stop bit) and is sampled in the middle of each bit at the receiver's own pace, as
/// the receiving chip does. So a slow receiver hears few bytes, a fast one many, and which ones is
/// always the same. The wire rests before and after.
struct MismatchedWire: Sendable {
    let sentBaud: Int
    let sentOddParity: Bool
    let heardBaud: Int

    /// The bytes that are heard. One with a broken stop bit is passed on, as a port does that has not
    /// been told to check (INPCK off).
    func heard(_ bytes: [UInt8]) -> [UInt8] {
        let wire = levels(of: bytes)
        var heard: [UInt8] = []
        var place = 0
        while let start = Self.fall(in: wire, from: place) {
            let stop = sample(9, after: start)
            // What is no longer low in the middle of a start bit was none.
            if Self.level(wire, sample(0, after: start)) {
                place = start + 1
                continue
            }
            var byte: UInt8 = 0
            for bit in 1...8 where Self.level(wire, sample(bit, after: start)) {
                byte |= 1 << UInt8(bit - 1)
            }
            heard.append(byte)
            place = stop + 1
        }
        return heard
    }

    /// True is the level at rest.
    private func levels(of bytes: [UInt8]) -> [Bool] {
        var wire: [Bool] = []
        wire.reserveCapacity(bytes.count * 11)
        for byte in bytes {
            wire.append(false)
            for bit in 0..<8 { wire.append(byte >> UInt8(bit) & 1 == 1) }
            if sentOddParity { wire.append(byte.nonzeroBitCount.isMultiple(of: 2)) }
            wire.append(true)
        }
        return wire
    }

    /// Where the middle of the receiver's bit number `bit` falls, in bits of the sender.
    private func sample(_ bit: Int, after start: Int) -> Int {
        start + (2 * bit + 1) * sentBaud / (2 * heardBaud)
    }

    private static func level(_ wire: [Bool], _ place: Int) -> Bool {
        place < wire.count ? wire[place] : true
    }

    /// The next place where the level falls.
    private static func fall(in wire: [Bool], from place: Int) -> Int? {
        (place..<max(place, wire.count)).first { !wire[$0] && ($0 == 0 || wire[$0 - 1]) }
    }
}
