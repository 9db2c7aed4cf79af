/// What the device sends instead of what it should. Pure: the same seed gives the same bytes.
struct FaultyDevice: Sendable {
    private let schedule: FaultSchedule
    private var lastFrame: [UInt8] = []
    private var babble: Babble

    init(schedule: FaultSchedule, seed: UInt64) {
        self.schedule = schedule
        babble = Babble(seed: seed)
    }

    /// Whether the oximeter itself hears what the host says.
    func hears(at seconds: Double) -> Bool { !schedule.isOn(.babble, at: seconds) }

    /// What is sent in the place of a frame.
    mutating func sent(frame: [UInt8], at seconds: Double) -> [UInt8] {
        if schedule.isOn(.silence, at: seconds) { return [] }
        if schedule.isOn(.babble, at: seconds) { return babble.bytes(at: seconds) }
        guard !frame.isEmpty else { return [] }
        if schedule.isOn(.freeze, at: seconds) && !lastFrame.isEmpty { return lastFrame }
        lastFrame = frame
        return frame
    }

    /// What is sent in the place of an answer.
    func sent(answer: [UInt8], at seconds: Double) -> [UInt8] {
        schedule.isOn(.silence, at: seconds) || schedule.isOn(.babble, at: seconds) ? [] : answer
    }
}
