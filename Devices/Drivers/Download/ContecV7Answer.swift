/// A packet of a Contec V7 that answers a question, read.
enum ContecV7Answer: Equatable {
    case free
    case perfusionSupport(Bool)
    case userCount(Int)
    case segmentCount(user: UInt8, Int)
    case user(name: String)
    case length(user: UInt8, segment: UInt8, bytes: Int)
    case date(user: UInt8, segment: UInt8, year: Int, month: Int, day: Int)
    case time(user: UInt8, segment: UInt8, hour: Int, minute: Int, second: Int)
    case seconds([StoredSecond], bytesEach: Int)
    /// A command came to an end, or was refused.
    case feedback(command: UInt8, reason: UInt8)
    case goodbye(reason: UInt8)

    init?(_ frame: [UInt8]) {
        let bytes = frame.span
        func data(_ place: Int) -> UInt8 { ContecV7Packet.data(bytes, at: 0, place) }
        func number(_ place: Int) -> Int { Int(data(place)) }
        switch frame[0] {
        case ContecV7Packet.free: self = .free
        // 0 means that it has one.
        case ContecV7Packet.perfusionSupport: self = .perfusionSupport(data(0) == 0)
        case ContecV7Packet.userCount: self = .userCount(number(0))
        case ContecV7Packet.segmentCount: self = .segmentCount(user: data(0), number(1))
        case ContecV7Packet.user: self = .user(name: DeviceText.read((1...6).map(data)))
        case ContecV7Packet.sessionLength:
            self = .length(
                user: data(0), segment: data(1),
                bytes: Int(ContecV7Packet.sessionBytes(bytes, at: 0)))
        case ContecV7Packet.sessionDate:
            self = .date(
                user: data(0), segment: data(1), year: number(2) * 100 + number(3),
                month: number(4), day: number(5))
        case ContecV7Packet.sessionTime:
            self = .time(
                user: data(0), segment: data(1), hour: number(2), minute: number(3),
                second: number(4))
        case ContecV7Packet.stored:
            self = .seconds(
                (0..<3).map { StoredSecond(ContecV7Memory.second(bytes, $0)) }, bytesEach: 2)
        case ContecV7Packet.storedWithPerfusion:
            self = .seconds(
                [StoredSecond(ContecV7Memory.secondWithPerfusion(bytes))], bytesEach: 4)
        case ContecV7Packet.feedback: self = .feedback(command: data(0), reason: data(1))
        case ContecV7Packet.goodbye: self = .goodbye(reason: data(0))
        default: return nil
        }
    }
}
