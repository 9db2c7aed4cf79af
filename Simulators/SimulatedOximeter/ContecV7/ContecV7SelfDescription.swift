/// What a Contec V7 says about itself when asked.
struct ContecV7SelfDescription {
    private typealias Encoder = ContecV7Encoder
    private static let blank = UInt8(ascii: " ")

    let stored: ContecV7Memory
    let hasPerfusionIndex: Bool

    func answer(to command: ContecV7Command, _ order: ContecV7Order) -> [UInt8] {
        switch command {
        case .version: Encoder.packet(.version, [0, 7])
        case .model:
            Encoder.packet(.model, [0] + Self.text("50D(A)", 6))
                + Encoder.packet(.model, [0xFF] + Self.text("+", 6))
        case .vendor: Encoder.packet(.vendor, Self.text("", 7))
        case .deviceName: Encoder.packet(.deviceName, Self.text("user", 7))
        case .user: Encoder.packet(.user, [order.user] + Self.text("user", 6))
        case .perfusionSupport: Encoder.packet(.perfusionSupport, [hasPerfusionIndex ? 0 : 1])
        case .userCount: Encoder.packet(.userCount, [UInt8(clamping: stored.userCount)])
        case .storedDataNotice:
            // One source: the first two bytes tell that stored data exist.
            Encoder.packet(
                .storedDataNotice, [stored.sessions.isEmpty ? 0 : 1, 0, 0, 0, 0, 0, 0])
        case .blanks:
            // As a real device was seen to answer; what it means is not known.
            Encoder.packet(.blanks, Self.text("", 7))
                + Encoder.packet(.moreBlanks, Self.text("", 5) + [0, 0])
        case .storageNames: Encoder.packet(.storageNames, [0, 0, 0, 0, 0, 0, 0])
        default: []
        }
    }

    private static func text(_ text: String, _ length: Int) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(length))
        return bytes + Array(repeating: blank, count: length - bytes.count)
    }
}
