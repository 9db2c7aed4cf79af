/// A command from the host: `7D 81 XX`, then up to six bytes of parameters.
enum ContecV7Command: UInt8, Sendable {
    case version = 0xA0
    case startLive = 0xA1
    case stopLive = 0xA2
    case segmentCount = 0xA3
    case segmentLength = 0xA4
    case segmentStart = 0xA5
    case download = 0xA6
    case stopDownload = 0xA7
    case model = 0xA8
    case vendor = 0xA9
    case deviceName = 0xAA
    case user = 0xAB
    case perfusionSupport = 0xAC
    case userCount = 0xAD
    case delete = 0xAE
    case keepAlive = 0xAF
    case storedDataNotice = 0xB0
    case setTime = 0xB1
    case setDate = 0xB2
    case blanks = 0xB3
    case storageNames = 0xB6

    /// How many parameters the device waits for.
    var parameterCount: Int {
        switch self {
        case .segmentCount, .user: 1
        case .segmentLength, .segmentStart, .download, .delete: 2
        default: 0
        }
    }
}

/// A command with what it is about.
struct ContecV7Order: Sendable {
    var code: UInt8
    var user: UInt8 = 0
    var segment: UInt8 = 0
}

/// Finds commands in what the host sends. Acts on the third byte, or on the last parameter that the
/// command needs, since real devices take commands without pads too; pads and noise are passed over.
struct ContecV7CommandReader: Sendable {
    private enum Stage: Sendable {
        case idle
        case started
        case topBits(UInt8)
        case parameters(ContecV7Order, top: UInt8, taken: Int, needed: Int)
    }

    private var stage = Stage.idle

    /// Takes one byte; the order when this byte completes one.
    mutating func take(_ byte: UInt8) -> ContecV7Order? {
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
            let code = Self.whole(byte, top, place: 0)
            let needed = ContecV7Command(rawValue: code)?.parameterCount ?? 0
            return go(on: ContecV7Order(code: code), top, taken: 0, needed: needed)
        case .parameters(var order, let top, let taken, let needed):
            let value = Self.whole(byte, top, place: UInt8(taken + 1))
            if taken == 0 { order.user = value } else { order.segment = value }
            return go(on: order, top, taken: taken + 1, needed: needed)
        }
    }

    private mutating func go(
        on order: ContecV7Order, _ top: UInt8, taken: Int, needed: Int
    ) -> ContecV7Order? {
        guard taken < needed else {
            stage = .idle
            return order
        }
        stage = .parameters(order, top: top, taken: taken, needed: needed)
        return nil
    }

    private static func whole(_ byte: UInt8, _ top: UInt8, place: UInt8) -> UInt8 {
        (byte & 0x7F) | (top >> place & 1) << 7
    }
}
