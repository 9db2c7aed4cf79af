/// A command from the host: `7D 81 XX`, then up to six bytes of parameters.
enum ContecV7Command: UInt8, Sendable {
    case version = 0xA0
    case startLive = 0xA1
    case stopLive = 0xA2
    case segmentCount = 0xA3
    case stopDownload = 0xA7
    case model = 0xA8
    case vendor = 0xA9
    case deviceName = 0xAA
    case user = 0xAB
    case perfusionSupport = 0xAC
    case userCount = 0xAD
    case keepAlive = 0xAF
    case storedDataNotice = 0xB0
    case setTime = 0xB1
    case setDate = 0xB2
    case blanks = 0xB3
    case storageNames = 0xB6
}

/// Finds commands in what the host sends. Acts on the third byte, since real devices take commands
/// without the six pads too; pads and noise are passed over.
struct ContecV7CommandReader: Sendable {
    private enum Stage: Sendable {
        case idle
        case started
        case topBits(UInt8)
    }

    private var stage = Stage.idle

    /// Takes one byte; the command code when this byte completes one.
    mutating func take(_ byte: UInt8) -> UInt8? {
        if byte < 0x80 {
            stage = byte == 0x7D ? .started : .idle
            return nil
        }
        switch stage {
        case .idle:
            return nil
        case .started:
            stage = .topBits(byte)
            return nil
        case .topBits(let top):
            stage = .idle
            return (byte & 0x7F) | (top & 1) << 7
        }
    }
}
