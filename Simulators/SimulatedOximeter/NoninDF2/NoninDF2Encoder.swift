/// Puts a frame of Nonin data format 2 into its five bytes: 01, status, wave, slow byte, checksum.
///
/// Written from the vendor's 9560 specification and a capture of a real device. It shares no code
/// with the driver that decodes these bytes, so that the two can find each other's mistakes.
public struct NoninDF2Encoder: Sendable {
    /// The five bytes of a frame. `pleth` is the pulse wave, `slow` this frame's byte of the packet.
    public static func bytes(status: NoninStatus, pleth: UInt8, slow: UInt8) -> [UInt8] {
        let status = status.byte
        return [0x01, status, pleth, slow, 0x01 &+ status &+ pleth &+ slow]
    }
}
