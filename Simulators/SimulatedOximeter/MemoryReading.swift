/// What a host says to read everything a device has stored, command by command.
///
/// The orders are those of the vendors' own programs, without setting the clock.
struct MemoryReading: Sendable {
    let commands: [[UInt8]]

    /// For a Contec V7: who it is, then user by user the number of segments, and of each its length,
    /// its start and its data. The device wants to be asked in this order.
    init(contecV7 sessions: [SimulatedSession]) {
        func ask(_ code: UInt8, _ user: Int = 0, _ segment: Int = 0) -> [UInt8] {
            [0x7D, 0x81, code, 0x80 | UInt8(user), 0x80 | UInt8(segment)]
                + Array(repeating: 0x80, count: 4)
        }
        var commands = [0xA7, 0xA2, 0xA0, 0xB0, 0xAC, 0xAD].map { ask($0) }
        for user in Set(sessions.map(\.user)).sorted() {
            commands += [ask(0xA3, user), ask(0xAB, user)]
            for segment in 0..<sessions.count(where: { $0.user == user }) {
                commands += [0xA4, 0xA5, 0xA6].map { ask($0, user, segment) }
            }
        }
        self.commands = commands + [ask(0xA7)]
    }

    /// For a Contec HID device: the handshake, whether there are records, then all the announcements
    /// before any data, or the one record that was made by hand.
    init(contecHID sessions: [SimulatedSession], byHand: Bool) {
        let pads = [UInt8](repeating: 0x80, count: 6)
        var commands: [[UInt8]] = [
            [0x7D, 0x81, 0xA7] + pads + [0x7D, 0x81, 0xA2] + pads, [0x82, 0x02], [0x80, 0x00],
            [0x8E, 0x03, 0x11], [0x81, 0x01], [0x9F, 0x1F],
        ]
        if byHand {
            commands += [[0xA0, 0x00], [0xA3, 0, 0, 0], [0xA2, 0, 0, 0]].map(Self.summed)
        } else {
            commands += sessions.map { _ in Self.summed([0x9C, 0x01]) }
            for number in sessions.indices.map({ UInt8($0 + 1) }) {
                for quantity: UInt8 in [1, 2] {
                    commands.append(Self.summed([0x9D, 0x04, quantity, 0x01, number, 0, 0, 0]))
                }
            }
        }
        self.commands = commands
    }

    /// For a Contec V5: one request.
    init(contecV5: Void) { commands = [[0xF5, 0xF5]] }

    private static func summed(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [bytes.reduce(0, &+) & 0x7F]
    }
}

extension OximeterOnPerson {
    /// Longer than the longest download, so that a device that never ends cannot hold anybody.
    private static var mostFrames: Int { 60 * 60 * Oximeter.framesPerSecond }

    /// Everything the device sends while a host reads its whole memory; `nil` when the family has no
    /// memory. `byHand` asks a Contec HID device for the record its wearer made.
    public mutating func handOutMemory(byHand: Bool = false) -> [UInt8]? {
        if byHand { storeByHand() }
        let reading: MemoryReading
        switch Oximeter.family {
        case .contecV7: reading = MemoryReading(contecV7: oximeter.memory)
        case .contecHID: reading = MemoryReading(contecHID: oximeter.memory, byHand: byHand)
        case .contecV5: reading = MemoryReading(contecV5: ())
        default: return nil
        }
        var bytes: [UInt8] = []
        for command in reading.commands {
            bytes += receive(command)
            var frames = 0
            while oximeter.isStreaming, frames < Self.mostFrames {
                bytes += nextFrame()
                frames += 1
            }
        }
        return bytes
    }

    private mutating func storeByHand() {
        guard var clip = oximeter as? ContecHIDOximeter else { return }
        clip.storedMode = .manual
        if let clip = clip as? Oximeter { oximeter = clip }
    }
}
