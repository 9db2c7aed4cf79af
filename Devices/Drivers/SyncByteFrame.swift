/// The shape that contec-v5, bci, nonin-df1 and nonin-df8 share: one byte with bit 7 set, then a
/// fixed number without. What the bits mean is each family's own. There is no checksum.
@usableFromInline
enum SyncByteFrame {
    /// The frame of `length` bytes (3, 4 or 5) at `offset` as a word, its first byte lowest; `nil`
    /// where no whole frame stands.
    @inlinable
    @inline(__always)
    static func word(_ bytes: Span<UInt8>, at offset: Int, length: Int) -> UInt64? {
        guard offset >= 0, bytes.count &- offset >= length else { return nil }
        // All bytes that are read here are there.
        let word: UInt64
        if length == 3 {
            let two = unsafe bytes.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: offset, as: UInt16.self)
            let third = unsafe bytes[unchecked: offset &+ 2]
            word = UInt64(UInt16(littleEndian: two)) | UInt64(third) &<< 16
        } else {
            let read = unsafe bytes.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: offset, as: UInt32.self)
            let four = UInt64(UInt32(littleEndian: read))
            let fifth = length == 5 ? unsafe bytes[unchecked: offset &+ 4] : 0
            word = four | UInt64(fifth) &<< 32
        }
        let topBits: UInt64 = 0x80_8080_8080 &>> ((5 &- UInt64(length)) &* 8)
        return word & topBits == 0x80 ? word : nil
    }

    /// Byte `place` of a frame, counted from 1 as the protocols' pages do.
    @inlinable
    @inline(__always)
    static func byte(_ place: UInt64, of word: UInt64) -> UInt8 {
        UInt8(truncatingIfNeeded: word &>> ((place &- 1) &* 8))
    }

    /// What stands at `offset` where no whole frame of `length` bytes does.
    @usableFromInline
    static func gap(_ bytes: Span<UInt8>, at offset: Int, length: Int) -> Gap {
        var place = offset + 1
        guard bytes[offset] >= 0x80 else {
            while place < bytes.count && bytes[place] < 0x80 { place += 1 }
            return Gap(count: place - offset, why: .noFrameStart)
        }
        let end = min(offset + length, bytes.count)
        while place < end && bytes[place] < 0x80 { place += 1 }
        return place < end ? Gap(count: place - offset, why: .brokenFrame) : .open
    }
}
