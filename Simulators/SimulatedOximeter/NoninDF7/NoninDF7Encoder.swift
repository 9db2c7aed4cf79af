/// Puts a frame of Nonin data format 7 into its five bytes: status, wave in two, slow byte, checksum.
///
/// Written from the vendor's 9560 specification. It shares no code with the driver that decodes these
/// bytes, so that the two can find each other's mistakes.
public struct NoninDF7Encoder: Sendable {
    /// The five bytes of a frame. `pleth` is the pulse wave, `slow` this frame's byte of the packet.
    public static func bytes(status: NoninStatus, pleth: UInt16, slow: UInt8) -> [UInt8] {
        let status = status.byte
        let (high, low) = (UInt8(pleth >> 8), UInt8(pleth & 0xFF))
        return [status, high, low, slow, status &+ high &+ low &+ slow]
    }
}
