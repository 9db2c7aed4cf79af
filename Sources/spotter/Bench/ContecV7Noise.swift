/// Live frames with random content in every field: no branch can be learnt.
enum ContecV7Noise {
    static func frames(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * 9)
        // Knuth's MMIX multiplier; the low byte of such a generator is weak, so the top is used.
        var state: UInt64 = 1
        for _ in 0..<count {
            bytes.append(0x01)
            for _ in 0..<8 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(0x80 | UInt8(truncatingIfNeeded: state >> 56))
            }
        }
        return bytes
    }
}
