/// The messages a Contec HID device sends: a head byte with bit 7 set, then bytes without it, the
/// last of which is the sum of all before it, seven bits of it.
@usableFromInline
enum ContecHIDMessage {
    static let wave: UInt8 = 0x00
    static let numbers: UInt8 = 0x01
    static let live: UInt8 = 0xEB
    static let storedManualPulse: UInt8 = 0xD2
    static let storedManualOxygen: UInt8 = 0xD3
    static let manualRecord: UInt8 = 0xD0
    static let autoRecord: UInt8 = 0xEC
    static let storedAuto: UInt8 = 0xED
    static let recordsPresent: UInt8 = 0xEF
    static let model: UInt8 = 0xF1
    static let userName: UInt8 = 0xFE

    /// Data from the memory in the automatic mode is the longest message, in bytes.
    @usableFromInline static let longest = 30
    /// A model's name is eight characters in the one device that was watched; another length is
    /// taken if its sum fits, up to this many bytes.
    private static let longestModel = 16
    private static let usualModel = 10

    /// A message's whole length by its first two bytes; 0 where no message is known.
    static func length(head: UInt8, second: UInt8) -> Int {
        switch head {
        case manualRecord: 14
        case 0xD1, 0xD8: 4
        case storedManualPulse, storedManualOxygen: 20
        case live: liveLength(second)
        case autoRecord: 21
        // 7F is the answer to "delete all".
        case storedAuto: second == 0x04 ? 30 : second == 0x7F ? 7 : 0
        case recordsPresent, 0xF2: 8
        case 0xF0: 2
        case 0xF3: 3
        case userName: second == 0x03 ? 10 : 0
        default: 0
        }
    }

    private static func liveLength(_ second: UInt8) -> Int {
        switch second {
        case wave: 6
        case numbers: 8
        // The answer to "stop".
        case 0x7F: 3
        default: 0
        }
    }

    /// Whether a byte may begin a message.
    static func isHead(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xD0...0xD3, 0xD8, 0xEB...0xED, 0xEF...0xF3, userName: true
        default: false
        }
    }

    /// Up to where a message certainly has no byte with bit 7 set. A user's name may have one.
    static func plainLength(head: UInt8, length: Int) -> Int {
        switch head {
        case autoRecord: 13
        case userName: 2
        default: length
        }
    }

    /// The sum that the message of `length` bytes at `offset` should end with.
    static func sum(_ bytes: Span<UInt8>, at offset: Int, length: Int) -> UInt8 {
        var sum: UInt8 = 0
        for place in offset..<(offset + length - 1) { sum &+= bytes[place] }
        return sum & 0x7F
    }

    /// The place of the first byte with bit 7 set after `offset` and before `end`, or `end`.
    static func nextHigh(_ bytes: Span<UInt8>, after offset: Int, until end: Int) -> Int {
        var place = offset + 1
        while place < end && bytes[place] < 0x80 { place += 1 }
        return place
    }

    /// The length of the model's name at `offset`: 0 when it is none, `nil` when more bytes will
    /// tell.
    static func modelLength(_ bytes: Span<UInt8>, at offset: Int) -> Int? {
        var sum = bytes[offset]
        var fit = 0
        var place = 1
        while place < longestModel {
            if place >= usualModel && fit > 0 { return fit }
            guard offset + place < bytes.count else { return nil }
            let byte = bytes[offset + place]
            if place > 1 && sum & 0x7F == byte {
                if place + 1 == usualModel { return usualModel }
                if fit == 0 { fit = place + 1 }
            }
            guard byte >= 0x20 && byte < 0x7F else { break }
            sum &+= byte
            place += 1
        }
        return fit
    }

    /// Eight bytes as one word, the first lowest. The caller has checked that they are there.
    @inlinable
    static func word(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        UInt64(
            littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
                fromByteOffset: offset, as: UInt64.self))
    }

    /// Up to eight bytes as one word, what is missing being 0.
    static func shortWord(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        var word: UInt64 = 0
        for place in 0..<min(8, bytes.count - offset) {
            word |= UInt64(bytes[offset + place]) << UInt64(place * 8)
        }
        return word
    }
}
