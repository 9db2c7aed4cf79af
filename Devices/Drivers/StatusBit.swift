public import SignalCore

extension SampleFlags {
    /// This flag if a bit of a status byte is set, else nothing. Without a branch: on a noisy finger
    /// nothing about these bits can be foreseen.
    @inlinable
    @inline(__always)
    func when(bit: UInt8, of byte: UInt8) -> SampleFlags {
        SampleFlags(rawValue: rawValue &* UInt16(byte &>> bit & 1))
    }
}
