/// What both kinds of stored record have in common on the wire.
enum ContecHIDRecord {
    /// Year in the century, month, day, hour, minute, second; zeros without a clock.
    static func start(_ session: SimulatedSession) -> [UInt8] {
        guard let start = session.start else { return [0, 0, 0, 0, 0, 0] }
        return [start.year % 100, start.month, start.day, start.hour, start.minute, start.second]
            .map { UInt8($0) }
    }

    /// Seconds in three groups of seven bits, lowest first.
    static func length(_ session: SimulatedSession) -> [UInt8] {
        let count = session.seconds.count
        return [
            ContecHIDEncoder.low(count), ContecHIDEncoder.high(count),
            ContecHIDEncoder.highest(count),
        ]
    }

    /// The top bits of some bytes, the first byte's lowest.
    static func flags(_ bytes: [UInt8]) -> Int {
        bytes.enumerated().reduce(0) { $0 | Int($1.element >> 7) << $1.offset }
    }

    /// One quantity of every second, with the device's own word for none.
    static func values(
        _ session: SimulatedSession, _ quantity: ContecHIDCommand.Quantity
    ) -> [UInt8] {
        switch quantity {
        case .spo2: session.seconds.map { $0.spo2Percent.map { UInt8(clamping: $0) } ?? 127 }
        case .pulse: session.seconds.map { $0.pulseBpm.map { UInt8(clamping: $0) } ?? 255 }
        }
    }
}
