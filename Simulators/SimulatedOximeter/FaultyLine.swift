import SimulatedPatient

/// What comes out of the line of what the device sends. Pure: the same seed spoils the same bytes.
struct FaultyLine: Sendable {
    private let schedule: FaultSchedule
    private let mostFramesHeld: Int
    private var random: SeededRandom
    private var held: [UInt8] = []
    private var framesHeld = 0
    private var framesToHold = 2

    /// Frames are held back for half a second at most, or for two frames of a slow family.
    init(schedule: FaultSchedule, seed: UInt64, framesPerSecond: Int) {
        self.schedule = schedule
        random = SeededRandom(seed: seed)
        mostFramesHeld = max(2, framesPerSecond / 2)
    }

    /// A frame, or an answer, as it comes out. `wire` is given when its ends disagree on the speed.
    mutating func pass(
        _ bytes: [UInt8], isFrame: Bool, at seconds: Double, over wire: MismatchedWire?
    ) -> [UInt8] {
        guard case .plugged = schedule.cable(at: seconds) else {
            (held, framesHeld) = ([], 0)
            return []
        }
        var sent = bytes
        for fault in schedule.faults {
            switch fault {
            case .halfFrames(let share) where isFrame: breakOff(share, &sent)
            case .dropBytes(let share): drop(share, from: &sent)
            case .flipBits(let share): flip(share, in: &sent)
            default: break
            }
        }
        if let wire { sent = wire.heard(sent) }
        return hold(sent, isFrame: isFrame, at: seconds)
    }

    private mutating func breakOff(_ share: Double, _ bytes: inout [UInt8]) {
        guard bytes.count > 1, random.unit() < share else { return }
        let kept = 1 + Int(random.next() % UInt64(bytes.count - 1))
        bytes.removeLast(bytes.count - kept)
    }

    private mutating func drop(_ share: Double, from bytes: inout [UInt8]) {
        bytes.removeAll { _ in random.unit() < share }
    }

    private mutating func flip(_ share: Double, in bytes: inout [UInt8]) {
        for index in bytes.indices where random.unit() < share {
            bytes[index] ^= 1 << UInt8(random.next() % 8)
        }
    }

    /// Holds frames back until enough are there. An answer takes what is held with it: no byte
    /// overtakes another.
    private mutating func hold(_ bytes: [UInt8], isFrame: Bool, at seconds: Double) -> [UInt8] {
        let holds = schedule.isOn(.gluedFrames, at: seconds)
        guard holds || !held.isEmpty else { return bytes }
        guard !holds || !bytes.isEmpty else { return [] }
        held += bytes
        framesHeld += 1
        guard !holds || !isFrame || framesHeld >= framesToHold else { return [] }
        defer { held = [] }
        framesHeld = 0
        framesToHold = 2 + Int(random.next() % UInt64(mostFramesHeld - 1))
        return held
    }
}
