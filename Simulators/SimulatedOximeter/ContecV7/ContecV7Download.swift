/// A session on its way to the host: a few packets at every frame, until all are sent.
struct ContecV7Download: Sendable {
    private typealias Encoder = ContecV7Encoder
    /// 24 h in some 25 s: 19 packets of eight bytes sixty times a second.
    private static let bytesPerFrame = 152

    private let seconds: [SimulatedSession.Second]
    private let hasPerfusionIndex: Bool
    private var next = 0

    init(_ session: SimulatedSession, hasPerfusionIndex: Bool) {
        seconds = session.seconds
        self.hasPerfusionIndex = hasPerfusionIndex
    }

    /// Whether everything has been sent.
    var isDone: Bool { next >= seconds.count }

    /// The packets of one frame.
    mutating func frame() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.bytesPerFrame + 8)
        while !isDone && bytes.count + 8 <= Self.bytesPerFrame {
            bytes += hasPerfusionIndex ? onePacket() : threePacket()
        }
        return bytes
    }

    private mutating func onePacket() -> [UInt8] {
        let perfusion = seconds[next].perfusionHundredths.map { UInt16(clamping: $0) } ?? 0xFFFF
        defer { next += 1 }
        return Encoder.packet(
            .sampleWithPerfusion,
            sample(next) + [UInt8(perfusion & 0xFF), UInt8(perfusion >> 8)])
    }

    private mutating func threePacket() -> [UInt8] {
        defer { next += 3 }
        return Encoder.packet(.threeSamples, sample(next) + sample(next + 1) + sample(next + 2))
    }

    /// Both ways to say "no value" were seen, even in one packet, so they take turns. Past the end
    /// the packet is filled up with nothing.
    private func sample(_ place: Int) -> [UInt8] {
        guard place < seconds.count else { return [0, 0] }
        let none: (spo2: UInt8, pulse: UInt8) = place % 2 == 0 ? (0, 0) : (0x7F, 0xFF)
        let second = seconds[place]
        return [
            second.spo2Percent.map { UInt8(clamping: $0) } ?? none.spo2,
            second.pulseBpm.map { UInt8(clamping: $0) } ?? none.pulse,
        ]
    }
}
