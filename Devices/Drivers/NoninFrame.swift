/// Five bytes of data format 2 or 7: four, and the low byte of their sum.
@usableFromInline
struct NoninFrame {
    @usableFromInline let first: UInt8
    @usableFromInline let second: UInt8
    @usableFromInline let third: UInt8
    @usableFromInline let float: UInt8

    /// The five bytes at `offset`; `nil` where fewer are left or the fifth is not the sum.
    @inlinable
    @inline(__always)
    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard offset >= 0, bytes.count &- offset >= 5 else { return nil }
        // All five are there.
        first = unsafe bytes[unchecked: offset]
        second = unsafe bytes[unchecked: offset &+ 1]
        third = unsafe bytes[unchecked: offset &+ 2]
        float = unsafe bytes[unchecked: offset &+ 3]
        let sum = first &+ second &+ third &+ float
        guard unsafe bytes[unchecked: offset &+ 4] == sum else { return nil }
    }
}
