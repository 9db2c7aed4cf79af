/// The packet table of Contec's protocol V7.0. Types 02, 06, 11, 13 and 14 stand in no vendor page;
/// they were seen in a capture of the vendor's program.
@usableFromInline
enum ContecV7Packet {
    /// The type of a live measurement.
    @usableFromInline static let live: UInt8 = 0x01

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

    /// Eight bytes as one word, the first lowest. The caller has checked that they are there.
    @inlinable
    static func word(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        UInt64(
            littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
                fromByteOffset: offset, as: UInt64.self))
    }
}
