import SimulatedPatient

/// Applies faults to what the device sends. Pure: the same seed spoils the same bytes.
struct FaultyLine: Sendable {
    private let faults: [Fault]
    private var random: SeededRandom
    private var lastFrame: [UInt8] = []

    init(faults: [Fault], seed: UInt64) {
        self.faults = faults
        random = SeededRandom(seed: seed)
    }

    /// Whether the cable is pulled at a moment.
    func isUnplugged(at seconds: Double) -> Bool {
        faults.contains {
            if case .unplug(let window) = $0 { window.contains(seconds) } else { false }
        }
    }

    /// How the missing finger is said, when a fault takes it out at a moment.
    func fingerOut(at seconds: Double) -> FingerOutForm? {
        for case .fingerOut(let form, let window) in faults where window.contains(seconds) {
            return form
        }
        return nil
    }

    /// A frame as it leaves the cable.
    mutating func pass(frame: [UInt8], at seconds: Double) -> [UInt8] {
        guard !faults.isEmpty, !frame.isEmpty else { return frame }
        var sent = frame
        if isFrozen(at: seconds) && !lastFrame.isEmpty {
            sent = lastFrame
        } else {
            lastFrame = frame
        }
        return pass(bytes: sent, at: seconds)
    }

    /// Any bytes as they leave the cable.
    mutating func pass(bytes: [UInt8], at seconds: Double) -> [UInt8] {
        var sent = bytes
        for fault in faults {
            switch fault {
            case .silence(let window) where window.contains(seconds): return []
            case .dropBytes(let share): sent = drop(share, from: sent)
            case .flipBits(let share): flip(share, in: &sent)
            default: break
            }
        }
        return sent
    }

    private func isFrozen(at seconds: Double) -> Bool {
        faults.contains {
            if case .freeze(let window) = $0 { window.contains(seconds) } else { false }
        }
    }

    private mutating func drop(_ share: Double, from bytes: [UInt8]) -> [UInt8] {
        bytes.filter { _ in random.unit() >= share }
    }

    private mutating func flip(_ share: Double, in bytes: inout [UInt8]) {
        for index in bytes.indices where random.unit() < share {
            bytes[index] ^= 1 << UInt8(random.next() % 8)
        }
    }
}
