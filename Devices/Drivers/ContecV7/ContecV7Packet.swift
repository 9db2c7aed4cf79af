/// The packet table of Contec's protocol V7.0. Types 02, 06, 11, 13 and 14 stand in no vendor page;
/// they were seen in a capture of the vendor's program.
@usableFromInline
enum ContecV7Packet {
    /// The type of a live measurement.
    @usableFromInline static let live: UInt8 = 0x01
    static let user: UInt8 = 0x05
    static let sessionDate: UInt8 = 0x07
    static let sessionLength: UInt8 = 0x08
    /// The type of one stored second with its perfusion index.
    @usableFromInline static let storedWithPerfusion: UInt8 = 0x09
    static let segmentCount: UInt8 = 0x0A
    static let feedback: UInt8 = 0x0B
    static let free: UInt8 = 0x0C
    static let goodbye: UInt8 = 0x0D
    static let perfusionSupport: UInt8 = 0x0E
    /// The type of three stored seconds.
    @usableFromInline static let stored: UInt8 = 0x0F
    static let userCount: UInt8 = 0x10
    static let sessionTime: UInt8 = 0x12

    /// Bit 7 of eight bytes: every byte after the type has it.
    @usableFromInline static let topBits: UInt64 = 0x8080_8080_8080_8080

    /// A packet's whole length by its type, from 00; 0 where no type is known.
    private static let lengths: InlineArray<22, UInt8> = [
        0, 9, 9, 9, 9, 9, 4, 8, 8, 6, 4, 4, 2, 3, 3, 8, 3, 9, 8, 9, 9, 9,
    ]

    /// The whole length of a packet of this type; `nil` for a type nobody documents.
    static func length(type: UInt8) -> Int? {
        guard Int(type) < lengths.count, lengths[Int(type)] > 0 else { return nil }
        return Int(lengths[Int(type)])
    }

    /// Data byte `place` of the packet at `offset`, with its top bit put back.
    @inlinable
    static func data(_ bytes: Span<UInt8>, at offset: Int, _ place: Int) -> UInt8 {
        bytes[offset + 2 + place] & 0x7F | (bytes[offset + 1] &>> UInt8(place) & 1) &<< 7
    }

    /// A session's length in bytes, from the packet that announces it.
    static func sessionBytes(_ bytes: Span<UInt8>, at offset: Int) -> UInt32 {
        var count: UInt32 = 0
        for place in 0..<4 {
            count |= UInt32(data(bytes, at: offset, place + 2)) << UInt32(place * 8)
        }
        return count
    }

    /// Eight bytes as one word, the first lowest. The caller has checked that they are there.
    @inlinable
    static func word(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        UInt64(
            littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
                fromByteOffset: offset, as: UInt64.self))
    }
}
